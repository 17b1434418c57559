#pragma once

#include "adapters/http/route.hpp"

namespace duban::http {

/// /api/v1/congresses/{code}/successions: who acts for good in the place of another.
[[nodiscard]] std::vector<Route> succession_routes();

/// /api/v1/congresses/{code}/delegations: who does for some days.
[[nodiscard]] std::vector<Route> delegation_routes();

}  // namespace duban::http
