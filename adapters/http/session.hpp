#pragma once

#include "adapters/http/route.hpp"
#include "engine/people/provider_gate.hpp"

#include <vector>

namespace duban::http {

/// Signing in and out, and one's own password.
[[nodiscard]] std::vector<Route> session_routes(Gate& gate);

/// Signing in at an identity provider.
[[nodiscard]] std::vector<Route> openid_routes(ProviderGate& provider);

/// One's own second factor.
[[nodiscard]] std::vector<Route> factor_routes(Gate& gate);

/// Personal tokens for scripts.
[[nodiscard]] std::vector<Route> token_routes(Gate& gate);

}  // namespace duban::http
