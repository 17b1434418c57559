#include "engine/people/sight.hpp"

#include <algorithm>
#include <array>

namespace duban {

namespace {

constexpr std::array<std::string_view, 2> of_units{"contact", "unit_head"};
constexpr std::array<std::string_view, 2> of_deputies{"deputy", "lead_deputy"};

bool is_of_unit(std::string_view role) {
  return std::ranges::find(of_units, role) != of_units.end();
}
bool is_of_deputy(std::string_view role) {
  return std::ranges::find(of_deputies, role) != of_deputies.end();
}

bool is_of_office(const User& user) {
  return std::ranges::any_of(
      user.roles, [](const std::string& role) { return !is_of_unit(role) && !is_of_deputy(role); });
}

/// Joint senders of a report, who do not act on it but answer for it.
bool is_addressed(const Workflow& workflow,
                  const User& user,
                  const std::string& role,
                  const Family& family,
                  const Case& kase) {
  if (user.unit.empty()) return false;
  const auto all = workflow.addressees(role, family, kase);
  return std::ranges::find(all, "unit:" + user.unit + ":" + role) != all.end();
}

}  // namespace

Actor actor_of(const User& user) {
  return {.name = user.name,
          .roles = user.roles,
          .unit = user.unit,
          .deputy = user.deputy,
          .is_system = false};
}

bool Sight::sees(const Family& family, const Case& self) const {
  return sees_as(user_, family, self) || std::ranges::any_of(stood_in_for_, [&](const User& other) {
           return sees_as(other, family, self);
         });
}

bool Sight::sees_as(const User& user, const Family& family, const Case& self) const {
  if (!user.congress.empty() && user.congress != family.root().congress) return false;
  if (is_of_office(user) || holds_any(user, family, self)) return true;
  return self.id.is_root() && std::ranges::any_of(family.cases, [&](const Case& kase) {
           return holds_any(user, family, kase);
         });
}

bool Sight::sees_everything() const {
  return is_of_office(user_) || std::ranges::any_of(stood_in_for_, is_of_office);
}

std::string Sight::only_unit() const {
  const auto is_of_ours = [&](const User& user) {
    return user.unit == user_.unit && std::ranges::all_of(user.roles, is_of_unit);
  };
  return is_of_ours(user_) && std::ranges::all_of(stood_in_for_, is_of_ours) ? user_.unit
                                                                             : std::string{};
}

std::string Sight::only_deputy() const {
  const bool is_alone = stood_in_for_.empty() && std::ranges::all_of(user_.roles, is_of_deputy);
  return is_alone ? user_.deputy : std::string{};
}

bool Sight::holds_any(const User& user, const Family& family, const Case& kase) const {
  const auto& workflow = catalogue_.at(kase.workflow);
  const auto actor = actor_of(user);
  return std::ranges::any_of(user.roles, [&](const std::string& role) {
    // Nobody's deputy, nobody's contact: there is nothing of theirs.
    if (is_of_deputy(role) && user.deputy.empty()) return false;
    if (is_of_unit(role) && is_addressed(workflow, user, role, family, kase)) return true;
    return workflow.holds(role, actor, family, kase);
  });
}

}  // namespace duban
