#include "engine/register/projection.hpp"

#include "engine/register/clocks.hpp"

#include <algorithm>

namespace duban {

std::optional<Clock> projected(const Clock& running,
                               std::optional<Date> anchor,
                               std::string_view cause,
                               const Rules& rules,
                               Date today) {
  if (!rules.regulation.limits.contains(running.limit)) return std::nullopt;
  StartClock start{running.kind, running.number, running.limit, anchor, {}, false};
  if (running.due && !running.anchor)
    start = {.kind = running.kind,
             .number = running.number,
             .limit = running.limit,
             .anchor = {},
             .agreed = running.due};
  auto clock = clock_from(running.id, start, rules, today, true);
  const bool is_same_rule = clock.rule == running.rule && anchor == running.anchor;
  const bool holds = cause == by_calendar || is_same_rule;
  if (holds && running.due && clock.due && *clock.due < *running.due) {
    clock.computed = clock.due;
    clock.due = running.due;
    clock.provisional = false;
  }
  clock.generation = running.generation;
  clock.raised_through = running.raised_through;
  clock.next_at = next_rung_at(clock, rules.regulation, rules.calendar);
  return clock;
}

namespace {

/// Whatever a person could notice of it.
bool differs(const Clock& now, const Clock& then) {
  return now.due != then.due || now.nominal != then.nominal || now.computed != then.computed ||
         now.provisional != then.provisional || now.anchor != then.anchor || now.rule != then.rule;
}

/// The coming rungs, as far as anybody plans ahead.
std::vector<Date> coming_days(const Clock& clock, const Rules& rules, Date today) {
  std::vector<Date> days;
  if (!clock.due) return days;
  constexpr std::chrono::days overdue{60};
  const auto& ladder = rules.regulation.ladder_of(clock.limit);
  for (const auto& rung : rungs_between(ladder, rules.regulation.limit(clock.limit).raises,
                                        term_of(clock, rules.regulation), rules.calendar, today,
                                        std::max(*clock.due, today) + overdue))
    days.push_back(rung.day);
  return days;
}

}  // namespace

std::vector<const Clock*> to_project(const Family& family,
                                     const Catalogue& catalogue,
                                     Rulebook& rulebook,
                                     std::string_view cause,
                                     const Rules& rules,
                                     Date today) {
  std::vector<const Clock*> moving;
  for (const auto& clock : family.clocks) {
    if (!clock.running()) continue;
    const auto& self = *family.find(clock.id);
    const auto anchor = catalogue.at(self.workflow).anchor(clock, self, rules.regulation);
    const auto then = projected(clock, anchor, cause, rules, today);
    if (!then) continue;
    const auto now = rulebook.rules(clock.regulation, clock.calendar);
    if (clock.regulation != then->regulation || differs(clock, *then) ||
        coming_days(clock, now, today) != coming_days(*then, rules, today))
      moving.push_back(&clock);
  }
  return moving;
}

Command projection(const Family& family,
                   std::string_view cause,
                   const std::vector<const Clock*>& clocks) {
  boost::json::array named;
  for (const auto* clock : clocks)
    named.push_back(
        {{"case", clock->id.stored()}, {"kind", clock->kind}, {"number", clock->number}});
  Command command;
  command.id = family.root().id;
  command.event = projection_event;
  command.data = boost::json::object{{"cause", cause}, {"clocks", std::move(named)}};
  command.actor = system_actor();
  return command;
}

std::vector<ClockMove> moves_between(const Family& before, const Family& after) {
  std::vector<ClockMove> moves;
  for (const auto& clock : before.clocks) {
    const auto* then = after.find_clock(clock.id, clock.kind, clock.number);
    if (clock.running() && then && then->running() && differs(clock, *then))
      moves.push_back({clock, *then});
  }
  return moves;
}

}  // namespace duban
