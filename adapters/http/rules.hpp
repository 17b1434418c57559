#pragma once

#include "adapters/http/route.hpp"

#include <vector>

namespace duban::http {

/// What cases go by: workflow tables, the regulation profile and the calendar of a congress, and
/// the register's time.
[[nodiscard]] std::vector<Route> rule_routes();

}  // namespace duban::http
