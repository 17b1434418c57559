#include "engine/rounding.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace duban {

namespace {

std::int64_t whole_of(int decimals) {
  std::int64_t whole = 100;
  for (int i = 0; i < decimals; ++i) whole *= 10;
  return whole;
}

/// Gives what rounding down has left over to the largest remainders, or takes back what tiny shares
/// were given too much from the largest shares.
void settle(std::vector<std::int64_t>& units,
            const std::vector<std::int64_t>& remainders,
            std::int64_t left) {
  std::vector<std::size_t> order(units.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](auto i) { return remainders[i]; });
  for (const auto i : order)
    if (left > 0 && remainders[i] > 0) {
      ++units[i];
      --left;
    }
  for (; left < 0; ++left) --*std::ranges::max_element(units);
}

}  // namespace

std::optional<std::int64_t> percent(std::int64_t counted, std::int64_t base, int decimals) {
  if (base <= 0) return std::nullopt;
  const auto whole = whole_of(decimals);
  const auto rounded = (2 * counted * whole + base) / (2 * base);
  if (counted == 0 || counted == base) return rounded;
  return std::clamp<std::int64_t>(rounded, 1, whole - 1);
}

std::vector<std::int64_t> shares(std::span<const std::int64_t> parts, int decimals) {
  const auto base = std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
  std::vector<std::int64_t> units(parts.size()), remainders(parts.size());
  if (base == 0) return units;
  auto left = whole_of(decimals);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto exact = parts[i] * whole_of(decimals);
    units[i] = exact / base;
    remainders[i] = exact % base;
    const bool is_tiny = units[i] == 0 && parts[i] > 0;
    if (is_tiny) std::tie(units[i], remainders[i]) = std::tuple{1, 0};
    left -= units[i];
  }
  settle(units, remainders, left);
  return units;
}

std::string percent_text(std::int64_t units, int decimals) {
  if (decimals == 0) return std::to_string(units);
  const auto one_percent = whole_of(decimals) / 100;
  const auto fraction = std::to_string(units % one_percent);
  const auto places = static_cast<std::size_t>(decimals);
  return std::to_string(units / one_percent) + "." + std::string(places - fraction.size(), '0') +
         fraction;
}

}  // namespace duban
