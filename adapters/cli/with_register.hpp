#pragma once

#include "adapters/cli/auditing.hpp"
#include "adapters/cli/open_register.hpp"
#include "adapters/cli/refusal.hpp"

namespace duban::cli {

/// Opens the register and runs `work` on it; a refusal of either is said.
template <class Work>
void with_register(Context& context, const Work& work) {
  const auto open = open_register(context);
  if (!open) {
    refuse(context, open.error());
    return;
  }
  const Result<void> done = work(**open);
  audit(context, **open, done);
  if (!done) refuse(context, done.error());
}

}  // namespace duban::cli
