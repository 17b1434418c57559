#pragma once

#include "engine/findable.hpp"
#include "engine/register/directory.hpp"

namespace duban {

/// Kind of the mark that says who leads those who have signed a case.
inline constexpr std::string_view lead_mark = "lead_deputy";

/// What is kept of a case for lists to find it by.
[[nodiscard]] Finding finding_of(CaseId id, const Findable& findable);

/// Puts into `change` what differs.
void note_finding(CaseChange& change, const Findable& before, const Findable& after);

/// Every mark that a filter asks for: unit and session are marks too.
[[nodiscard]] std::vector<std::string> marks_of(const CaseFilter& filter);

/// The pairs of characters of a text as they are kept.
[[nodiscard]] std::string stored_grams(std::string_view text);

}  // namespace duban
