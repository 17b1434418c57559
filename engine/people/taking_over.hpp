#pragma once

#include "engine/register/register.hpp"

#include <string>
#include <vector>

namespace duban {

/// Whether a succession may be recorded like this today: both must be known to the congress, and
/// neither may have been succeeded; errors name the member.  Leaders go by whatever they are called
/// in the cases.
[[nodiscard]] Result<void> check_succession(const Succession& succession,
                                            Directory& directory,
                                            Date today);

/// A case in which the successor would take over, with what people know it by.
struct TakenOver {
  CaseId id;
  std::string workflow, state, number, title, unit;
  std::int64_t clocks = 0;  ///< that run, and whose reminders would go to the successor
};
struct TakingOver {
  std::int64_t cases = 0, clocks = 0;  ///< of the whole congress
  std::vector<TakenOver> page;         ///< those after `after`, by their ids
  bool has_more = false;
};
/// What a succession would do to the running cases of its congress; writes nothing.  Of a deputy's
/// only the cases whose names are open are told of, the others follow all the same.
[[nodiscard]] TakingOver rehearse_succession(Register& cases,
                                             const Succession& succession,
                                             CaseId after,
                                             int limit);

}  // namespace duban
