#pragma once

#include "engine/workflow.hpp"

#include <functional>
#include <string>
#include <vector>

namespace duban::http {

/// The profiles and calendars that came with the program, by name.  Thread-safe.
struct Shelf {
  /// Names of the profiles, sorted.
  std::function<std::vector<std::string>()> regulations;
  /// One of them, checked against every workflow.
  std::function<Result<Regulation>(const std::string& name, const Catalogue& catalogue)> regulation;
  /// Refuses a name that is none (not_found, with those that are).
  std::function<Result<Calendar>(const std::string& name)> calendar;
};

}  // namespace duban::http
