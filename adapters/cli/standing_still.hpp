#pragma once

#include "adapters/cli/refusal.hpp"

namespace duban::cli {

/// Carries a command out unless the clock was to be moved with it.
template <class Work>
auto standing_still(Context& context, Work work) {
  return [&context, work] {
    if (!context.now.empty())
      return refuse(context, bad_input("--now", "db commands do not move the clock"));
    work();
  };
}

}  // namespace duban::cli
