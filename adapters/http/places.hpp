#pragma once

#include "adapters/http/route.hpp"

#include <vector>

namespace duban::http {

/// What the office keeps of its own: units, deputies, sessions, meetings.
[[nodiscard]] std::vector<Route> place_routes();

}  // namespace duban::http
