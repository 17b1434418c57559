#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace duban::bench {

/// One line of the table: what was measured, and what ran beside it turn by turn.
struct Figure {
  std::string bench, what, unit;
  double ours = 0;
  std::optional<double> yardstick{};
};

void print(const Figure& figure, bool as_json);

[[nodiscard]] double seconds_of(const std::function<void()>& work);

/// The value that a part of all values is not above: 0.5 is the median.
[[nodiscard]] double quantile(std::vector<double> all, double part);
[[nodiscard]] inline double median(std::vector<double> all) {
  return quantile(std::move(all), 0.5);
}

}  // namespace duban::bench
