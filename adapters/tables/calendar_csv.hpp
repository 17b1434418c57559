#pragma once

#include "engine/time/calendar.hpp"

#include <filesystem>
#include <istream>
#include <string>
#include <string_view>

namespace duban {

/// Reads `date,name,is_workday`, one line for each day a notice names; is_workday is 0 or 1.  A day
/// that does not exist or is named twice is refused.  `file` is what refusals call the input.
[[nodiscard]] Result<Calendar> read_calendar(std::istream& in, std::string file, std::string name);

/// The calendar NAME in `folder`, from NAME.csv.  Every calendar but `cn` is local and put over it.
/// Refuses a name that has no file (not_found, with the names that have).
[[nodiscard]] Result<Calendar> load_calendar(const std::filesystem::path& folder,
                                             std::string_view name);

}  // namespace duban
