#pragma once

#include "adapters/http/route.hpp"

#include <vector>

namespace duban::http {

/// Whether the program lives (/healthz), may be sent work (/readyz), and how it does (/metrics).
[[nodiscard]] std::vector<Route> operation_routes();

}  // namespace duban::http
