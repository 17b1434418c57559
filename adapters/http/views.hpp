#pragma once

#include "adapters/http/route.hpp"
#include "engine/people/saved_views.hpp"

#include <vector>

namespace duban::http {

/// Lists that people come back to.
[[nodiscard]] std::vector<Route> view_routes(SavedViews& views);

}  // namespace duban::http
