#pragma once

#include "adapters/http/route.hpp"

#include <vector>

namespace duban::http {

/// Signing in and out, and one's own password.
[[nodiscard]] std::vector<Route> session_routes(Gate& gate);

/// One's own second factor.
[[nodiscard]] std::vector<Route> factor_routes(Gate& gate);

/// Personal tokens for scripts.
[[nodiscard]] std::vector<Route> token_routes(Gate& gate);

}  // namespace duban::http
