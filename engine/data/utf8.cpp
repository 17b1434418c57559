#include "engine/data/utf8.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace duban {

namespace {

unsigned byte_at(std::string_view bytes, std::size_t index) {
  return static_cast<unsigned char>(bytes[index]);
}

/// The bounds of a character's second byte, which rule out overlong forms, surrogates and code
/// points above U+10FFFF; all later bytes lie in 80 … BF.
struct Form {
  std::size_t length = 0;  // 0: no character begins with this byte
  unsigned low = 0x80;
  unsigned high = 0xBF;
};

Form form_of(unsigned lead) {
  if (lead < 0x80) return {1};
  if (lead < 0xC2) return {0};
  if (lead < 0xE0) return {2};
  if (lead == 0xE0) return {3, 0xA0};
  if (lead == 0xED) return {3, 0x80, 0x9F};
  if (lead < 0xF0) return {3};
  if (lead == 0xF0) return {4, 0x90};
  if (lead < 0xF4) return {4};
  if (lead == 0xF4) return {4, 0x80, 0x8F};
  return {0};
}

struct Characters {
  char32_t first, last;
};
constexpr std::array<Characters, 9> white{{{0x09, 0x0D},
                                           {0x20, 0x20},
                                           {0xA0, 0xA0},
                                           {0x1680, 0x1680},
                                           {0x2000, 0x200A},
                                           {0x2028, 0x2029},
                                           {0x202F, 0x202F},
                                           {0x205F, 0x205F},
                                           {0x3000, 0x3000}}};
/// Unicode's Default_Ignorable_Code_Point, and what turns or breaks lines; but not the variation
/// selectors from U+E0100 on, by which people write the form of a character of their name.
constexpr std::array<Characters, 14> invisible{{{0xAD, 0xAD},
                                                {0x034F, 0x034F},
                                                {0x061C, 0x061C},
                                                {0x115F, 0x1160},
                                                {0x17B4, 0x17B5},
                                                {0x180B, 0x180F},
                                                {0x200B, 0x200F},
                                                {0x2028, 0x202E},
                                                {0x2060, 0x206F},
                                                {0x3164, 0x3164},
                                                {0xFE00, 0xFE0F},
                                                {0xFEFF, 0xFEFF},
                                                {0xFFA0, 0xFFA0},
                                                {0xE0000, 0xE00FF}}};

bool is_in(std::span<const Characters> some, char32_t character) {
  return std::ranges::any_of(some, [&](const Characters& each) {
    return each.first <= character && character <= each.last;
  });
}

enum class Reading { character, fault, cut_off };

/// What `bytes` begin with.
Reading inspect(std::string_view bytes, const Form& form) {
  if (form.length == 0) return Reading::fault;
  for (std::size_t i = 1; i < form.length; ++i) {
    if (i == bytes.size()) return Reading::cut_off;
    const auto byte = byte_at(bytes, i);
    const bool fits = i == 1 ? form.low <= byte && byte <= form.high : (byte & 0xC0U) == 0x80;
    if (!fits) return Reading::fault;
  }
  return Reading::character;
}

}  // namespace

Utf8Census census_of(std::string_view bytes) {
  Utf8Census census;
  while (!bytes.empty()) {
    const auto form = form_of(byte_at(bytes, 0));
    const auto reading = inspect(bytes, form);
    if (reading == Reading::cut_off) {
      census.cut_off = true;
      break;
    }
    if (reading == Reading::fault) ++census.faults;
    if (reading == Reading::character && form.length > 1) ++census.characters;
    if (reading == Reading::character && form.length > 2) ++census.long_ones;
    bytes.remove_prefix(reading == Reading::character ? form.length : 1);
  }
  return census;
}

bool is_ascii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char32_t take_character(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto lead = byte(0);
  const std::size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t c = size == 1 ? lead : lead & (0xFFU >> (size + 1));
  std::size_t i = 1;
  for (; i < size && i < text.size() && (byte(i) & 0xC0U) == 0x80U; ++i)
    c = (c << 6U) | (byte(i) & 0x3FU);
  text.remove_prefix(i);
  return c;
}

bool is_white_space(char32_t character) {
  return is_in(white, character);
}

bool is_invisible(char32_t character) {
  return is_in(invisible, character);
}

std::size_t characters_in(std::string_view text) {
  const auto begins_one = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; };
  return static_cast<std::size_t>(std::ranges::count_if(text, begins_one));
}

bool is_utf8(std::string_view bytes) {
  if (is_ascii(bytes)) return true;
  const auto census = census_of(bytes);
  return census.faults == 0 && !census.cut_off;
}

}  // namespace duban
