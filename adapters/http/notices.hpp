#pragma once

#include "adapters/http/route.hpp"

#include <vector>

namespace duban::http {

/// Who was reminded of what, and what waits to be sent.
[[nodiscard]] std::vector<Route> notice_routes(Gate& gate);

}  // namespace duban::http
