#include "adapters/cli/commands.hpp"
#include "adapters/cli/row_commands.hpp"
#include "adapters/cli/succession.hpp"
#include "adapters/cli/text_table.hpp"
#include "adapters/sql/sql_amendments.hpp"
#include "engine/people/names.hpp"

namespace duban::cli {

namespace {

struct UnitOptions {
  std::string congress, name, code, file;
  SuccessionOptions succession;
};

Result<void> tell(const Unit& unit, const Context& context) {
  if (context.json)
    context.answer(boost::json::value_from(unit));
  else
    context.tell("单位 {}（代码 {}）已记入 {}", "Unit {} (code {}) is in congress {}", unit.name,
                 unit.code, unit.congress);
  return {};
}

Result<void> add_unit(const Unit& unit, OpenRegister& open) {
  if (auto sound = check_title("name", unit.name); !sound) return sound;
  if (auto sound = check_handle("code", unit.code); !sound) return sound;
  return open.directory.put(unit, true);
}

Result<void> add_named_unit(const UnitOptions& options,
                            const Congress& congress,
                            OpenRegister& open,
                            const Context& context) {
  const Unit unit{congress.code, options.code.empty() ? options.name : options.code, options.name};
  if (auto put = add_unit(unit, open); !put) return put;
  return tell(unit, context);
}

Result<void> change_unit(const UnitOptions& options,
                         const Congress& congress,
                         OpenRegister& open,
                         const Context& context) {
  if (auto sound = check_title("--name", options.name); !sound) return sound;
  sql::SqlAmendments amendments{*open.database};
  const auto changed = amended(
      amendments,
      [&] {
        return row_called(open.directory.units(congress.code), &Unit::code, options.code, "unit");
      },
      [&](Unit unit) -> Result<Unit> {
        unit.name = options.name;
        return unit;
      });
  return changed ? tell(*changed, context) : changed.error();
}

Result<void> list_units(const UnitOptions&,
                        const Congress& congress,
                        OpenRegister& open,
                        const Context& context) {
  const auto units = open.directory.units(congress.code);
  if (context.json) {
    context.answer(boost::json::value_from(units));
    return {};
  }
  if (units.empty())
    context.tell("{} 还没有单位；请用 duban unit add 添加",
                 "{} has no units yet; add one with duban unit add", congress.name);
  const auto successions = open.directory.successions(congress.code);
  TextTable table{
      {context.say("代码", "Code"), context.say("名称", "Name"), context.say("接替", "Successor")}};
  for (const auto& unit : units)
    table.add(
        {unit.code, unit.name, succession_text(successions, Party::unit, unit.code, context)});
  if (!table.empty()) table.print(context.out);
  return {};
}

Result<void> import_units(const UnitOptions& options,
                          const Congress& congress,
                          OpenRegister& open,
                          const Context& context) {
  return import_rows(
      options.file, {"code"},
      [&](const Column& column) {
        const auto code = column("code");
        return add_unit(Unit{congress.code, code.empty() ? column("name") : code, column("name")},
                        open);
      },
      open, context);
}

}  // namespace

void add_unit_command(CLI::App& app, Context& context) {
  RowCommands<UnitOptions> commands{app, "unit", context.say("承办单位", "Handling units"),
                                    context};
  auto& options = commands.options();

  auto* added = commands.add("add", context.say("添加", "Add one"), add_named_unit);
  added->add_option("name", options.name, context.say("名称", "name"))->required();
  added->add_option("--code", options.code,
                    context.say("简称或代码；默认即名称", "a shorter code; by default the name"));
  added->footer(
      examples(context, {"duban unit add 交通局", "duban unit add 市水务局 --code 水务局"}));

  commands.add("list", context.say("列出", "List them"), list_units);

  auto* changed = commands.add("change", context.say("改名称", "Change the name"), change_unit);
  changed->add_option("code", options.code, context.say("代码", "code"))->required();
  changed->add_option("--name", options.name, context.say("名称", "name"))->required();

  auto* succeeded = commands.add(
      "succeed",
      context.say("合并、更名、拆分：在办事项转由另一单位承办，已办结的保留原名",
                  "Merged, renamed, split: another unit takes over what is not closed"),
      [](const UnitOptions& given, const Congress& congress, OpenRegister& open,
         const Context& where) {
        return succeed(Party::unit, given.succession, congress, open, where);
      });
  add_succession_options(*succeeded, options.succession, context);
  succeeded->footer(examples(
      context, {"duban unit succeed 交通局 交通运输局 --on 2025-06-01 --dry-run",
                "duban unit succeed 交通局 交通运输局 --on 2025-06-01 --reason 机构改革"}));

  auto* imported = commands.add("import",
                                context.say("从 CSV 文件添加（列：name，可有 code）",
                                            "Add from a CSV file (columns: name, perhaps code)"),
                                import_units);
  imported->add_option("file", options.file, context.say("CSV 文件", "the CSV file"))->required();
}

}  // namespace duban::cli
