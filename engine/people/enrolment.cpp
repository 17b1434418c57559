#include "engine/people/enrolment.hpp"

#include "engine/data/codec.hpp"

#include <algorithm>
#include <set>

namespace duban {

namespace {

bool holds_role(const User& user, std::string_view role) {
  return std::ranges::find(user.roles, role) != user.roles.end();
}

Result<void> check_roles(const User& user, const std::vector<std::string>& known) {
  if (user.roles.empty())
    return Error{Problem::bad_input, "roles", "is empty; a user holds one role at least", known};
  for (std::size_t i = 0; i < user.roles.size(); ++i) {
    const auto& role = user.roles[i];
    if (std::ranges::find(known, role) != known.end()) continue;
    const auto meant = codec::nearest(role, known);
    return Error{Problem::bad_input, "roles[" + std::to_string(i) + "]",
                 meant.empty() ? "there is no such role"
                               : "there is no such role; did you mean " + meant + "?",
                 known};
  }
  return {};
}

/// A contact without a unit could act for every unit, a deputy's account without a deputy could
/// rate for anyone: only the officer, who records for all units, may be without a unit.
Result<void> check_bounds(const User& user) {
  const bool for_a_unit = holds_role(user, "contact") || holds_role(user, "unit_head");
  if (for_a_unit && user.unit.empty() && !holds_role(user, "officer"))
    return bad_input("unit", "is missing; a contact or unit head belongs to a unit");
  if ((holds_role(user, "deputy") || holds_role(user, "lead_deputy")) && user.deputy.empty())
    return bad_input("deputy", "is missing; it says which deputy this is");
  return {};
}

template <class Row>
Result<void> check_code(const std::vector<Row>& rows, const char* thing, const std::string& code) {
  std::vector<std::string> known;
  for (const auto& row : rows) {
    if (row.code == code) return {};
    known.push_back(row.code);
  }
  const auto meant = codec::nearest(code, known);
  return Error{Problem::not_found, thing,
               "there is no " + std::string{thing} + " " + code +
                   (meant.empty() ? "" : "; did you mean " + meant + "?")};
}

/// A deputy, or a delegation: its head rates what the delegation has submitted.
Result<void> check_deputy(const User& user, Directory& directory) {
  const auto deputies = directory.deputies(user.congress);
  if (user.deputy.empty() ||
      std::ranges::find(deputies, user.deputy, &Deputy::delegation) != deputies.end())
    return {};
  return check_code(deputies, "deputy", user.deputy);
}

}  // namespace

std::vector<std::string> roles_of(const Regulation& regulation) {
  std::set<std::string> roles{"administrator"};
  for (const auto& [name, authority] : regulation.text.authorities)
    roles.insert(authority.roles.begin(), authority.roles.end());
  for (const auto& [name, ladder] : regulation.ladders) {
    roles.insert(ladder.to.begin(), ladder.to.end());
    for (const auto& escalation : ladder.escalations)
      roles.insert(escalation.to.begin(), escalation.to.end());
  }
  // Nobody is the system, and who the lead unit is stands in the case: its contact.
  roles.erase("system");
  roles.erase("lead_unit");
  return {roles.begin(), roles.end()};
}

Result<void> check_user(const User& user, const Regulation& regulation, Directory& directory) {
  if (auto known = check_roles(user, roles_of(regulation)); !known) return known;
  if (!user.unit.empty())
    if (auto known = check_code(directory.units(user.congress), "unit", user.unit); !known)
      return known;
  if (auto known = check_deputy(user, directory); !known) return known;
  return check_bounds(user);
}

}  // namespace duban
