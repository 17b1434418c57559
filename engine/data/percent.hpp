#pragma once

#include <string>
#include <string_view>

namespace duban {

/// For addresses, forms and headers: unreserved characters (RFC 3986) stand for themselves, each
/// other byte is written %E7.
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace duban
