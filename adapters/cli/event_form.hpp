#pragma once

#include "adapters/cli/context.hpp"
#include "engine/workflow.hpp"

namespace duban::cli {

/// What an event takes, from its JSON schema: each member with type, whether it is needed and what
/// it means, and a line of JSON to begin with.
[[nodiscard]] std::string form_text(const EventInfo& event,
                                    const Workflow& workflow,
                                    const Context& context);

/// The forms of every workflow that has an event of this name; with a hint if none has.
[[nodiscard]] std::string forms_text(const Catalogue& catalogue,
                                     std::string_view event,
                                     const Context& context);

[[nodiscard]] const EventInfo* find_event(const Workflow& workflow, std::string_view code);

}  // namespace duban::cli
