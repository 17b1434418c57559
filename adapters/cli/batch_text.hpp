#pragma once

#include "adapters/cli/open_register.hpp"
#include "engine/batch/batch.hpp"

namespace duban::cli {

/// Tells what became of each case; the exit code is 1 if any was refused.
void tell_batch(const Batch& batch, bool is_dry_run, OpenRegister& open, Context& context);

}  // namespace duban::cli
