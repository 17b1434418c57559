#include "engine/people/stand_in.hpp"

#include "engine/data/sound_text.hpp"
#include "engine/people/enrolment.hpp"
#include "engine/people/sight.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace duban {

namespace {

/// A deputy is rated for by nobody, and whoever makes users can become any of them.
constexpr std::array<std::string_view, 3> in_person{"deputy", "lead_deputy", administrator};
constexpr std::chrono::days longest_delegation{366};

bool has_role(const User& user, std::string_view role) {
  return std::ranges::find(user.roles, role) != user.roles.end();
}

bool belongs_to(const User& user, const std::string& unit) {
  return user.unit == unit && (has_role(user, "contact") || has_role(user, "unit_head"));
}

Result<void> check_days(const Delegation& delegation, Date today) {
  if (delegation.through_day < delegation.from_day) return bad_input("through", "is before from");
  if (delegation.through_day < today) return bad_input("through", "is over");
  if (delegation.through_day - delegation.from_day > longest_delegation)
    return bad_input("through", "is too far from from; a delegation lasts a year at most");
  return {};
}

Result<void> check_users(const Delegation& delegation, Directory& directory) {
  for (const auto* name : {&delegation.principal, &delegation.delegate}) {
    const auto* path = name == &delegation.principal ? "principal" : "delegate";
    const auto user = directory.user(*name);
    if (!user || user->congress != delegation.congress)
      return bad_input(path, "there is no user " + *name);
    if (name == &delegation.principal && delegable(user->roles).empty())
      return bad_input(path,
                       "holds no role that another may act in: a deputy speaks in person, "
                       "and users are kept in person");
  }
  return {};
}

Result<void> check_units(const Delegation& delegation, Directory& directory) {
  const auto units = directory.units(delegation.congress);
  const auto successions = directory.successions(delegation.congress);
  for (const auto* code : {&delegation.principal, &delegation.delegate}) {
    const auto* path = code == &delegation.principal ? "principal" : "delegate";
    if (std::ranges::find(units, *code, &Unit::code) == units.end())
      return bad_input(path, "there is no unit " + *code);
    if (const auto* gone = succession_of(successions, Party::unit, *code))
      return bad_input(path, *code + " has been succeeded by " +
                                 acting_for(successions, Party::unit, *code) + " since " +
                                 to_text(gone->happened_on) + "; name the successor");
  }
  return {};
}

}  // namespace

std::vector<std::string> delegable(std::vector<std::string> roles) {
  std::erase_if(roles, [](const std::string& role) {
    return std::ranges::find(in_person, role) != in_person.end();
  });
  return roles;
}

namespace {

/// For the contacts of a unit; nothing unless the user is one of the unit that stands in.
std::optional<StandIn> for_unit(const User& user, const Delegation& given) {
  if (given.delegate != user.unit || !has_role(user, "contact")) return {};
  return StandIn{User{user.name, user.congress, {"contact"}, given.principal, ""},
                 "unit:" + given.principal};
}

/// For another user; nothing unless they still hold what can be handed on.
std::optional<StandIn> for_user(const User& user,
                                const Delegation& given,
                                Directory& directory,
                                const IsLocked& is_locked) {
  if (given.delegate != user.name || is_locked(given.principal)) return {};
  const auto principal = directory.user(given.principal);
  if (!principal || principal->congress != user.congress) return {};
  auto roles = delegable(principal->roles);
  if (roles.empty()) return {};
  return StandIn{User{user.name, user.congress, std::move(roles), principal->unit, ""},
                 "user:" + given.principal};
}

}  // namespace

std::vector<StandIn> stand_ins_of(const User& user,
                                  std::span<const Delegation> delegations,
                                  Directory& directory,
                                  Date day,
                                  const IsLocked& is_locked) {
  std::vector<StandIn> all;
  for (const auto& each : delegations) {
    if (!each.runs_on(day) || each.congress != user.congress) continue;
    auto one = each.what == Delegation::Of::unit ? for_unit(user, each)
                                                 : for_user(user, each, directory, is_locked);
    if (one) all.push_back(std::move(*one));
  }
  return all;
}

std::vector<StandIn> stand_ins_of(const User& user, Register& cases, const IsLocked& is_locked) {
  if (user.congress.empty()) return {};
  const auto acting = cases.rulebook().representation_of(user.congress);
  if (acting->delegations.empty()) return {};
  return stand_ins_of(user, acting->delegations, cases.directory(), date_of(cases.now()),
                      is_locked);
}

Actor actor_of(const StandIn& stand_in) {
  auto actor = actor_of(stand_in.as);
  actor.in_place_of = stand_in.in_place_of;
  return actor;
}

std::vector<Actor> actors_of(const std::vector<StandIn>& stand_ins) {
  std::vector<Actor> actors;
  for (const auto& each : stand_ins) actors.push_back(actor_of(each));
  return actors;
}

Result<void> check_delegation(const Delegation& delegation, Directory& directory, Date today) {
  if (delegation.principal == delegation.delegate)
    return bad_input("delegate", "nobody stands in for themselves");
  if (auto sound = check_days(delegation, today); !sound) return sound;
  if (auto sound = check_long_text("reason", delegation.reason); !sound) return sound;
  return delegation.what == Delegation::Of::unit ? check_units(delegation, directory)
                                                 : check_users(delegation, directory);
}

Result<void> check_giver(const Delegation& delegation, const User& by) {
  const bool is_own = delegation.what == Delegation::Of::unit ? belongs_to(by, delegation.principal)
                                                              : by.name == delegation.principal;
  const bool is_of_congress = by.congress.empty() || by.congress == delegation.congress;
  if (is_of_congress && (is_own || has_role(by, administrator))) return {};
  return Error{Problem::no_authority,
               "delegate",
               "only whoever is stood in for may do this, or an administrator",
               {std::string{administrator}}};
}

}  // namespace duban
