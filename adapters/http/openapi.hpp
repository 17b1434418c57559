#pragma once

#include "adapters/http/route.hpp"

#include <boost/json.hpp>

#include <span>

namespace duban::http {

/// The OpenAPI 3.1 document of these routes: what they say is what the router checks.
[[nodiscard]] boost::json::object openapi_document(std::span<const Route> routes);

/// GET /api/v1/openapi.json, which tells of `routes` and of itself.
[[nodiscard]] Route openapi_route(std::span<const Route> routes);

}  // namespace duban::http
