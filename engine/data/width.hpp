#pragma once

#include <string>
#include <string_view>

namespace duban {

/// How many columns of a terminal a text takes: a Chinese character takes two.
[[nodiscard]] std::size_t width_of(std::string_view text);

/// The text with blanks after it, up to `columns`.
[[nodiscard]] std::string padded(std::string_view text, std::size_t columns);

/// The text, or its beginning and `…` where it is wider than `columns`.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t columns);

}  // namespace duban
