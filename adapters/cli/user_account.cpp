#include "adapters/accounts/password_rules.hpp"
#include "adapters/accounts/secrets.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/named_rows.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_gate.hpp"
#include "engine/people/names.hpp"

#include <optional>

namespace duban::cli {

namespace {

struct AccountOptions {
  std::string name, why;
  std::optional<std::string> demo;  ///< the password of an account that is only for trying things
};

/// A password that whoever gives it knows protects nobody: only where nothing is real.
Result<void> give_demo_password(const AccountOptions& options,
                                OpenRegister& open,
                                const Context& context) {
  if (!open.is_simulated)
    return bad_input("--demo",
                     "is for registers with a simulated clock; here people choose their own");
  const auto user = row_called(open.directory.users(), &User::name, options.name, "user");
  if (!user) return user.error();
  if (auto sound = accounts::check_password(user->name, *options.demo); !sound)
    return bad_input("--demo", sound.error().detail);
  sql::SqlAccounts{*open.database}.set_password(user->name, accounts::hash_password(*options.demo),
                                                false);
  if (context.json)
    context.answer({{"name", user->name}});
  else
    context.tell("用户 {} 可用这个密码登录", "{} may sign in with this password", user->name);
  return {};
}

/// Gives one who has none, or has forgotten it, a password to be changed after signing in.
Result<void> give_password(const AccountOptions& options,
                           OpenRegister& open,
                           accounts::AccountGate& gate,
                           const Context& context) {
  if (options.demo) return give_demo_password(options, open, context);
  const auto password = gate.give_password(options.name);
  if (!password) return password.error();
  if (context.json)
    context.answer({{"name", options.name}, {"password", *password}});
  else
    context.tell(
        "用户 {} 的一次性密码：{}（登录后须修改；原有会话和令牌已作废）",
        "One-time password of {}: {} (to be changed after signing in; sessions and tokens ended)",
        options.name, *password);
  return {};
}

Result<void> lock(const AccountOptions& options,
                  OpenRegister& /*open*/,
                  accounts::AccountGate& gate,
                  const Context& context) {
  if (auto sound = check_title("--why", options.why); !sound) return sound;
  if (auto locked = gate.lock(options.name, options.why); !locked) return locked;
  context.tell("用户 {} 已锁定：{}", "User {} is locked: {}", options.name, options.why);
  return {};
}

Result<void> unlock(const AccountOptions& options,
                    OpenRegister& /*open*/,
                    accounts::AccountGate& gate,
                    const Context& context) {
  if (auto unlocked = gate.lock(options.name, ""); !unlocked) return unlocked;
  context.tell("用户 {} 已解锁", "User {} is unlocked", options.name);
  return {};
}

}  // namespace

void add_user_accounts(CLI::App& user, Context& context) {
  const auto options = std::make_shared<AccountOptions>();
  const auto command = [&](const char* name, const std::string& does, auto work) {
    auto* made = user.add_subcommand(name, does);
    made->add_option("name", options->name, context.say("登录名", "login name"))->required();
    made->callback([options, work, &context] {
      with_gate(context, [&](OpenRegister& open, accounts::AccountGate& gate) {
        return work(*options, open, gate, context);
      });
    });
    return made;
  };
  auto* password = command("password",
                           context.say("发给一次性密码，登录后须修改",
                                       "Give a one-time password, to be changed after signing in"),
                           give_password);
  password
      ->add_option("--demo", options->demo,
                   context.say("仅模拟库：就用这个密码，不必修改",
                               "simulated registers: this password, which need not be changed"))
      ->type_name("PASSWORD");
  password->footer(examples(context, {"duban user password 督办员",
                                      "duban user password 督办员 --demo demo-password-2025"}));
  auto* locked = command("lock", context.say("锁定，不再能登录", "Lock one out"), lock);
  locked->add_option("--why", options->why, context.say("原因", "the reason"))->required();
  locked->footer(examples(context, {"duban user lock 督办员 --why 调离"}));
  command("unlock", context.say("解除锁定", "Let one in again"), unlock)
      ->footer(examples(context, {"duban user unlock 督办员"}));
}

}  // namespace duban::cli
