#pragma once

#include "adapters/cli/context.hpp"
#include "engine/proof/verify.hpp"

#include <optional>

namespace duban::cli {

/// Judges one family, or the whole register in as many threads as there are cores.
[[nodiscard]] Result<Verdict> verify_register(const Context& context, std::optional<CaseId> only);

}  // namespace duban::cli
