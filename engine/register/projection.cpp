#include "engine/register/projection.hpp"

#include "engine/machine/authority.hpp"
#include "engine/register/clocks.hpp"
#include "engine/register/decision.hpp"
#include "engine/register/event_body.hpp"

#include <algorithm>
#include <set>

namespace duban {

std::optional<Clock> projected(const Clock& running,
                               std::optional<Date> anchor,
                               const Rules& rules,
                               Date today) {
  if (!rules.regulation.limits.contains(running.limit)) return std::nullopt;
  // Where the other rules count from a day that nobody knows, the day known so far stays.
  if (!anchor) anchor = running.anchor;
  StartClock start{running.kind, running.number, running.limit, anchor, {}, false};
  if (running.due && !running.anchor)
    start = {.kind = running.kind,
             .number = running.number,
             .limit = running.limit,
             .anchor = {},
             .agreed = running.due};
  auto clock = clock_from(running.id, start, rules, today, true);
  if (was_announced_later(running, clock)) {
    clock.computed = clock.due;
    clock.due = running.due;
  }
  clock.generation = running.generation;
  clock.reminded_through = running.reminded_through;
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

/// How far reminders are settled.  One that was told is not told again because its day has moved;
/// but what was told of a limit that seemed over is no news of one that is not.
Date settled_through(const Clock& clock, const Rules& now, const Clock& then, const Rules& rules) {
  auto through = clock.reminded_through;
  if (!clock.due || (clock.due != then.due && through >= *clock.due)) return through;
  constexpr std::chrono::days longest_ladder{400}, ahead{60};
  std::set<std::string> told;
  for (const auto& rung :
       rungs_between(now.regulation.ladder_of(clock.limit), {}, term_of(clock, now.regulation),
                     now.calendar, *clock.due - longest_ladder, through))
    told.insert(code_of(rung.offset));
  for (const auto& rung :
       rungs_between(rules.regulation.ladder_of(then.limit), {}, term_of(then, rules.regulation),
                     rules.calendar, through, through + ahead)) {
    // Of two on one day the one that was not told decides.
    if (!told.contains(code_of(rung.offset)))
      return std::min(through, rung.day - std::chrono::days{1});
    through = rung.day;
  }
  return through;
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

std::vector<Projection> to_project(const Family& family,
                                   const Catalogue& catalogue,
                                   Rulebook& rulebook,
                                   const Rules& rules,
                                   Date today) {
  std::vector<Projection> moving;
  for (const auto& clock : family.clocks) {
    if (!clock.running() || !rules.regulation.limits.contains(clock.limit)) continue;
    const auto& self = *family.find(clock.id);
    const auto anchor = catalogue.at(self.workflow).anchor(clock, self, rules.regulation);
    const auto then = projected(clock, anchor, rules, today);
    if (!then) continue;
    const auto now = rulebook.rules(clock.regulation, clock.calendar);
    if (clock.regulation != then->regulation || differs(clock, *then) ||
        coming_days(clock, now, today) != coming_days(*then, rules, today))
      moving.push_back({&clock, settled_through(clock, now, *then, rules)});
  }
  return moving;
}

std::optional<Projection> to_go_on(const Clock& running,
                                   const Family& family,
                                   const Catalogue& catalogue,
                                   Rulebook& rulebook,
                                   const Rules& rules,
                                   Date today) {
  const auto& self = *family.find(running.id);
  const auto anchor = catalogue.at(self.workflow).anchor(running, self, rules.regulation);
  const auto then = projected(running, anchor, rules, today);
  if (!then) return std::nullopt;
  const auto now = rulebook.rules(running.regulation, running.calendar);
  return Projection{&running, settled_through(running, now, *then, rules)};
}

boost::json::array clocks_named(const std::vector<Projection>& clocks) {
  boost::json::array named;
  for (const auto& [clock, settled] : clocks)
    named.push_back({{"case", clock->id.stored()},
                     {"kind", clock->kind},
                     {"number", clock->number},
                     {"reminded_through", to_text(settled)}});
  return named;
}

Command projection(const Family& family,
                   std::string_view cause,
                   const std::vector<Projection>& clocks) {
  Command command;
  command.id = family.root().id;
  command.event = projection_event;
  command.data = boost::json::object{{"cause", cause}, {"clocks", clocks_named(clocks)}};
  command.actor = system_actor();
  return command;
}

Result<void> check_projection(const Family& family, const Actor& actor, const Rules& rules) {
  const auto& roles = rules.regulation.roles_with(projection_authority);
  const bool may = actor.is_system || std::ranges::any_of(roles, [&](const auto& role) {
                     return actor.has_role(role);
                   });
  if (!may) return only_for(projection_authority, roles);
  for (const auto& clock : family.clocks)
    if (clock.running() && !rules.regulation.limits.contains(clock.limit))
      return Error{
          Problem::conflict, "regulation",
          "has no limit " + clock.limit + ", by which case " + to_text(clock.id) + " runs"};
  return {};
}

Clock carried_out(const Clock& running,
                  const boost::json::object& asked,
                  std::optional<Date> anchor,
                  const Rules& rules,
                  Date today) {
  auto moved = projected(running, anchor, rules, today).value();
  moved.reminded_through =
      parse_date(std::string_view{asked.at("reminded_through").as_string()}).value();
  moved.next_at = next_rung_at(moved, rules.regulation, rules.calendar);
  ++moved.generation;
  return moved;
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

Result<void> Draft::Decision::project() {
  if (auto may = check_projection(family_, command_.actor, rules_); !may) return may;
  for (const auto& kase : family_.cases) project(kase);
  family_.cases.front().regulation = rules_.regulation.edition;
  return {};
}

void Draft::Decision::project(const Case& kase) {
  json::array told;
  for (const auto& named : command_.data.at("clocks").as_array())
    if (named.at("case").to_number<std::int64_t>() == kase.id.stored())
      move_clock(kase, named.as_object(), told);
  if (told.empty() && !kase.id.is_root()) return;
  const Pending pending{kase.id, command_.event, command_.data, !kase.id.is_root()};
  const bool by_count = command_.data.at("cause").as_string() == by_calendar;
  append_event(pending, kase.id, kase.state,
               Step{kase.state, by_count ? "民法典 200–203" : "办理办法", {}, {}}, std::move(told));
}

void Draft::Decision::move_clock(const Case& kase, const json::object& named, json::array& told) {
  auto* running = family_.find_clock(kase.id, std::string_view{named.at("kind").as_string()},
                                     named.at("number").to_number<int>());
  if (!running || !running->running()) return;
  const auto anchor = draft_.catalogue_.at(kase.workflow).anchor(*running, kase, rules_.regulation);
  auto moved = carried_out(*running, named, anchor, rules_, today_);
  const bool has_new_day = moved.due != running->due;
  const bool is_pulled_in = moved.computed && moved.computed != running->computed &&
                            !rules_.regulation.ladder_of(moved.limit).to.empty();
  *running = std::move(moved);
  note_change(*running);
  auto start = effect_of_start(*running);
  start.at("start").as_object().emplace("reminded_through", to_text(running->reminded_through));
  told.push_back(std::move(start));
  if (has_new_day) announce(*running, told);
  if (is_pulled_in)
    add_notice(kase.id, "officer", "clock.pulled_in",
               {{"kind", running->kind},
                {"due", to_text(*running->due)},
                {"computed", to_text(*running->computed)}},
               told);
}

}  // namespace duban
