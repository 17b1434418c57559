#include "engine/people/recipients.hpp"

#include "engine/people/stand_in.hpp"

#include <algorithm>
#include <tuple>

namespace duban {

namespace {

bool holds(const User& user, std::string_view role) {
  return std::ranges::find(user.roles, role) != user.roles.end();
}

/// What stands before and after the first colon.
std::pair<std::string_view, std::string_view> divided(std::string_view address) {
  const auto colon = std::min(address.find(':'), address.size());
  return {address.substr(0, colon), address.substr(std::min(colon + 1, address.size()))};
}

/// A leader or a committee goes by a name of its own: a login, or the unit of one.
bool is_named(const User& user, std::string_view kind, const std::string& name) {
  return holds(user, kind) && (user.name == name || user.unit == name);
}

bool is_meant(const User& user,
              std::string_view address,
              const std::vector<Succession>& successions) {
  const auto [kind, rest] = divided(address);
  if (kind == "office") return holds(user, rest);
  if (kind == "leader") return is_named(user, kind, acting_for(successions, Party::leader, rest));
  if (kind == "deputy") {
    const bool is_deputy = holds(user, "deputy") || holds(user, "lead_deputy");
    return is_deputy && user.deputy == acting_for(successions, Party::deputy, rest);
  }
  if (kind != "unit") return is_named(user, kind, std::string{rest});
  const auto colon = rest.rfind(':');
  if (colon == rest.npos) return false;
  return holds(user, rest.substr(colon + 1)) &&
         user.unit == acting_for(successions, Party::unit, rest.substr(0, colon));
}

}  // namespace

std::vector<Recipient> Recipients::of(const std::string& congress, std::string_view address) {
  const auto& people = people_of(congress);
  std::vector<Recipient> meant;
  for (const auto& [user, in_place_of] : people.all)
    if (is_meant(user, address, people.successions) && is_open(user.name))
      meant.push_back({user.name, in_place_of});
  const auto place = [](const Recipient& each) { return std::tie(each.user, each.in_place_of); };
  std::ranges::sort(meant, {}, place);
  // Whoever is told for themselves is not told again for another.
  const auto same = [](const auto& one, const auto& other) { return one.user == other.user; };
  meant.erase(std::unique(meant.begin(), meant.end(), same), meant.end());
  return meant;
}

const Recipients::People& Recipients::people_of(const std::string& congress) {
  const auto known = people_.find(congress);
  if (known != people_.end()) return known->second;
  People people{{}, directory_.successions(congress)};
  const auto delegations = directory_.delegations(congress, day_);
  for (const auto& user : directory_.users()) {
    if (user.congress != congress) continue;
    people.all.push_back({user, {}});
    for (auto& each : stand_ins_of(user, delegations, directory_, day_,
                                   [&](const std::string& other) { return !is_open(other); }))
      people.all.push_back({std::move(each.as), std::move(each.in_place_of)});
  }
  return people_.emplace(congress, std::move(people)).first->second;
}

bool Recipients::is_open(const std::string& user) {
  const auto known = open_.find(user);
  if (known != open_.end()) return known->second;
  return open_.emplace(user, !is_locked_(user)).first->second;
}

}  // namespace duban
