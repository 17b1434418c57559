#pragma once

#include "engine/data/whole.hpp"
#include "engine/register/draft.hpp"
#include "engine/words/words.hpp"

#include <vector>

/// Who must do what next: what a running clock waits for, read from table and profile.
namespace duban {

/// An event that would stop running clocks of a case in the state it is in.
struct AwaitedEvent {
  std::string case_;  // NOLINT(readability-identifier-naming): whole() drops the line
  std::string event, label;
  std::vector<std::string> roles, role_labels;  ///< who may fire it
  std::vector<std::string> units;               ///< of those roles, in this case
  std::vector<std::string> clocks;              ///< kinds that it stops
  std::optional<Date> due;                      ///< of the first of them
};
BOOST_DESCRIBE_STRUCT(AwaitedEvent,
                      (),
                      (case_, event, label, roles, role_labels, units, clocks, due))

/// What a case is decided by.
struct AwaitedBy {
  const Catalogue& catalogue;
  const Rules& rules;
  const Words& words;
  Date today;
};

/// Of one case, by due date.  An effect `stop_KIND_clock` in a row says which clock the event
/// stops; `stop_all_clocks` stops each, but where it only ends the case, as a withdrawal does, it
/// is awaited by clocks alone that nothing else stops, and beside the other verdict of its
/// authority. Left out is what the system raises by itself, what a condition that looks at the case
/// alone forbids, a clock that only bounds a right, and a step back for one that may stop by going
/// on.
[[nodiscard]] std::vector<AwaitedEvent> awaited_events(const Family& family,
                                                       const Case& self,
                                                       const AwaitedBy& by);

}  // namespace duban
