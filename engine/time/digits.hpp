#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace duban {

/// The number written in exactly `count` digits at the front of `text`, which then begins after it.
[[nodiscard]] inline std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return {};
  int value = 0;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return {};
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return value;
}

/// Whether `text` begins with `expected`; if so, it then begins after it.
[[nodiscard]] inline bool take(std::string_view& text, char expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace duban
