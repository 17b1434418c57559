#pragma once

#include "engine/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace duban {

/// TOML knows only ASCII outside quotes and comments.  A wide quotation mark or comma is an easy
/// slip for whoever writes Chinese, so it is told as one, with its line, before the library reads
/// the file.
[[nodiscard]] std::optional<Error> bare_text_refusal(std::string_view text,
                                                     const std::string& file);

}  // namespace duban
