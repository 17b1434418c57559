#include "adapters/cli/commands.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_gate.hpp"

namespace duban::cli {

namespace {

Result<void> show_factor(const std::string& name,
                         OpenRegister& open,
                         accounts::AccountGate& gate,
                         const Context& context) {
  if (!open.directory.user(name))
    return Error{Problem::not_found, "user", "there is no user " + name};
  const auto state = gate.factor_of(name);
  if (context.json)
    context.answer({{"name", name}, {"on", state.is_on}, {"recovery_codes", state.recovery_codes}});
  else if (state.is_on)
    context.tell("用户 {} 登录时须输入验证码；备用码还有 {} 个",
                 "User {} signs in with a code as well; {} codes for recovery are left", name,
                 state.recovery_codes);
  else
    context.tell("用户 {} 登录时不须输入验证码", "User {} signs in without a code", name);
  return {};
}

Result<void> reset_factor(const std::string& name,
                          OpenRegister&,
                          accounts::AccountGate& gate,
                          const Context& context) {
  if (auto reset = gate.reset_factor(name); !reset) return reset;
  context.tell("用户 {} 登录时不再须要验证码，可重新启用",
               "User {} signs in without a code, and may set one up again", name);
  return {};
}

}  // namespace

void add_user_factor(CLI::App& user, Context& context) {
  auto* factor = user.add_subcommand(
      "factor", context.say("登录的第二重验证（手机验证码）", "The second factor of signing in"));
  factor->require_subcommand(1);
  const auto name = std::make_shared<std::string>();
  const auto command = [&](const char* called, const std::string& does, auto work) {
    auto* made = factor->add_subcommand(called, does);
    made->add_option("name", *name, context.say("登录名", "login name"))->required();
    made->callback([name, work, &context] {
      with_gate(context, [&](OpenRegister& open, accounts::AccountGate& gate) {
        return work(*name, open, gate, context);
      });
    });
    return made;
  };
  command("show", context.say("是否启用、备用码还有几个", "Whether it is on"), show_factor);
  command(
      "reset",
      context.say("停用：手机丢失、备用码用完时", "Switch it off for whoever has lost the device"),
      reset_factor)
      ->footer(examples(context, {"duban user factor reset 督办员"}));
}

}  // namespace duban::cli
