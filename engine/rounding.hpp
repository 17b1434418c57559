#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Percent in integers: a figure is a whole number of units of its last decimal, 9621 for 96.21 %.
namespace duban {

constexpr int most_decimals = 4;
BOOST_DEFINE_ENUM_CLASS(RoundingMethod, plain, largest_remainder)

struct Rounding {
  int decimals = 2;
  RoundingMethod method = RoundingMethod::plain;
};

/// `counted` of `base` in percent, half up.  100 % only if everything counts and 0 % only if
/// nothing does: otherwise one unit less or more.  No value for an empty base.
[[nodiscard]] std::optional<std::int64_t> percent(std::int64_t counted,
                                                  std::int64_t base,
                                                  int decimals);

/// The same for all parts of one whole, by largest remainder, so that they add up to 100 %.
[[nodiscard]] std::vector<std::int64_t> shares(std::span<const std::int64_t> parts, int decimals);

/// `96.21`
[[nodiscard]] std::string percent_text(std::int64_t units, int decimals);

/// Whether `counted` of `base` is at least `target` percent; never asked of a rounded figure.
[[nodiscard]] constexpr bool reaches(std::int64_t counted, std::int64_t base, std::int64_t target) {
  return base > 0 && 100 * counted >= target * base;
}

}  // namespace duban
