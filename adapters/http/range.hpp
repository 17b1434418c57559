#pragma once

#include "adapters/http/message.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace duban::http {

/// Bytes of something that are asked for.
struct Range {
  std::int64_t first = 0, length = 0;
};

/// What part of `size` bytes a request wants (RFC 9110, Range and If-Range).  Nothing if it asks
/// for no part, for several, in a way that cannot be read, or for one of another edition: then it
/// gets the whole.  One that lies beyond the end has length 0.
[[nodiscard]] std::optional<Range> range_in(const Request& request,
                                            std::int64_t size,
                                            std::string_view etag);

}  // namespace duban::http
