#pragma once

#include "engine/register/rulebook.hpp"

#include <boost/json.hpp>

#include <vector>

/// What the command line (--json) and the HTTP API tell of the register: one shape for both.
namespace duban {

/// The clocks of one case, or, of a root, of its whole family: running first, by due date.
[[nodiscard]] std::vector<Clock> clocks_of(const Family& family, CaseId id);

/// A clock as it stands on `today`.
[[nodiscard]] boost::json::object clock_view(const Clock& clock, Rulebook& rulebook, Date today);

/// The same, with the source of its limit, the editions it was computed with, and each day that
/// counts or does not.
[[nodiscard]] boost::json::object explained_clock_view(const Clock& clock,
                                                       Rulebook& rulebook,
                                                       Date today);

/// Where a clock's limit stands in the regulation; `-` for an agreed date.
[[nodiscard]] std::string source_of(const Clock& clock, const Regulation& regulation);

}  // namespace duban
