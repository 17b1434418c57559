#pragma once

#include "engine/register/directory.hpp"
#include "engine/register/rulebook.hpp"
#include "engine/words/protection.hpp"

#include <boost/json.hpp>

/// What the command line (--json) and the HTTP API tell of the register: one shape for both.
namespace duban {

/// A case by itself: what it is and its facts.
[[nodiscard]] boost::json::object case_view(const Case& self, const Cover& cover);

/// A line of a list, as it stands on `today`.
[[nodiscard]] boost::json::object row_view(const CaseRow& row, const Cover& cover, Date today);

/// A line of a case's history, with everything that was stored of it.
[[nodiscard]] boost::json::object event_view(const EventRecord& event, const Cover& cover);

}  // namespace duban
