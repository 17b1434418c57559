#include "workflows/suggestion/people.hpp"

#include "workflows/suggestion/limits.hpp"

#include <algorithm>

namespace duban::suggestion {

namespace {

bool has_role(const Actor& actor, std::string_view role) {
  return std::ranges::find(actor.roles, role) != actor.roles.end();
}

std::string unit_of(const Case& self) {
  if (self.id.is_root()) return {};
  return decode_stored<assignment::Facts>(self.facts).unit;
}

std::string lead_unit_of(const Family& family) {
  for (const auto& live : live_assignments(family))
    if (live.facts.role == UnitRole::lead || live.facts.role == UnitRole::sole)
      return live.facts.unit;
  return {};
}

bool is_of_unit(const Actor& actor, const std::string& unit) {
  return actor.unit.empty() || actor.unit == unit;
}

std::string unit_address(const std::string& unit, std::string_view role) {
  return unit.empty() ? std::string{} : "unit:" + unit + ":" + std::string{role};
}

std::string person(std::string_view kind, const std::string& name) {
  return name.empty() ? std::string{} : std::string{kind} + ":" + name;
}

}  // namespace

bool holds_role(std::string_view role, const Actor& actor, const Family& family, const Case& self) {
  if (role == "system") return actor.is_system;
  if (role == "lead_unit")
    return has_role(actor, "contact") && is_of_unit(actor, lead_unit_of(family));
  if (!has_role(actor, role)) return false;
  if (role == "contact" || role == "unit_head") return is_of_unit(actor, unit_of(self));
  if (role != "deputy" && role != "lead_deputy") return true;
  if (actor.deputy.empty()) return true;
  const auto whole = decode_stored<Facts>(family.root().facts);
  if (actor.deputy == whole.lead_deputy || actor.deputy == whole.delegation) return true;
  return role == "deputy" &&
         std::ranges::find(whole.co_signers, actor.deputy) != whole.co_signers.end();
}

bool keeps_texts_of(const json::object& root_facts) {
  const auto* secret = root_facts.if_contains("state_secret");
  return !secret || !secret->is_bool() || !secret->get_bool();
}

std::string addressee_of(std::string_view role, const Family& family, const Case& self) {
  if (role == "contact" || role == "unit_head") return unit_address(unit_of(self), role);
  if (role == "lead_unit") {
    const auto lead = lead_unit_of(family);
    return lead == unit_of(self) ? std::string{} : unit_address(lead, "contact");
  }
  const auto whole = decode_stored<Facts>(family.root().facts);
  if (role == "lead_deputy" || role == "deputy")
    return person("deputy", whole.lead_deputy.empty() ? whole.delegation : whole.lead_deputy);
  if (role == "leader") return whole.key ? person("leader", whole.key->leader) : std::string{};
  if (role == "committee")
    return whole.key ? person("committee", whole.key->committee) : std::string{};
  return person("office", std::string{role});
}

}  // namespace duban::suggestion
