#include "engine/data/width.hpp"

#include "engine/data/utf8.hpp"

#include <algorithm>
#include <array>

namespace duban {

namespace {

struct Range {
  char32_t first, last;
};

// East Asian Width W and F (Unicode 15), as far as text of this field goes.
constexpr std::array wide{
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E}, Range{0x3041, 0x33FF}, Range{0x3400, 0x4DBF},
    Range{0x4E00, 0x9FFF},   Range{0xA000, 0xA4CF}, Range{0xAC00, 0xD7A3}, Range{0xF900, 0xFAFF},
    Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60}, Range{0xFFE0, 0xFFE6}, Range{0x1F300, 0x1FAFF},
    Range{0x20000, 0x3FFFD},
};
constexpr std::array narrowest{Range{0x0300, 0x036F}, Range{0x200B, 0x200F}, Range{0xFE00, 0xFE0F}};

template <std::size_t N>
bool among(const std::array<Range, N>& ranges, char32_t c) {
  return std::ranges::any_of(ranges, [&](Range r) { return r.first <= c && c <= r.last; });
}

std::size_t columns_of(char32_t c) {
  return among(narrowest, c) ? 0 : among(wide, c) ? 2 : 1;
}

}  // namespace

std::size_t width_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) columns += columns_of(take_character(text));
  return columns;
}

std::string padded(std::string_view text, std::size_t columns) {
  const auto width = width_of(text);
  return std::string{text} + std::string(columns > width ? columns - width : 0, ' ');
}

std::string shortened(std::string_view text, std::size_t columns) {
  if (width_of(text) <= columns) return std::string{text};
  auto rest = text;
  for (std::size_t used = 0; !rest.empty();) {
    auto next = rest;
    used += columns_of(take_character(next));
    if (used + 1 > columns) break;
    rest = next;
  }
  return std::string{text.substr(0, text.size() - rest.size())} + "…";
}

}  // namespace duban
