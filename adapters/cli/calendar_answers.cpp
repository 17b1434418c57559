#include "adapters/cli/calendar_answers.hpp"

#include "adapters/cli/calendar_text.hpp"
#include "adapters/tables/calendar_csv.hpp"
#include "adapters/tables/csv.hpp"

#include <boost/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <fstream>
#include <iostream>

namespace duban::cli {

namespace {

namespace json = boost::json;

/// A row of a batch, answered.
struct DueRow {
  std::string from;
  std::string rule;
  Limit limit;
};

Result<Calendar> calendar_called(const std::string& name, const Context& context) {
  return load_calendar(context.config / "calendars", name);
}

Result<Date> date_given(const std::string& option, const std::string& text) {
  const auto date = parse_date(text);
  if (date) return date;
  return Error{Problem::bad_input, option + " " + text, date.error().detail};
}

json::object to_json(const DueRow& row) {
  return {{"from", row.from},
          {"rule", row.rule},
          {"nominal", to_text(row.limit.nominal)},
          {"due", to_text(row.limit.due)},
          {"provisional", row.limit.provisional}};
}

json::array to_json(const std::vector<CountedDay>& steps) {
  json::array days;
  for (const auto& step : steps) {
    json::object day{{"date", to_text(step.date)}, {"why", step.why}};
    if (step.number > 0) day["number"] = step.number;
    if (!step.name.empty()) day["name"] = step.name;
    days.push_back(std::move(day));
  }
  return days;
}

json::array days_in_json(Date from, Date to, const Calendar& calendar) {
  json::array days;
  for (auto date = from; date <= to; date += one_day) {
    const auto* notice = calendar.notice_for(date);
    const auto year = std::chrono::year_month_day{date}.year();
    days.push_back({{"date", to_text(date)},
                    {"is_workday", calendar.is_workday(date)},
                    {"name", notice ? notice->name : ""},
                    {"provisional", !calendar.is_known(year)}});
  }
  return days;
}

Result<DueRow> due_of(const CsvRow& row, const Calendar& calendar) {
  const auto from = parse_date(row["from"]);
  if (!from) {
    return bad_input(row.where(), fmt::format("from `{}`: {}", row["from"], from.error().detail));
  }
  const auto rule = parse_time_rule(row["rule"]);
  if (!rule) {
    return bad_input(row.where(), fmt::format("rule `{}`: {}", row["rule"], rule.error().detail));
  }
  return DueRow{std::string{row["from"]}, std::string{row["rule"]},
                limit_from(*from, *rule, calendar)};
}

Result<std::vector<DueRow>> due_of_all(std::istream& in,
                                       std::string file,
                                       const Calendar& calendar) {
  auto reader = CsvReader::open(in, std::move(file), {.required = {"from", "rule"}});
  if (!reader) return reader.error();

  std::vector<DueRow> answers;
  while (true) {
    const auto row = reader->next();
    if (!row) return row.error();
    if (*row == nullptr) return answers;
    auto answer = due_of(**row, calendar);
    if (!answer) return answer.error();
    answers.push_back(std::move(*answer));
  }
}

}  // namespace

Result<void> tell_due(const DueOptions& options, const Context& context) {
  const auto calendar = calendar_called(options.calendar, context);
  if (!calendar) return calendar.error();
  const auto from = date_given("--from", options.from);
  if (!from) return from.error();
  const auto rule = parse_time_rule(options.rule);
  if (!rule) return Error{Problem::bad_input, "--rule " + options.rule, rule.error().detail};

  const auto limit = limit_from(*from, *rule, *calendar);
  const auto steps =
      options.explained ? explain(*from, *rule, *calendar) : std::vector<CountedDay>{};
  if (context.json) {
    auto answer = to_json(DueRow{options.from, options.rule, limit});
    answer["calendar"] = calendar->name();
    answer["last_workday"] = to_text(calendar->previous_workday(limit.due));
    if (options.explained) answer["days"] = to_json(steps);
    context.out << json::serialize(answer) << '\n';
    return {};
  }

  const CalendarText text{context.language};
  for (const auto& step : steps) context.out << text.step(step, *rule);
  context.out << text.limit(limit, *rule, *calendar);
  return {};
}

Result<void> tell_batch(const DueOptions& options, const Context& context) {
  const auto calendar = calendar_called(options.calendar, context);
  if (!calendar) return calendar.error();

  const bool piped = options.batch == "-";
  std::ifstream file;
  if (!piped) file.open(options.batch, std::ios::binary);
  if (!piped && !file) {
    return Error{Problem::not_found, options.batch, "the file cannot be read"};
  }
  const auto answers =
      due_of_all(piped ? std::cin : file, piped ? "stdin" : options.batch, *calendar);
  if (!answers) return answers.error();

  if (context.json) {
    json::array rows;
    for (const auto& answer : *answers) rows.push_back(to_json(answer));
    context.out << json::serialize(rows) << '\n';
    return {};
  }
  CsvWriter writer{context.out, {"from", "rule", "due", "provisional"}};
  for (const auto& answer : *answers) {
    writer.write({answer.from, answer.rule, to_text(answer.limit.due),
                  answer.limit.provisional ? "true" : "false"});
  }
  return {};
}

Result<void> tell_days(const DaysOptions& options, const Context& context) {
  const auto calendar = calendar_called(options.calendar, context);
  if (!calendar) return calendar.error();
  const auto from = date_given("--from", options.from);
  if (!from) return from.error();
  const auto to = date_given("--to", options.to);
  if (!to) return to.error();
  if (*to < *from) return bad_input("--to " + options.to, "lies before --from; turn them round");

  const int workdays = calendar->workdays_between(*from - one_day, *to);
  if (context.json) {
    const json::object answer{{"calendar", calendar->name()},
                              {"workdays", workdays},
                              {"days", days_in_json(*from, *to, *calendar)}};
    context.out << json::serialize(answer) << '\n';
    return {};
  }

  const CalendarText text{context.language};
  for (auto date = *from; date <= *to; date += one_day) {
    context.out << fmt::format("{}  {}\n", text.day(date), text.nature(date, *calendar));
  }
  context.out << fmt::format("{}{}\n", text.say("工作日合计：", "Working days: "), workdays);
  return {};
}

}  // namespace duban::cli
