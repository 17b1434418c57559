#include "engine/machine/authority.hpp"

#include "engine/data/codec.hpp"

namespace duban {

std::optional<Error> check_authority(const Workflow& workflow,
                                     const Situation& situation,
                                     std::string_view authority) {
  if (authority == "derived" && situation.actor.is_system) return std::nullopt;
  const auto& roles = situation.regulation.roles_with(authority);
  for (const auto& role : roles)
    if (workflow.holds(role, situation.actor, situation.family, situation.self))
      return std::nullopt;
  return Error{Problem::no_authority, std::string{authority},
               roles.empty() ? "nobody may ask for this; it happens by itself"
                             : "only " + codec::list_of(roles) + " may do this",
               roles};
}

}  // namespace duban
