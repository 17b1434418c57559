#pragma once

#include <string>
#include <string_view>

namespace duban {

/// The media type of a file by its first bytes, as libmagic tells it.  Thread-safe.
[[nodiscard]] std::string media_type_of(std::string_view head);

}  // namespace duban
