#include "adapters/http/range.hpp"

#include <algorithm>
#include <charconv>

namespace duban::http {

namespace {

constexpr std::string_view byte_unit = "bytes=";

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc{} || end != text.data() + text.size() || number < 0) return {};
  return number;
}

/// `-500`: the last 500.
Range last_of(std::int64_t size, std::int64_t wanted) {
  const auto length = std::min(size, wanted);
  return {size - length, length};
}

}  // namespace

std::optional<Range> range_in(const Request& request, std::int64_t size, std::string_view etag) {
  const auto given = request.header("range").value_or("");
  if (!given.starts_with(byte_unit) || request.header("if-range").value_or(etag) != etag) return {};
  const auto spec = given.substr(byte_unit.size());
  const auto dash = spec.find('-');
  if (dash == spec.npos) return {};
  const auto from = number_in(spec.substr(0, dash)), to = number_in(spec.substr(dash + 1));
  if (dash == 0) return to ? std::optional{last_of(size, *to)} : std::nullopt;
  if (!from || (!to && dash + 1 != spec.size()) || (to && *to < *from)) return {};
  if (*from >= size) return Range{};
  const auto last = std::min(to.value_or(size - 1), size - 1);
  return Range{*from, last - *from + 1};
}

}  // namespace duban::http
