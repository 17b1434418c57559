#pragma once

#include "engine/workflow.hpp"

/// What a suggestion's events look at outside their family: the next number, the host, the units.
namespace duban::suggestion {

/// Read before the data are: what is malformed is left to the decision to refuse.
[[nodiscard]] Needs needs_of(std::string_view event, const json::value& data, const Case& self);

}  // namespace duban::suggestion
