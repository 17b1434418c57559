#pragma once

#include "engine/workflow.hpp"

#include <iosfwd>
#include <string>

namespace duban::cli {

/// Replays traces, one JSON object a line:
/// `{"run":0,"events":["assign",{"name":"reply","data":{…}}]}`. A condition holds unless the
/// event's data says `false` under its name; authority, data and clocks are ignored, and an event
/// that is not possible leaves the state as it is.  Writes
/// `{"run","step","event","states","done"}`, step 0 being the start.  A bad line is refused with
/// its number (`file:line`); the lines before it have been answered.
[[nodiscard]] Result<void> replay(const Workflow& workflow,
                                  std::istream& traces,
                                  const std::string& file,
                                  std::ostream& out);

}  // namespace duban::cli
