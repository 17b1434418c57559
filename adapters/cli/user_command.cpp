#include "adapters/cli/commands.hpp"
#include "adapters/cli/named_rows.hpp"
#include "adapters/cli/text_table.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "adapters/sql/sql_amendments.hpp"
#include "engine/people/enrolment.hpp"
#include "engine/people/names.hpp"

#include <algorithm>

namespace duban::cli {

namespace {

struct UserOptions {
  std::string congress, name;
  std::vector<std::string> roles;
  std::optional<std::string> unit, deputy;
};

boost::json::object to_json(const User& user) {
  return {{"name", user.name},
          {"congress", user.congress},
          {"roles", boost::json::value_from(user.roles)},
          {"unit", user.unit},
          {"deputy", user.deputy}};
}

/// In the words of the command line: what a member of a user is called there.
Error named_by_option(Error error) {
  if (error.subject.starts_with("roles")) error.subject = "--role";
  if (error.subject == "unit" || error.subject == "deputy") {
    if (error.problem == Problem::bad_input) error.subject = "--" + error.subject;
  }
  return error;
}

Result<User> taken_over(const UserOptions& options, OpenRegister& open, User user) {
  if (!options.roles.empty()) user.roles = options.roles;
  if (options.unit) user.unit = *options.unit;
  if (options.deputy) user.deputy = *options.deputy;
  const auto rules = open.cases.rulebook().of_congress(user.congress);
  if (!rules) return rules.error();
  if (auto sound = check_user(user, rules->regulation, open.directory); !sound)
    return named_by_option(sound.error());
  return user;
}

Result<void> tell(const User& user, const Context& context) {
  if (context.json)
    context.answer(to_json(user));
  else
    context.tell("用户 {}：{}", "User {}: {}", user.name, context.words.roles(user.roles));
  return {};
}

Result<void> add_user(const UserOptions& options, OpenRegister& open, const Context& context) {
  const auto congress = congress_called(open, options.congress);
  if (!congress) return congress.error();
  if (auto sound = check_login("name", options.name); !sound) return sound;
  const auto user = taken_over(options, open, {options.name, congress->code, {}, "", ""});
  if (!user) return user.error();
  if (auto put = open.directory.put(*user, true); !put) return put;
  return tell(*user, context);
}

Result<void> change_user(const UserOptions& options, OpenRegister& open, const Context& context) {
  sql::SqlAmendments amendments{*open.database};
  const auto user = amended(
      amendments,
      [&] { return row_called(open.directory.users(), &User::name, options.name, "user"); },
      [&](const User& before) { return taken_over(options, open, before); });
  return user ? tell(*user, context) : user.error();
}

Result<void> list_users(const UserOptions& options, OpenRegister& open, const Context& context) {
  if (!options.congress.empty())
    if (const auto known = congress_called(open, options.congress); !known) return known.error();
  auto users = open.directory.users();
  std::erase_if(users, [&](const User& user) {
    return !options.congress.empty() && user.congress != options.congress;
  });
  if (context.json) {
    boost::json::array rows;
    for (const auto& user : users) rows.push_back(to_json(user));
    context.answer(rows);
    return {};
  }
  if (users.empty())
    context.tell("还没有用户；请用 duban user add 添加",
                 "No users yet; add one with duban user add");
  TextTable table{{context.say("用户", "User"), context.say("人大", "Congress"),
                   context.say("角色", "Roles"), context.say("单位", "Unit"),
                   context.say("代表", "Deputy")}};
  for (const auto& user : users)
    table.add({user.name, user.congress, context.words.roles(user.roles), user.unit, user.deputy});
  if (!table.empty()) table.print(context.out);
  return {};
}

void add_user_details(CLI::App& made, UserOptions& options, bool needed, const Context& context) {
  made.add_option("name", options.name, context.say("登录名", "login name"))->required();
  made.add_option("--role", options.roles, context.say("角色；可写多次", "a role; may be repeated"))
      ->allow_extra_args(false)
      ->required(needed);
  made.add_option("--unit", options.unit,
                  context.say("联络员、负责人所属单位", "unit of a contact or head"));
  made.add_option("--deputy", options.deputy,
                  context.say("代表本人，或由其团长评价的代表团",
                              "which deputy this is, or the delegation it is head of"));
}

}  // namespace

void add_user_command(CLI::App& app, Context& context) {
  auto* user = app.add_subcommand("user", context.say("用户和角色", "Users and their roles"));
  user->require_subcommand(1);
  const auto options = std::make_shared<UserOptions>();
  const auto command = [&](const char* name, const std::string& does, auto work) {
    auto* made = user->add_subcommand(name, does);
    made->callback([options, work, &context] {
      with_register(context, [&](OpenRegister& open) { return work(*options, open, context); });
    });
    return made;
  };
  const auto add_congress = [&](CLI::App* made) {
    made->add_option("--congress", options->congress,
                     context.say("人大的行政区划代码；只有一个时可不写",
                                 "code of the congress, if there are several"));
  };
  auto* added = command("add", context.say("添加", "Add one"), add_user);
  add_congress(added);
  add_user_details(*added, *options, true, context);
  added->footer(examples(
      context, {"duban user add 督办员 --role officer",
                "duban user add 交通局联络员 --role contact --unit 交通局",
                "duban user add zhangsan --role lead_deputy --role deputy --deputy 张三"}));
  add_congress(command("list", context.say("列出", "List them"), list_users));
  add_user_details(*command("change", context.say("修改", "Change one"), change_user), *options,
                   false, context);
  add_user_accounts(*user, context);
  add_user_factor(*user, context);
  add_user_identity(*user, context);
  add_user_delegate(*user, context);
  add_user_succeed(*user, context);
}

}  // namespace duban::cli
