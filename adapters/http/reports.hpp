#pragma once

#include "adapters/http/route.hpp"
#include "engine/measure.hpp"

#include <vector>

namespace duban::http {

/// What a congress's cases come to: rates, and the cases behind each.
[[nodiscard]] std::vector<Route> report_routes(const std::vector<Measure>& measures);

}  // namespace duban::http
