#include "adapters/cli/commands.hpp"
#include "adapters/cli/rates_text.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "engine/data/codec.hpp"
#include "workflows/catalogue.hpp"

#include <set>

namespace duban::cli {

namespace {

struct RatesOptions {
  std::string congress, by, as_of, listed;
  std::optional<std::string> session, year, of;
  std::string format = "table";
};

Result<Date> day_of(const RatesOptions& options, Date today) {
  if (options.as_of.empty()) return today;
  const auto day = parse_date(options.as_of);
  if (!day) return Error{Problem::bad_input, "--as-of " + options.as_of, day.error().detail};
  if (*day > today)
    return bad_input("--as-of", to_text(*day) + " lies in the future; today is " + to_text(today));
  return day;
}

Result<RatesQuestion> question_from(const RatesOptions& options, OpenRegister& open) {
  const auto congress = congress_called(open, options.congress);
  if (!congress) return congress.error();
  const auto day = day_of(options, open.today());
  if (!day) return day.error();
  RatesQuestion question{
      .congress = *congress, .as_of = *day, .by = options.by, .only = {}, .listed = options.listed};
  if (options.session) question.only.emplace("session", *options.session);
  if (options.year) question.only.emplace("year", *options.year);
  return question;
}

Format format_of(const RatesOptions& options, const Context& context) {
  if (context.json || options.format == "json") return Format::json;
  return options.format == "csv" ? Format::csv : Format::table;
}

/// A survey names what is wrong as the question calls it; whoever types calls it by an option.
Error by_option(Error error) {
  if (error.subject == "rate") error.subject = "cases";
  for (const auto* option : {"by", "cases", "session", "of"})
    if (error.subject == option) {
      error.subject = std::string{"--"} + option;
      return error;
    }
  return error;
}

Result<void> report(const RatesOptions& options, OpenRegister& open, const Context& context) {
  const auto question = question_from(options, open);
  if (!question) return question.error();
  const auto surveys = survey(*question, all_measures(), open.cases, context.words);
  if (!surveys) return by_option(surveys.error());
  const auto called = [&](const TypedGroup& typed) {
    return group_called(typed, *surveys, question->congress, open.directory, context.words);
  };
  if (options.session)
    if (auto known = called({*options.session, "session", "session"}); !known)
      return by_option(known.error());
  std::optional<std::string> only;
  if (options.of) {
    const auto group = called({*options.of, "of", question->by});
    if (!group) return by_option(group.error());
    only = *group;
  }
  const auto format = format_of(options, context);
  if (question->listed.empty())
    tell_rates(*surveys, *question, only, format, context);
  else
    tell_cases(*surveys, *question, only, format, open, context);
  return {};
}

/// What may be asked for by name.
std::string names(const Context& context) {
  std::set<std::string_view> all;
  for (const auto& measure : all_measures())
    for (const auto& grouping : measure.groupings) all.insert(grouping.name);
  std::string groupings;
  for (const auto name : all) groupings.append(groupings.empty() ? "" : ", ").append(name);
  return context.say(
      "分组：{}。按单位统计的是承办任务，其他分组统计的是整件。\n"
      "指标写表中的名称，或者 --json 中的 rate；口径和小数位数由办理办法决定。",
      "Groupings: {}. By unit assignments are counted, otherwise whole cases.\n"
      "A rate is named as in the table, or as in --json (rate); definitions and decimals are the "
      "profile's.",
      groupings);
}

void add_options(CLI::App& command, RatesOptions& options, const Context& context) {
  const auto add = [&](const char* name, auto& into, const char* chinese, const char* english) {
    return command.add_option(name, into, context.say(chinese, english));
  };
  add("--congress", options.congress, "人大的行政区划代码；只有一个时可不写",
      "code of the congress, if there are several");
  auto* by =
      add("--by", options.by, "分组统计，如 unit、session、category、origin、key、year、kind",
          "group by unit, session, category, origin, key, year or kind");
  add("--session", options.session, "只统计这次会议的，如 17-3",
      "only items of this session, such as 17-3");
  add("--year", options.year, "只统计这一年的：建议按登记日期，报送材料按所属期间",
      "only this year: items registered in it, reports of a period in it")
      ->check(CLI::Range(1992, 2199));
  add("--as-of", options.as_of, "截至哪一天记录在库的；默认今天",
      "what was recorded by the end of this day; by default today");
  add("--cases", options.listed, "列出某项指标的事项：计入的，和分母中未计入的",
      "list the cases of this rate: those counted and those missing");
  add("--of", options.of, "只看这一组", "only this group")->needs(by);
  add("--format", options.format, "格式", "format")
      ->check(CLI::IsMember({"table", "csv", "json"}))
      ->capture_default_str();
}

}  // namespace

void add_report_command(CLI::App& app, Context& context) {
  auto* report_of = app.add_subcommand("report", context.say("统计报表", "Reports"));
  report_of->require_subcommand(1);
  auto* rates = report_of->add_subcommand(
      "rates", context.say("办结率、按期率、满意率等，可追到每一件",
                           "Completion, on-time, satisfaction and other rates, down to each case"));
  const auto options = std::make_shared<RatesOptions>();
  add_options(*rates, *options, context);
  rates->footer(names(context) + "\n" +
                examples(context, {"duban report rates --session 17-3",
                                   "duban report rates --by unit --as-of 2025-12-31 --format csv",
                                   "duban report rates --by unit --of 交通局 --cases 按期办结率"}));
  rates->callback([options, &context] {
    with_register(context, [&](OpenRegister& open) { return report(*options, open, context); });
  });
}

}  // namespace duban::cli
