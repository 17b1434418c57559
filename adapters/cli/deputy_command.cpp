#include "adapters/cli/commands.hpp"
#include "adapters/cli/row_commands.hpp"
#include "adapters/cli/succession.hpp"
#include "adapters/cli/text_table.hpp"
#include "adapters/sql/sql_amendments.hpp"
#include "engine/data/sound_text.hpp"
#include "engine/people/names.hpp"

namespace duban::cli {

namespace {

struct DeputyOptions {
  std::string congress, name, code, file;
  std::optional<std::string> new_name, delegation;
  SuccessionOptions succession;
};

Result<void> tell(const Deputy& deputy, const Context& context) {
  if (context.json)
    context.answer(boost::json::value_from(deputy));
  else
    context.tell("代表 {}（代码 {}）已记入 {}", "Deputy {} (code {}) is in congress {}",
                 deputy.name, deputy.code, deputy.congress);
  return {};
}

Result<void> check_deputy(const Deputy& deputy) {
  if (auto sound = check_title("name", deputy.name); !sound) return sound;
  return check_line("delegation", deputy.delegation);
}

Result<void> add_deputy(const Deputy& deputy, OpenRegister& open) {
  if (auto sound = check_deputy(deputy); !sound) return sound;
  if (auto sound = check_handle("code", deputy.code); !sound) return sound;
  return open.directory.put(deputy, true);
}

Result<void> add_named_deputy(const DeputyOptions& options,
                              const Congress& congress,
                              OpenRegister& open,
                              const Context& context) {
  const Deputy deputy{congress.code, options.code.empty() ? options.name : options.code,
                      options.name, options.delegation.value_or("")};
  if (auto put = add_deputy(deputy, open); !put) return put;
  return tell(deputy, context);
}

Result<void> change_deputy(const DeputyOptions& options,
                           const Congress& congress,
                           OpenRegister& open,
                           const Context& context) {
  sql::SqlAmendments amendments{*open.database};
  const auto changed = amended(
      amendments,
      [&] {
        return row_called(open.directory.deputies(congress.code), &Deputy::code, options.code,
                          "deputy");
      },
      [&](Deputy deputy) -> Result<Deputy> {
        if (options.new_name) deputy.name = *options.new_name;
        if (options.delegation) deputy.delegation = *options.delegation;
        if (auto sound = check_deputy(deputy); !sound) return sound.error();
        return deputy;
      });
  return changed ? tell(*changed, context) : changed.error();
}

Result<void> list_deputies(const DeputyOptions&,
                           const Congress& congress,
                           OpenRegister& open,
                           const Context& context) {
  const auto deputies = open.directory.deputies(congress.code);
  if (context.json) {
    context.answer(boost::json::value_from(deputies));
    return {};
  }
  if (deputies.empty())
    context.tell("{} 还没有代表；请用 duban deputy add 添加",
                 "{} has no deputies yet; add one with duban deputy add", congress.name);
  const auto successions = open.directory.successions(congress.code);
  TextTable table{{context.say("代码", "Code"), context.say("姓名", "Name"),
                   context.say("代表团", "Delegation"), context.say("接替", "Successor")}};
  for (const auto& deputy : deputies)
    table.add({deputy.code, deputy.name, deputy.delegation,
               succession_text(successions, Party::deputy, deputy.code, context)});
  if (!table.empty()) table.print(context.out);
  return {};
}

Result<void> import_deputies(const DeputyOptions& options,
                             const Congress& congress,
                             OpenRegister& open,
                             const Context& context) {
  return import_rows(
      options.file, {"code", "delegation"},
      [&](const Column& column) {
        const auto code = column("code");
        return add_deputy(Deputy{congress.code, code.empty() ? column("name") : code,
                                 column("name"), column("delegation")},
                          open);
      },
      open, context);
}

}  // namespace

void add_deputy_command(CLI::App& app, Context& context) {
  RowCommands<DeputyOptions> commands{app, "deputy", context.say("代表", "Deputies"), context};
  auto& options = commands.options();
  const auto add_delegation = [&](CLI::App* made) {
    made->add_option("--delegation", options.delegation, context.say("代表团", "delegation"));
  };

  auto* added = commands.add("add", context.say("添加", "Add one"), add_named_deputy);
  added->add_option("name", options.name, context.say("姓名", "name"))->required();
  added->add_option("--code", options.code,
                    context.say("代表证号等；默认即姓名", "a code; by default the name"));
  add_delegation(added);
  added->footer(examples(context, {"duban deputy add 张三 --delegation 第一代表团"}));

  commands.add("list", context.say("列出", "List them"), list_deputies);

  auto* changed = commands.add("change", context.say("修改", "Change one"), change_deputy);
  changed->add_option("code", options.code, context.say("代码", "code"))->required();
  changed->add_option("--name", options.new_name, context.say("姓名", "name"));
  add_delegation(changed);

  auto* succeeded =
      commands.add("succeed",
                   context.say("离任：所提建议尚未办结的，由另一代表接替并评价",
                               "One has left: another speaks for what is not closed, and rates it"),
                   [](const DeputyOptions& given, const Congress& congress, OpenRegister& open,
                      const Context& where) {
                     return succeed(Party::deputy, given.succession, congress, open, where);
                   });
  add_succession_options(*succeeded, options.succession, context);
  succeeded->footer(examples(
      context, {"duban deputy succeed 张三 李四 --on 2025-06-01 --reason 调离本行政区域"}));

  auto* imported =
      commands.add("import",
                   context.say("从 CSV 文件添加（列：name，可有 code、delegation）",
                               "Add from a CSV file (columns: name, perhaps code, delegation)"),
                   import_deputies);
  imported->add_option("file", options.file, context.say("CSV 文件", "the CSV file"))->required();
}

}  // namespace duban::cli
