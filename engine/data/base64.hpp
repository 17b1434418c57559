#pragma once

#include <string>
#include <string_view>

namespace duban {

/// Bytes as text (RFC 4648, padded, without line ends).
[[nodiscard]] std::string base64_of(std::string_view bytes);

/// The bytes of such a text; what is no base64 gives those before the first fault.
[[nodiscard]] std::string bytes_of_base64(std::string_view text);

}  // namespace duban
