#pragma once

#include "adapters/http/route.hpp"

#include <vector>

namespace duban::http {

/// What cases go by: workflow tables, the regulation profile of a congress, and the register's
/// time.
[[nodiscard]] std::vector<Route> rule_routes();

/// The workflow of the parameter {name} of a path.
[[nodiscard]] Result<const Workflow*> workflow_named(Visit& visit);
[[nodiscard]] Parameter workflow_parameter();

}  // namespace duban::http
