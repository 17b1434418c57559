#include "adapters/cli/clock_rows.hpp"

#include "adapters/cli/moments.hpp"

namespace duban::cli {

namespace {

/// A right that ends with its day: who lets it pass accepts, and is not late.
bool lapses(const Clock& clock) {
  return clock.kind == "objection";
}

std::string ended_text(const Clock& clock, const Calendar& calendar, const Context& context) {
  if (clock.has_ended) return context.say("已结束，日期不明", "ended, the day is unknown");
  auto text = context.say("已于 {} 结束", "ended on {}", to_text(*clock.ended_on));
  if (!clock.due || *clock.ended_on <= *clock.due) return text;
  if (lapses(clock)) return context.say("已届满", "ran out");
  return text +
         context.say("，超期 {}", ", late by {}",
                     days_text((*clock.ended_on - *clock.due).count(),
                               calendar.workdays_between(*clock.due, *clock.ended_on), context));
}

}  // namespace

std::string due_text(const Clock& clock, OpenRegister& open, const Context& context) {
  const auto& calendar = open.cases.rulebook().calendar(clock.calendar);
  if (!clock.running()) return ended_text(clock, calendar, context);
  if (!clock.due) return context.say("期限不明", "limit unknown");
  if (lapses(clock) && open.today() > *clock.due) return context.say("已届满", "ran out");
  auto text = time_left(open.today(), *clock.due, calendar, context);
  if (clock.provisional) text += context.say("，暂定", ", provisional");
  return text;
}

TextTable clock_table(const std::vector<Clock>& clocks,
                      OpenRegister& open,
                      const Context& context) {
  TextTable table{{context.say("事项", "Case"), context.say("期限", "Limit"),
                   context.say("到期日", "Due"), context.say("情况", "How it stands")}};
  for (const auto& clock : clocks)
    table.add({to_text(clock.id), clock_name(clock, context.words),
               clock.due ? to_text(*clock.due) : "-", due_text(clock, open, context)});
  return table;
}

}  // namespace duban::cli
