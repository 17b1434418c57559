#pragma once

#include <cstddef>
#include <string_view>

namespace duban {

[[nodiscard]] bool is_ascii(std::string_view bytes);
/// Well-formed as the Unicode standard says: no overlong forms, no surrogates.
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// Of well-formed UTF-8.
[[nodiscard]] std::size_t characters_in(std::string_view text);

/// Takes one character off the front; a byte that begins none stands for itself.
[[nodiscard]] char32_t take_character(std::string_view& text);

/// Blanks of every width, line ends and tabs among them.
[[nodiscard]] bool is_white_space(char32_t character);

/// What stands in a text without being seen, so that two names look alike: marks of no width, those
/// that turn the direction of writing, soft hyphens, byte order marks.
[[nodiscard]] bool is_invisible(char32_t character);

/// What bytes hold if they are read as UTF-8.
struct Utf8Census {
  std::size_t characters = 0;  ///< beyond ASCII
  std::size_t long_ones = 0;   ///< of three bytes or more, as all Chinese ones are
  std::size_t faults = 0;
  bool cut_off = false;  ///< the last character is not whole
};
[[nodiscard]] Utf8Census census_of(std::string_view bytes);

}  // namespace duban
