#pragma once

#include "adapters/http/route.hpp"

/// Headers that several operations promise.
namespace duban::http {

/// The version of what is told.
[[nodiscard]] PromisedHeader etag_header(const char* example = "\"1\"");

/// Where what was made is found.
[[nodiscard]] PromisedHeader location_header(const char* example);

/// Of a request that has been answered before.
[[nodiscard]] PromisedHeader replayed_header();

/// Gives a browser the cookie of a session, or takes it away.
[[nodiscard]] PromisedHeader cookie_header();

}  // namespace duban::http
