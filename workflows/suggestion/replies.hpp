#pragma once

#include "workflows/suggestion/assignment_facts.hpp"

/// Which of a unit's replies count: those that were not sent back.
namespace duban::suggestion {

/// Nothing if there is none.
[[nodiscard]] const assignment::ReplyRecord* first_valid(const assignment::Facts& unit);
[[nodiscard]] const assignment::ReplyRecord* last_valid(const assignment::Facts& unit);

}  // namespace duban::suggestion
