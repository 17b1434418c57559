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

}  // namespace

Actor actor_of(const User& user) {
  return {.name = user.name,
          .roles = user.roles,
          .unit = user.unit,
          .deputy = user.deputy,
          .is_system = false};
}

bool Sight::sees(const Family& family, const Case& self) const {
  if (!user_.congress.empty() && user_.congress != family.root().congress) return false;
  if (sees_everything() || holds_any(family, self)) return true;
  return self.id.is_root() && std::ranges::any_of(family.cases, [&](const Case& kase) {
           return holds_any(family, kase);
         });
}

bool Sight::sees_everything() const {
  return std::ranges::any_of(user_.roles, [](const std::string& role) {
    return !is_of_unit(role) && !is_of_deputy(role);
  });
}

std::string Sight::only_unit() const {
  return std::ranges::all_of(user_.roles, is_of_unit) ? user_.unit : std::string{};
}

std::string Sight::only_deputy() const {
  return std::ranges::all_of(user_.roles, is_of_deputy) ? user_.deputy : std::string{};
}

bool Sight::holds_any(const Family& family, const Case& kase) const {
  const auto& workflow = catalogue_.at(kase.workflow);
  return std::ranges::any_of(user_.roles, [&](const std::string& role) {
    // Nobody's deputy, nobody's contact: there is nothing of theirs.
    if (is_of_deputy(role) && user_.deputy.empty()) return false;
    if (is_of_unit(role) && is_addressed(workflow, role, family, kase)) return true;
    return workflow.holds(role, actor_, family, kase);
  });
}

bool Sight::is_addressed(const Workflow& workflow,
                         const std::string& role,
                         const Family& family,
                         const Case& kase) const {
  if (user_.unit.empty()) return false;
  const auto all = workflow.addressees(role, family, kase);
  return std::ranges::find(all, "unit:" + user_.unit + ":" + role) != all.end();
}

}  // namespace duban
