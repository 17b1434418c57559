#pragma once

#include "adapters/http/feed.hpp"
#include "adapters/http/route.hpp"

namespace duban::http {

/// Changes as they come: `GET /api/v1/stream`.
[[nodiscard]] std::vector<Route> stream_routes(Feed& feed);

}  // namespace duban::http
