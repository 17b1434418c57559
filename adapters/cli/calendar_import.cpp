// `duban calendar import`: a new notice, and what it does to running limits.

#include "adapters/cli/calendar_command.hpp"
#include "adapters/cli/clock_moves.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "adapters/tables/calendar_csv.hpp"
#include "engine/register/notices.hpp"

#include <fstream>

namespace duban::cli {

namespace {

struct CalendarImportOptions {
  std::string file, congress;
  bool dry_run = false;
  bool is_local = false;
};

Result<Calendar> notice_in(const std::string& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) return Error{Problem::not_found, file, "the file cannot be read"};
  return read_calendar(in, file, "notice");
}

Result<std::vector<Congress>> chosen_congresses(const CalendarImportOptions& options,
                                                OpenRegister& open) {
  if (options.congress.empty()) return open.directory.congresses();
  auto one = congress_called(open, options.congress);
  if (!one) return one.error();
  return std::vector{std::move(*one)};
}

std::string years_of(const Calendar& notice, const Context& context) {
  std::vector<std::string> years;
  for (const auto year : notice.known_years())
    years.push_back(std::to_string(static_cast<int>(year)));
  return context.words.joined(years);
}

Result<void> import(const CalendarImportOptions& options,
                    OpenRegister& open,
                    const Context& context) {
  const auto notice = notice_in(options.file);
  if (!notice) return notice.error();
  const auto congresses = chosen_congresses(options, open);
  if (!congresses) return congresses.error();
  const NoticeImport taken{*notice, *congresses, options.is_local};
  if (auto sound = check_notice(taken, open.cases.rulebook()); !sound)
    return Error{sound.error().problem,
                 sound.error().subject.empty() ? options.file : sound.error().subject,
                 sound.error().detail};
  ClockMoves moves{open, context};
  std::size_t changed = 0;
  if (options.dry_run) {
    changed = rehearse_notice(open.cases, taken, moves.collector());
  } else {
    const auto adopted = adopt_notice(open.cases, taken);
    if (!adopted) return adopted.error();
    changed = *adopted;
    carry_out_moves(open.cases, moves.collector());
  }

  if (context.json) {
    context.answer({{"days", notice->days().size()},
                    {"congresses", changed},
                    {"written", !options.dry_run},
                    {"moves", moves.as_json()}});
    return {};
  }
  context.tell("通知涉及 {} 年的 {} 天；{} 个人大的日历有变化",
               "The notice is about {}: {} days; the calendars of {} congresses change",
               years_of(*notice, context), notice->days().size(), changed);
  moves.tell(options.dry_run);
  return {};
}

}  // namespace

void add_calendar_import(CLI::App& calendar, Context& context) {
  const auto options = std::make_shared<CalendarImportOptions>();
  auto* made = calendar.add_subcommand(
      "import", context.say("导入新的放假通知，重算运行中的期限",
                            "Import a new notice and project running limits again"));
  made->add_option("file", options->file,
                   context.say("CSV 文件 date,name,is_workday（0 休息，1 上班）",
                               "a CSV file date,name,is_workday (0 off, 1 worked)"))
      ->required();
  made->add_option("--congress", options->congress,
                   context.say("只导入这个人大的日历（默认全部）",
                               "into the calendar of this congress only (default: all)"));
  made->add_flag("--local", options->is_local,
                 context.say("本地自定的休息日和上班日，不使该年成为已知",
                             "days of the place itself; they make no year known"));
  made->add_flag(
      "--dry-run", options->dry_run,
      context.say("只看哪些期限会变，不写入", "say which limits would move, write nothing"));
  made->footer(examples(
      context, {"duban calendar import 2027.csv --dry-run", "duban calendar import 2027.csv"}));
  made->callback([options, &context] {
    with_register(context, [&](OpenRegister& open) { return import(*options, open, context); });
  });
}

}  // namespace duban::cli
