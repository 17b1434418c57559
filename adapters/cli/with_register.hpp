#pragma once

#include "adapters/cli/auditing.hpp"
#include "adapters/cli/open_register.hpp"
#include "adapters/cli/refusal.hpp"

namespace duban::cli {

/// Opens the register and runs `work` on it; a refusal of either is said, and what the audit log is
/// for stands there.
template <class Work>
void with_register(Context& context, const Work& work) {
  const auto open = open_register(context);
  if (!open) {
    refuse(context, open.error());
    return;
  }
  CommandRecord record{context, *(*open)->database};
  const Result<void> done = work(**open);
  record.came_of(done);
  if (!done) refuse(context, done.error());
}

}  // namespace duban::cli
