#pragma once

#include "adapters/http/route.hpp"

#include <vector>

namespace duban::http {

/// The users of a register, for its administrators.
[[nodiscard]] std::vector<Route> user_routes(Gate& gate);

}  // namespace duban::http
