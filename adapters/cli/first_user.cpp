#include "adapters/cli/first_user.hpp"

#include "adapters/cli/auditing.hpp"
#include "engine/people/enrolment.hpp"
#include "engine/people/sight.hpp"

#include <algorithm>

namespace duban::cli {

namespace {

/// `admin`, or what comes next where somebody else bears that name.
std::string free_name(const std::vector<User>& users) {
  std::string name = "admin";
  for (int number = 2; std::ranges::find(users, name, &User::name) != users.end(); ++number)
    name = "admin" + std::to_string(number);
  return name;
}

/// An administrator, or whoever sees the whole register; nothing if there is none.
std::optional<User> first_of(const std::vector<User>& users, const Catalogue& all_workflows) {
  const auto first_who = [&](const auto& may) { return std::ranges::find_if(users, may); };
  auto at = first_who([](const User& user) {
    return std::ranges::find(user.roles, administrator) != user.roles.end();
  });
  if (at == users.end())
    at = first_who([&](const User& user) { return Sight{user, all_workflows}.sees_everything(); });
  if (at == users.end()) return {};
  return *at;
}

}  // namespace

Result<void> let_first_in(const Gatehouse& gatehouse,
                          const Catalogue& all_workflows,
                          const Context& context) {
  if (gatehouse.accounts.has_credentials()) return {};
  const auto users = gatehouse.directory.users();
  const auto known = first_of(users, all_workflows);
  const User first = known ? *known
                           : User{.name = free_name(users),
                                  .congress = {},
                                  .roles = {"officer", std::string{administrator}},
                                  .unit = {},
                                  .deputy = {}};
  RecordedAct act{gatehouse.audit, command_entry("serve", first.name + ": one-time password")};
  const auto password =
      known ? gatehouse.gate.give_password(first.name) : gatehouse.gate.enrol(first);
  if (!password) {
    act.drop();
    return password.error();
  }
  act.finish("done");
  context.tell("首次启动：用户 {}，一次性密码 {}，登录后须修改",
               "First start: user {}, one-time password {}, to be changed after signing in",
               first.name, *password);
  return {};
}

}  // namespace duban::cli
