#include "adapters/http/calendars.hpp"

#include "adapters/http/json_rows.hpp"
#include "adapters/http/rule_views.hpp"
#include "adapters/http/visible.hpp"
#include "engine/people/enrolment.hpp"
#include "engine/register/notices.hpp"
#include "engine/views/move_view.hpp"

#include <map>

namespace duban::http {

namespace {

constexpr int most_days = 366 * 3;
constexpr std::size_t most_moves = 1000;

// What there is ----------------------------------------------------------------------------------

struct CalendarYear {
  int year = 0;
  bool known = false;  ///< by a notice; else its days are plain weekdays, and limits provisional
  int days_off = 0, makeup_workdays = 0;  ///< that notices name
};
BOOST_DESCRIBE_STRUCT(CalendarYear, (), (year, known, days_off, makeup_workdays))

struct CalendarView {
  std::string congress, edition, name;
  std::vector<CalendarYear> years;
};
BOOST_DESCRIBE_STRUCT(CalendarView, (), (congress, edition, name, years))

std::vector<CalendarYear> years_of(const Calendar& calendar) {
  std::map<int, CalendarYear> years;
  for (const auto year : calendar.known_years()) years[static_cast<int>(year)].known = true;
  for (const auto& day : calendar.days()) {
    auto& year = years[static_cast<int>(std::chrono::year_month_day{day.date}.year())];
    ++(day.is_workday ? year.makeup_workdays : year.days_off);
  }
  std::vector<CalendarYear> all;
  for (auto& [number, year] : years) {
    year.year = number;
    all.push_back(year);
  }
  return all;
}

Result<Answer> show_calendar(Visit& visit) {
  const auto congress = congress_for(visit);
  if (!congress) return congress.error();
  const auto& calendar = visit.desk.cases.rulebook().calendar(congress->calendar);
  return Answer::of(
      whole(CalendarView{congress->code, congress->calendar, calendar.name(), years_of(calendar)}));
}

Result<Date> date_given(Visit& visit, const char* name) {
  auto date = parse_date(visit.text(name));
  return date ? date : bad_input(name, date.error().detail);
}

Result<Answer> list_days(Visit& visit) {
  const auto congress = congress_for(visit);
  if (!congress) return congress.error();
  const auto from = date_given(visit, "from"), to = date_given(visit, "to");
  if (!from) return from.error();
  if (!to) return to.error();
  if (*to < *from) return bad_input("to", "is before from");
  if (*to - *from > std::chrono::days{most_days})
    return bad_input("to", "is too far from from; three years at a time");
  const auto rules = visit.desk.cases.rulebook().of_congress(congress->code);
  if (!rules) return rules.error();
  std::vector<CalendarDay> days;
  for (auto date = *from; date <= *to; date += one_day) {
    const auto* notice = rules->calendar.notice_for(date);
    days.push_back({date, rules->calendar.is_workday(date), notice ? notice->name : std::string{}});
  }
  return Answer::of(items_of(days));
}

// A new notice -----------------------------------------------------------------------------------

struct TakenNotice {
  std::int64_t days = 0;
  std::vector<int> years;
  std::int64_t congresses = 0;  ///< whose calendars change
  bool written = false;
  std::vector<MoveView> moves;
  bool complete = true;  ///< false: more limits move than are listed
};
BOOST_DESCRIBE_STRUCT(TakenNotice, (), (days, years, congresses, written, moves, complete))

bool is_asked(const Visit& visit, const char* flag) {
  return visit.has(flag) && visit.flag(flag);
}

/// One that is named, the own one, or all where whoever asks is of none.
Result<std::vector<Congress>> receivers(Visit& visit) {
  if (!visit.has("congress") && visit.user().congress.empty())
    return visit.desk.directory.congresses();
  auto one = congress_for(visit);
  if (!one) return one.error();
  return std::vector{std::move(*one)};
}

/// Of the notice as it stands in the request: a year is no place in it.
Error in_table(const Error& error) {
  return bad_input("table",
                   error.subject.empty() ? error.detail : error.subject + ": " + error.detail);
}

/// What follows is told as a rehearsal has it: another node may carry it out before this one.
Result<TakenNotice> taken_in(const NoticeImport& notice, Visit& visit) {
  TakenNotice told;
  auto protection = protection_for(visit);
  auto& cases = visit.desk.cases;
  const auto changed = rehearse_notice(cases, notice, [&](const ClockMove& move) {
    told.complete = told.complete && told.moves.size() < most_moves;
    if (told.complete) told.moves.push_back(move_view(move, cases, protection, visit.words));
  });
  told.congresses = static_cast<std::int64_t>(changed);
  told.days = std::ssize(notice.notice.days());
  for (const auto year : notice.notice.known_years()) told.years.push_back(static_cast<int>(year));
  if (visit.is_rehearsal) return told;
  if (auto adopted = adopt_notice(cases, notice); !adopted) return adopted.error();
  visit.desk.signals.change_rules();
  carry_out_moves(cases);
  told.written = true;
  return told;
}

Result<Answer> take_notice(const ReadNotice& read, Visit& visit) {
  visit.is_rehearsal = is_asked(visit, "dry_run");
  auto congresses = receivers(visit);
  if (!congresses) return congresses.error();
  if (!visit.is_rehearsal)
    if (auto free = visit.desk.cases.check_released(); !free) return free.error();
  const auto days = read(visit.request.body);
  if (!days) return days.error();
  const NoticeImport notice{*days, std::move(*congresses), is_asked(visit, "local")};
  if (auto sound = check_notice(notice, visit.desk.cases.rulebook()); !sound)
    return in_table(sound.error());
  const auto told = taken_in(notice, visit);
  if (!told) return told.error();
  return Answer::of(whole(*told));
}

// Routes -----------------------------------------------------------------------------------------

Parameter day_parameter(const char* name, const char* means) {
  return {.name = name, .means = means, .schema = {{"type", "string"}}, .required = true};
}

Route calendar_route() {
  return {.method = "GET",
          .path = "/api/v1/calendar",
          .operation = "getCalendar",
          .summary = "The calendar of a congress, and the years that a notice makes known.",
          .parameters = {congress_parameter()},
          .promises = {{.means = "Its years; in one that is not known limits are provisional.",
                        .schema = whole_schema<CalendarView>()}},
          .work = show_calendar};
}

Route days_route() {
  return {.method = "GET",
          .path = "/api/v1/calendar/days",
          .operation = "listDays",
          .summary = "The days of a congress's calendar, worked or not.",
          .parameters = {congress_parameter(), day_parameter("from", "The first: 2025-01-01."),
                         day_parameter("to", "The last.")},
          .promises = {{.means = "Each day.", .schema = items_schema(whole_schema<CalendarDay>())}},
          .work = list_days};
}

Route notice_route(const ReadNotice& read) {
  return {
      .method = "POST",
      .path = "/api/v1/calendar/notices",
      .operation = "takeNotice",
      .summary = "Import a notice of days off and make-up workdays; running limits follow.",
      .description =
          "The notice as CSV (UTF-8 or GB18030): `date,name,is_workday`, 0 for a day off, 1 for a "
          "day worked. It goes into the calendar of the congress that is named, of the own one, or "
          "of all where whoever asks belongs to none. No limit becomes earlier than was announced. "
          "The same notice again changes nothing. `moves` are at most 1,000.",
      .audited = true,
      .roles = {std::string{administrator}, "officer"},
      .parameters = {{.name = "congress",
                      .means = "Code of the one congress whose calendar takes it.",
                      .schema = {{"type", "string"}}},
                     {.name = "dry_run",
                      .means = "Say which limits would move and write nothing.",
                      .schema = {{"type", "boolean"}}},
                     {.name = "local",
                      .means = "Days of the place itself; they make no year known.",
                      .schema = {{"type", "boolean"}}}},
      .body = {{"type", "string"}},
      .body_types = {"text/csv"},
      .promises = {{.means = "What was taken, and the limits that move by it.",
                    .schema = whole_schema<TakenNotice>()}},
      .work = [read](Visit& visit) { return take_notice(read, visit); }};
}

}  // namespace

std::vector<Route> calendar_routes(const ReadNotice& read) {
  return {calendar_route(), days_route(), notice_route(read)};
}

}  // namespace duban::http
