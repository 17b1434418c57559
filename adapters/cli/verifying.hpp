#pragma once

#include "adapters/cli/context.hpp"
#include "engine/proof/verify.hpp"

#include <optional>

namespace duban::cli {

/// Judges one family, or the whole register: one thread reads while another judges.  A family that
/// seems wrong is read and judged again before it is accused, because a scheduler may have written
/// between its cases and its reminders.
[[nodiscard]] Result<Verdict> verify_register(const Context& context, std::optional<CaseId> only);

}  // namespace duban::cli
