#include "engine/machine/authority.hpp"

#include <utility>

namespace duban {

std::optional<Error> check_authority(const Workflow& workflow,
                                     const Situation& situation,
                                     std::string_view authority) {
  if (authority == "derived" && situation.actor.is_system) return std::nullopt;
  const auto& roles = situation.regulation.roles_with(authority);
  for (const auto& role : roles)
    if (workflow.holds(role, situation.actor, situation.family, situation.self))
      return std::nullopt;
  return only_for(authority, roles);
}

Error only_for(std::string_view what, std::vector<std::string> roles) {
  return Error{Problem::no_authority, std::string{what}, "", std::move(roles)};
}

}  // namespace duban
