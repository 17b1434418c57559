#include "adapters/cli/calendar_command.hpp"

#include "adapters/cli/calendar_answers.hpp"
#include "adapters/cli/calendar_text.hpp"
#include "adapters/cli/refusal.hpp"

#include <memory>

namespace duban::cli {

namespace {

void run_due(const DueOptions& options, Context& context) {
  const bool one = !options.from.empty() && !options.rule.empty();
  const bool many = !options.batch.empty();
  if (one == many ||
      (many && (options.explained || !options.from.empty() || !options.rule.empty()))) {
    misuse(context, "请给出 --from 和 --rule（可加 --explain），或者只给出 --batch",
           "give --from and --rule, with --explain if wanted, or --batch alone");
    return;
  }
  const auto told = one ? tell_due(options, context) : tell_batch(options, context);
  if (!told) refuse(context, told.error());
}

void add_due(CLI::App& calendar, Context& context) {
  const CalendarText text{context.language};
  const auto options = std::make_shared<DueOptions>();
  auto* due =
      calendar.add_subcommand("due", std::string{text.say("计算期限届满日", "When limits end")});
  due->add_option("--from", options->from, std::string{text.say("起算日", "the day counted from")});
  due->add_option("--rule", options->rule,
                  std::string{text.say("期限，如 '3 months'、'10 working days'、'until 06-30'",
                                       "the limit, such as '3 months' or '10 working days'")});
  due->add_option("--batch", options->batch,
                  std::string{text.say("CSV 文件 from,rule；- 为标准输入",
                                       "a CSV file from,rule; - for standard input")});
  due->add_option("--calendar", options->calendar, std::string{text.say("日历", "the calendar")})
      ->capture_default_str();
  due->add_flag("--explain", options->explained,
                std::string{text.say("逐日说明", "tell the count day by day")});
  due->add_flag("--json", context.json, "JSON");
  due->callback([options, &context] { run_due(*options, context); });
}

void add_days(CLI::App& calendar, Context& context) {
  const CalendarText text{context.language};
  const auto options = std::make_shared<DaysOptions>();
  auto* days = calendar.add_subcommand(
      "days", std::string{text.say("列出工作日和休息日", "Which days are worked")});
  days->add_option("--from", options->from, std::string{text.say("第一天", "the first day")})
      ->required();
  days->add_option("--to", options->to, std::string{text.say("最后一天", "the last day")})
      ->required();
  days->add_option("--calendar", options->calendar, std::string{text.say("日历", "the calendar")})
      ->capture_default_str();
  days->add_flag("--json", context.json, "JSON");
  days->callback([options, &context] {
    if (const auto told = tell_days(*options, context); !told) refuse(context, told.error());
  });
}

}  // namespace

void add_calendar_command(CLI::App& app, Context& context) {
  const CalendarText text{context.language};
  auto* calendar = app.add_subcommand(
      "calendar", std::string{text.say("工作日与期限", "Working days and limits")});
  calendar->require_subcommand(1);
  add_due(*calendar, context);
  add_days(*calendar, context);
  add_calendar_import(*calendar, context);
}

}  // namespace duban::cli
