// `duban calendar import`: a new notice, and what it does to running limits.

#include "adapters/cli/calendar_command.hpp"
#include "adapters/cli/clock_moves.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "adapters/tables/calendar_csv.hpp"

#include <algorithm>
#include <fstream>

namespace duban::cli {

namespace {

struct CalendarImportOptions {
  std::string file, congress;
  bool dry_run = false;
  bool is_local = false;
};

/// Fewer days than any yearly notice has ever named.
constexpr std::ptrdiff_t fewest_days = 10;

Result<Calendar> notice_in(const std::string& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) return Error{Problem::not_found, file, "the file cannot be read"};
  auto notice = read_calendar(in, file, "notice");
  if (notice && notice->days().empty())
    return bad_input(file, "has no days; a notice names at least one: date,name,is_workday");
  return notice;
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

/// The congress with the notice in its calendar; nothing if that changes nothing.
std::optional<Calendar> with_notice(const Congress& congress,
                                    const Calendar& notice,
                                    bool is_local,
                                    OpenRegister& open) {
  const auto& current = open.cases.rulebook().calendar(congress.calendar);
  auto updated = is_local ? current.with_days(notice) : current.with_notice(notice);
  if (updated == current) return std::nullopt;
  return updated;
}

/// A year becomes known by the notice of all its holidays, not by a few days.
Result<void> check_years(const Calendar& notice, const Calendar& current) {
  for (const auto year : notice.known_years()) {
    const auto days = std::ranges::count_if(notice.days(), [&](const CalendarDay& day) {
      return std::chrono::year_month_day{day.date}.year() == year;
    });
    if (current.is_known(year) || days >= fewest_days) continue;
    return bad_input(std::to_string(static_cast<int>(year)),
                     "is a year without a notice, and " + std::to_string(days) +
                         " days do not make it known; give the whole notice, or --local for days "
                         "of the place itself");
  }
  return {};
}

Result<void> check_years(const Calendar& notice,
                         const std::vector<Congress>& congresses,
                         OpenRegister& open) {
  for (const auto& congress : congresses)
    if (auto whole = check_years(notice, open.cases.rulebook().calendar(congress.calendar)); !whole)
      return whole;
  return {};
}

Result<void> adopt(const Congress& congress, const Calendar& calendar, OpenRegister& open) {
  const auto edition = Rulebook::edition_of(calendar);
  open.directory.keep(edition);
  return open.directory.adopt_calendar(congress.code, congress.calendar, edition.hash);
}

Result<void> import(const CalendarImportOptions& options,
                    OpenRegister& open,
                    const Context& context) {
  const auto notice = notice_in(options.file);
  if (!notice) return notice.error();
  const auto congresses = chosen_congresses(options, open);
  if (!congresses) return congresses.error();

  if (auto whole = options.is_local ? Result<void>{} : check_years(*notice, *congresses, open);
      !whole)
    return whole;
  ClockMoves moves{open, context};
  std::size_t changed = 0;
  for (const auto& congress : *congresses) {
    const auto calendar = with_notice(congress, *notice, options.is_local, open);
    if (!calendar) continue;
    ++changed;
    if (options.dry_run)
      rehearse_calendar(open.cases, congress.code, *calendar, moves.collector());
    else if (auto done = adopt(congress, *calendar, open); !done)
      return done;
  }
  if (!options.dry_run) carry_out_moves(open.cases, moves.collector());

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
