#include "adapters/cli/clock_rows.hpp"

#include "adapters/cli/moments.hpp"

#include <algorithm>
#include <tuple>

namespace duban::cli {

namespace {

namespace json = boost::json;

json::value day(const std::optional<Date>& date) {
  return date ? json::value(to_text(*date)) : json::value{};
}

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

std::vector<Clock> clocks_of(const Family& family, CaseId id) {
  std::vector<Clock> clocks;
  std::ranges::copy_if(family.clocks, std::back_inserter(clocks),
                       [&](const Clock& clock) { return id.is_root() || clock.id == id; });
  std::ranges::stable_sort(clocks, {}, [](const Clock& clock) {
    return std::tuple{!clock.running(), clock.due.value_or(Date::max()), clock.id};
  });
  return clocks;
}

std::string clock_name(const Clock& clock, const Words& words) {
  auto name = words.clock(clock.kind);
  return clock.number == 0 ? name : name + " " + std::to_string(clock.number);
}

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

json::object to_json(const Clock& clock, OpenRegister& open) {
  json::object object{
      {"case", to_text(clock.id)},
      {"kind", clock.kind},
      {"number", clock.number},
      {"generation", clock.generation},
      {"limit", clock.limit},
      {"rule", clock.rule},
      {"anchor", day(clock.anchor)},
      {"nominal", day(clock.nominal)},
      {"due", day(clock.due)},
      {"provisional", clock.provisional},
      {"running", clock.running()},
      {"ended_on", day(clock.ended_on)},
      {"next_at", clock.next_at ? json::value(to_local_text(*clock.next_at)) : json::value{}}};
  if (!clock.due || !clock.running()) return object;
  const auto today = open.today();
  object["days_left"] = (*clock.due - today).count();
  object["working_days_left"] =
      open.cases.rulebook().calendar(clock.calendar).workdays_between(today, *clock.due);
  object["overdue"] = today > *clock.due;
  return object;
}

}  // namespace duban::cli
