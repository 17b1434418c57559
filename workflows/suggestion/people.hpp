#pragma once

#include "engine/workflow.hpp"

#include <array>
#include <string>
#include <string_view>

/// Who is who in a suggestion's family; shared by its two tables.
namespace duban::suggestion {

/// A contact or unit head holds the role for the own unit's assignment only, `lead_unit` is the
/// contact of the lead unit, a deputy holds it for what the deputy has signed, the lead deputy for
/// what the deputy leads.  A user who is bound to no unit or deputy stands for all of them.
[[nodiscard]] bool holds_role(std::string_view role,
                              const Actor& actor,
                              const Family& family,
                              const Case& self);

/// `unit:县水利局:contact`, `deputy:…`, `office:officer`; empty if the case has nobody of that
/// role.
[[nodiscard]] std::string addressee_of(std::string_view role,
                                       const Family& family,
                                       const Case& self);

/// 涉密: Workflow::keeps_texts and free_texts of both tables.
[[nodiscard]] bool keeps_texts_of(const json::object& root_facts);
inline constexpr std::array<std::string_view, 16> free_text_members{
    "title",       "text",       "category",    "words",    "summary", "persons",
    "part",        "note",       "explanation", "evidence", "reason",  "deputy",
    "lead_deputy", "co_signers", "delegation",  "signers"};

}  // namespace duban::suggestion
