#include "adapters/cli/clock_moves.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/place_rules.hpp"
#include "adapters/cli/text_table.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "engine/people/enrolment.hpp"
#include "engine/register/founding.hpp"

namespace duban::cli {

namespace {

struct CongressOptions {
  std::string code;
  std::optional<std::string> name, level, parent, regulation, calendar;
  bool no_admin = false;
  bool dry_run = false;
};

/// Takes what was given over into `congress`; profile and calendar are read and kept.
Result<void> take_over(const CongressOptions& options,
                       OpenRegister& open,
                       const Context& context,
                       Congress& congress) {
  if (options.name) congress.name = *options.name;
  if (options.level) congress.level = *options.level;
  if (options.parent) congress.parent = *options.parent;
  if (auto sound = check_congress(congress, open.directory.congresses()); !sound) return sound;
  if (options.regulation) {
    auto edition = keep_regulation(open, context, *options.regulation);
    if (!edition) return edition.error();
    congress.regulation = std::move(*edition);
  }
  if (options.calendar) {
    auto edition = keep_calendar(open, context, *options.calendar);
    if (!edition) return edition.error();
    congress.calendar = std::move(*edition);
  }
  return {};
}

/// The one person of a small office: every role but a deputy's, since nobody rates for a deputy.
User first_user(const Congress& congress, OpenRegister& open) {
  User admin{"admin", congress.code,
             roles_of(open.cases.rulebook().regulation(congress.regulation)), "", ""};
  std::erase_if(admin.roles,
                [](const auto& role) { return role == "deputy" || role == "lead_deputy"; });
  return admin;
}

Result<void> add_congress(const CongressOptions& options,
                          OpenRegister& open,
                          const Context& context) {
  Congress congress{options.code, "", "", "", "", ""};
  if (auto taken = take_over(options, open, context, congress); !taken) return taken;
  const bool first = open.directory.users().empty();
  if (auto put = open.directory.put(congress, true); !put) return put;
  const bool with_admin = first && !options.no_admin;
  if (with_admin)
    if (auto put = open.directory.put(first_user(congress, open), true); !put) return put;
  if (context.json) {
    context.answer(boost::json::value_from(congress));
    return {};
  }
  context.tell("已添加 {} {}", "Added {} {}", congress.code, congress.name);
  if (with_admin)
    context.tell("已添加用户 admin，担任除代表以外的全部角色（代表的评价不能代作）",
                 "Added the user admin with every role but a deputy's (nobody rates for a deputy)");
  context.tell("下一步：duban unit add 名称；duban case open submit --help",
               "Next: duban unit add NAME; duban case open submit --help");
  return {};
}

bool changes_something(const CongressOptions& options) {
  return options.name || options.level || options.parent || options.regulation || options.calendar;
}

/// What another calendar would do to running limits.
Result<void> preview(const CongressOptions& options, OpenRegister& open, const Context& context) {
  const auto congress = congress_called(open, options.code);
  if (!congress) return congress.error();
  const auto calendar = calendar_called(*options.calendar, open, context);
  if (!calendar) return calendar.error();
  ClockMoves moves{open, context};
  rehearse_calendar(open.cases, congress->code, *calendar, moves.collector());
  if (context.json)
    context.answer({{"congress", congress->code}, {"moves", moves.as_json()}});
  else
    moves.tell(true);
  return {};
}

Result<void> change_congress(const CongressOptions& options,
                             OpenRegister& open,
                             const Context& context) {
  auto congress = congress_called(open, options.code);
  if (!congress) return congress.error();
  const auto before = *congress;
  if (auto taken = take_over(options, open, context, *congress); !taken) return taken;
  if (auto changed = duban::change_congress(before, *congress, open.directory); !changed)
    return changed;
  ClockMoves moves{open, context};
  carry_out_moves(open.cases, moves.collector());
  if (context.json) {
    context.answer(boost::json::value_from(*congress));
    return {};
  }
  context.tell("已修改 {} {}", "Changed {} {}", congress->code, congress->name);
  if (options.calendar) moves.tell(false);
  if (options.regulation)
    context.tell("新受理的事项按新的办理办法；在办事项仍按原来的，用 duban profile move 预览和转换",
                 "New cases go by the new profile; running ones keep theirs until duban profile "
                 "move, which has a preview");
  return {};
}

std::string name_of_edition(OpenRegister& open, const std::string& hash) {
  const auto edition = open.directory.edition(hash);
  return (edition ? edition->name : "?") + "@" + hash.substr(0, 8);
}

Result<void> list_congresses(OpenRegister& open, const Context& context) {
  const auto all = open.directory.congresses();
  if (context.json) {
    boost::json::array rows;
    for (const auto& congress : all) rows.push_back(boost::json::value_from(congress));
    context.answer(rows);
    return {};
  }
  if (all.empty())
    context.tell("还没有人大；请用 duban congress add 添加",
                 "No congress yet; add one with duban congress add");
  TextTable table{{context.say("代码", "Code"), context.say("名称", "Name"),
                   context.say("级别", "Level"), context.say("上级", "Parent"),
                   context.say("办理办法", "Regulation"), context.say("日历", "Calendar")}};
  for (const auto& congress : all)
    table.add({congress.code, congress.name, context.words.level(congress.level), congress.parent,
               name_of_edition(open, congress.regulation),
               name_of_edition(open, congress.calendar)});
  if (!table.empty()) table.print(context.out);
  return {};
}

void add_details(CLI::App& command, CongressOptions& options, const Context& context, bool needed) {
  command.add_option("--level", options.level, context.say("级别", "level"))
      ->check(CLI::IsMember(congress_levels()))
      ->required(needed);
  command.add_option("--parent", options.parent,
                     context.say("上级人大的行政区划代码", "code of the congress above"));
  const auto left_out = needed ? context.say("默认 cn", "default cn")
                               : context.say("不写则不变", "left out, it stays");
  command.add_option(
      "--regulation", options.regulation,
      context.say("办理办法：config/regulations 中的名称，或 .toml 文件（{}）",
                  "profile: a name in config/regulations, or a .toml file ({})", left_out));
  command.add_option("--calendar", options.calendar,
                     context.say("日历：config/calendars 中的名称（{}）",
                                 "calendar: a name in config/calendars ({})", left_out));
}

void add_congress_add(CLI::App& congress, Context& context) {
  const auto options = std::make_shared<CongressOptions>();
  auto* added = congress.add_subcommand("add", context.say("添加", "Add one"));
  added->add_option("code", options->code, context.say("行政区划代码", "code of its division"))
      ->required();
  added->add_option("name", options->name, context.say("名称", "name"))->required();
  add_details(*added, *options, context, true);
  added->add_flag("--no-admin", options->no_admin,
                  context.say("不自动添加用户 admin", "do not add the user admin"));
  added->footer(examples(
      context, {"duban congress add 340100 合肥市 --level city --regulation hefei",
                "duban congress add 532800 西双版纳州 --level city --calendar xishuangbanna"}));
  added->callback([options, &context] {
    if (!options->regulation) options->regulation = usual_rules;
    if (!options->calendar) options->calendar = usual_rules;
    with_register(context,
                  [&](OpenRegister& open) { return add_congress(*options, open, context); });
  });
}

void add_congress_change(CLI::App& congress, Context& context) {
  const auto options = std::make_shared<CongressOptions>();
  auto* changed = congress.add_subcommand("change", context.say("修改", "Change one"));
  changed->add_option("code", options->code, context.say("行政区划代码", "code of its division"))
      ->required();
  changed->add_option("--name", options->name, context.say("名称", "name"));
  add_details(*changed, *options, context, false);
  changed
      ->add_flag("--dry-run", options->dry_run,
                 context.say("只看换日历后哪些期限会变，不写入",
                             "say which limits another calendar would move, write nothing"))
      ->needs(changed->get_option("--calendar"));
  changed->footer(examples(context, {"duban congress change 340100 --calendar cn --dry-run",
                                     "duban congress change 340100 --regulation hefei"}));
  changed->callback([options, &context] {
    if (!changes_something(*options))
      return misuse(context, "没有写明改什么，什么也没有改动；见 --help",
                    "nothing was said to change, so nothing was changed; see --help");
    const auto work = options->dry_run ? preview : change_congress;
    with_register(context, [&](OpenRegister& open) { return work(*options, open, context); });
  });
}

}  // namespace

void add_congress_command(CLI::App& app, Context& context) {
  auto* congress = app.add_subcommand(
      "congress", context.say("人大：办理办法、日历", "Congresses, their regulation and calendar"));
  congress->require_subcommand(1);
  add_congress_add(*congress, context);
  congress->add_subcommand("list", context.say("列出", "List them"))->callback([&context] {
    with_register(context, [&](OpenRegister& open) { return list_congresses(open, context); });
  });
  add_congress_change(*congress, context);
}

}  // namespace duban::cli
