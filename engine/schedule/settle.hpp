#pragma once

#include "engine/register/register.hpp"

#include <span>
#include <vector>

namespace duban {

/// What the due clocks of some families come to at `now`: reminders and notices to write, clocks
/// moved on, and events to be raised afterwards through the commit path.  Pure.
///
/// Of the rungs of one clock that are due together only the most urgent is told; reminders of one
/// case and recipient on one day make one notice, which lists what was missed (domain 2.0).
struct Settled {
  Settlement settlement;
  std::vector<Command> raises;
};
[[nodiscard]] Settled settle(std::span<const DueClock> due,
                             const Catalogue& catalogue,
                             Rulebook& rulebook,
                             Instant now);

}  // namespace duban
