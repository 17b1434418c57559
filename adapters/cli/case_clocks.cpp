#include "adapters/cli/calendar_text.hpp"
#include "adapters/cli/clock_rows.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/usage.hpp"
#include "adapters/cli/with_register.hpp"
#include "engine/register/clocks.hpp"

namespace duban::cli {

namespace {

namespace json = boost::json;

struct ClockOptions {
  std::string id;
  bool explained = false;
};

/// Tells clock by clock where its due date comes from.
class Explanation {
 public:
  Explanation(OpenRegister& open, const Context& context)
      : open_{open}, context_{context}, text_{context.language} {}

  void tell(const Clock& clock) const {
    const auto& regulation = open_.cases.rulebook().regulation(clock.regulation);
    const auto& calendar = open_.cases.rulebook().calendar(clock.calendar);
    context_.out << '\n'
                 << to_text(clock.id) << "  " << clock_name(clock, context_.words) << "  "
                 << (clock.due ? text_.day(*clock.due) : std::string{"-"}) << '\n';
    context_.tell("  规则：{}；出处：{}", "  Rule: {}; source: {}", clock.rule,
                  source_of(clock, regulation));
    context_.tell("  办理办法：{}，日历：{}", "  Regulation: {}, calendar: {}",
                  regulation.text.name + "@" + clock.regulation.substr(0, 8),
                  calendar.name() + "@" + clock.calendar.substr(0, 8));
    if (clock.generation > 1)
      context_.tell("  期限改过 {} 次", "  The date has been changed {} times",
                    clock.generation - 1);
    tell_count(clock, regulation, calendar);
    if (clock.due && !calendar.is_workday(*clock.due))
      context_.out << "  " << text_.rest_day(*clock.due, calendar) << '\n';
    context_.out << "  " << due_text(clock, open_, context_) << '\n';
  }

 private:
  void tell_count(const Clock& clock,
                  const Regulation& regulation,
                  const Calendar& calendar) const {
    if (!clock.due) {
      context_.tell("  起算日不明（导入时缺少），不推算到期日",
                    "  The day it counts from is unknown (import), so no date is guessed");
      return;
    }
    if (!clock.anchor) {
      context_.tell("  由决定确定的日期，不按规则推算",
                    "  A date set by decision, not counted by a rule");
      return;
    }
    context_.tell("  起算日：{}", "  Counted from: {}", text_.day(*clock.anchor));
    const auto& rule = regulation.limit(clock.limit).rule;
    for (const auto& step : duban::explain(clock, regulation, calendar))
      context_.out << "    " << text_.step(step, rule);
  }

  OpenRegister& open_;
  const Context& context_;
  CalendarText text_;
};

Result<void> tell(const ClockOptions& options, OpenRegister& open, const Context& context) {
  const auto id = CaseId::parse(options.id);
  if (!id) return id.error();
  const auto family = open.store.load(*id);
  if (!family) return family.error();
  const auto clocks = clocks_of(*family, *id);
  const Explanation explanation{open, context};
  if (context.json) {
    json::array all;
    for (const auto& clock : clocks)
      all.push_back(
          options.explained
              ? explained_clock_view(clock, open.cases.rulebook(), context.words, open.today())
              : clock_view(clock, open.cases.rulebook(), context.words, open.today()));
    context.answer(all);
    return {};
  }
  if (clocks.empty()) {
    context.tell("{} 没有期限", "{} has no clocks", to_text(*id));
    return {};
  }
  clock_table(clocks, open, context).print(context.out);
  if (options.explained)
    for (const auto& clock : clocks) explanation.tell(clock);
  return {};
}

}  // namespace

void add_case_clocks(CLI::App& cases, Context& context) {
  const auto options = std::make_shared<ClockOptions>();
  auto* clocks =
      cases.add_subcommand("clocks", context.say("期限：到期日、剩余天数、逐日说明",
                                                 "Its clocks: due dates, time left, day by day"));
  clocks
      ->add_option("id", options->id,
                   context.say("事项编号，如 12 或 12.1", "the case, 12 or 12.1"))
      ->required();
  clocks->add_flag("--explain", options->explained,
                   context.say("逐日说明每一天为何计入或者跳过，出自哪一条",
                               "why each day counts or not, and by which article"));
  clocks->footer(examples(context, {"duban case clocks 12 --explain"}));
  clocks->callback([options, &context] {
    with_register(context, [&](OpenRegister& open) { return tell(*options, open, context); });
  });
}

}  // namespace duban::cli
