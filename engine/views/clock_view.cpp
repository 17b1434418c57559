#include "engine/views/clock_view.hpp"

#include "engine/register/clocks.hpp"
#include "engine/words/rule_words.hpp"

#include <algorithm>
#include <tuple>

namespace duban {

namespace json = boost::json;

std::vector<Clock> clocks_of(const Family& family, CaseId id) {
  std::vector<Clock> clocks;
  std::ranges::copy_if(family.clocks, std::back_inserter(clocks),
                       [&](const Clock& clock) { return id.is_root() || clock.id == id; });
  std::ranges::stable_sort(clocks, {}, [](const Clock& clock) {
    return std::tuple{!clock.running(), clock.due.value_or(Date::max()), clock.id};
  });
  return clocks;
}

namespace {

ClockView seen(const Clock& clock, Rulebook& rulebook, const Words& words, Date today) {
  const auto& regulation = rulebook.regulation(clock.regulation);
  ClockView view;
  view.case_ = to_text(clock.id);
  view.kind = clock.kind;
  view.number = clock.number;
  view.generation = clock.generation;
  view.limit = clock.limit;
  view.rule = clock.rule;
  view.anchor = clock.anchor;
  view.nominal = clock.nominal;
  view.due = clock.due;
  view.provisional = clock.provisional;
  view.running = clock.running();
  view.ended_on = clock.ended_on;
  view.label = clock_name(clock, words);
  view.rule_label = rule_in_words(clock.rule, words);
  view.source = source_of(clock, regulation);
  view.regulation_title = regulation.text.title;
  if (clock.next_at) view.next_at = to_local_text(*clock.next_at);
  if (!clock.due || !clock.running()) return view;
  view.days_left = (*clock.due - today).count();
  view.working_days_left = rulebook.calendar(clock.calendar).workdays_between(today, *clock.due);
  view.overdue = today > *clock.due;
  return view;
}

}  // namespace

json::object clock_view(const Clock& clock, Rulebook& rulebook, const Words& words, Date today) {
  return whole(seen(clock, rulebook, words, today));
}

json::object explained_clock_view(const Clock& clock,
                                  Rulebook& rulebook,
                                  const Words& words,
                                  Date today) {
  const auto& regulation = rulebook.regulation(clock.regulation);
  const auto& calendar = rulebook.calendar(clock.calendar);
  ExplainedClock view{
      {seen(clock, rulebook, words, today)}, clock.regulation, clock.calendar, {}, {}};
  if (clock.due && !calendar.is_workday(*clock.due))
    view.last_workday = calendar.previous_workday(*clock.due);
  view.days = explain(clock, regulation, calendar);
  return whole(view);
}

std::string clock_name(const Clock& clock, const Words& words) {
  auto name = words.clock(clock.kind);
  return clock.number == 0 ? name : name + " " + std::to_string(clock.number);
}

std::string source_of(const Clock& clock, const Regulation& regulation) {
  const auto limit = regulation.limits.find(clock.limit);
  return limit == regulation.limits.end() ? std::string{"-"} : limit->second.source;
}

}  // namespace duban
