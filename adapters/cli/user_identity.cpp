#include "adapters/cli/commands.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "adapters/sql/sql_identities.hpp"

namespace duban::cli {

namespace {

struct IdentityOptions {
  std::string name, known_as;
};

Result<void> show_identity(const IdentityOptions& options,
                           OpenRegister& open,
                           Identities& identities,
                           const Context& context) {
  if (!open.directory.user(options.name))
    return Error{Problem::not_found, "user", "there is no user " + options.name};
  const auto identity = identities.identity(options.name).value_or(Identity{});
  const bool is_bound = !identity.subject.empty();
  if (context.json)
    context.answer({{"name", options.name},
                    {"known_as", identity.known_as},
                    {"bound", is_bound},
                    {"issuer", identity.issuer},
                    {"subject", identity.subject}});
  else if (identity.known_as.empty())
    context.tell("用户 {} 没有关联统一身份认证", "User {} is not linked with the identity provider",
                 options.name);
  else if (is_bound)
    context.tell("用户 {} 关联 {}，已绑定：{} 的 {}",
                 "User {} is linked with {}, and bound: at {} they are {}", options.name,
                 identity.known_as, identity.issuer, identity.subject);
  else
    context.tell("用户 {} 关联 {}，首次登录时绑定",
                 "User {} is linked with {}, and bound when they first come", options.name,
                 identity.known_as);
  return {};
}

Result<void> set_identity(const IdentityOptions& options,
                          OpenRegister& open,
                          Identities& identities,
                          const Context& context) {
  if (auto linked = link_identity(identities, open.directory, options.name, options.known_as);
      !linked)
    return linked;
  context.tell("用户 {} 已关联 {}，首次登录时绑定",
               "User {} is linked with {}, and bound when they first come", options.name,
               options.known_as);
  return {};
}

Result<void> remove_identity(const IdentityOptions& options,
                             OpenRegister& open,
                             Identities& identities,
                             const Context& context) {
  if (auto gone = unlink_identity(identities, open.directory, options.name); !gone) return gone;
  context.tell("用户 {} 不再能用统一身份认证登录",
               "User {} signs in by the identity provider no longer", options.name);
  return {};
}

}  // namespace

void add_user_identity(CLI::App& user, Context& context) {
  auto* identity = user.add_subcommand(
      "identity", context.say("统一身份认证（OpenID Connect）与用户的关联",
                              "How an identity provider (OpenID Connect) knows users"));
  identity->require_subcommand(1);
  const auto options = std::make_shared<IdentityOptions>();
  const auto command = [&](const char* called, const std::string& does, auto work) {
    auto* made = identity->add_subcommand(called, does);
    made->add_option("name", options->name, context.say("登录名", "login name"))->required();
    made->callback([options, work, &context] {
      with_register(context, [&](OpenRegister& open) {
        sql::SqlIdentities identities{*open.database};
        return work(*options, open, identities, context);
      });
    });
    return made;
  };
  command("show", context.say("是否关联、绑定", "Whether one is linked, and bound"), show_identity);
  auto* set = command("set",
                      context.say("关联：那里怎样称呼这位用户；重设则重新绑定",
                                  "Link one with what is said of them there; binds anew"),
                      set_identity);
  set->add_option("known-as", options->known_as,
                  context.say("那里的用户名（--openid-claim 所指的一项）",
                              "their name there: the value of --openid-claim"))
      ->required();
  set->footer(examples(context, {"duban user identity set 督办员 wang.w"}));
  command("remove",
          context.say("解除，由此打开的会话一并结束", "Unlink one, and end what it has opened"),
          remove_identity)
      ->footer(examples(context, {"duban user identity remove 督办员"}));
}

}  // namespace duban::cli
