#pragma once

#include "engine/workflow.hpp"

#include <optional>

namespace duban {

/// Nothing if the actor holds `authority` for this case; otherwise the refusal with the roles that
/// do.  `derived` belongs to the system alone.
[[nodiscard]] std::optional<Error> check_authority(const Workflow& workflow,
                                                   const Situation& situation,
                                                   std::string_view authority);

/// The refusal of `what`, which roles alone decide: whoever words it names them.
[[nodiscard]] Error only_for(std::string_view what, std::vector<std::string> roles);

}  // namespace duban
