#pragma once

#include "adapters/cli/open_register.hpp"

namespace duban::cli {

/// Writes into the audit log what this command did or was refused, if it is one for that: an act of
/// an administrator, an export, or any act that somebody had no authority for.
void audit(Context& context, OpenRegister& open, const Result<void>& done);

}  // namespace duban::cli
