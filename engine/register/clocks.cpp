#include "engine/register/clocks.hpp"

#include <algorithm>

namespace duban {

namespace {

const std::vector<Raise> no_raises;
const Ladder no_ladder;

void set_due(Clock& clock, const StartClock& start, const Rules& rules) {
  if (start.agreed) {
    clock.rule = "on " + to_text(*start.agreed);
    clock.nominal = clock.due = start.agreed;
    clock.provisional = !rules.calendar.is_known(std::chrono::year_month_day{*start.agreed}.year());
    return;
  }
  const auto& limit = rules.regulation.limit(start.limit);
  clock.rule = to_text(limit.rule);
  if (!start.anchor) return;
  const auto due = limit_from(*start.anchor, limit.rule, rules.calendar);
  clock.nominal = due.nominal;
  clock.due = due.due;
  clock.provisional = due.provisional;
}

}  // namespace

Clock clock_from(
    CaseId id, const StartClock& start, const Rules& rules, Date today, bool raise_past) {
  Clock clock;
  clock.id = id;
  clock.kind = start.kind;
  clock.number = start.number;
  clock.limit = start.limit;
  clock.anchor = start.anchor;
  clock.regulation = rules.regulation.edition;
  clock.calendar = rules.calendar_edition;
  clock.reminded_through = today;
  clock.raised_through = raise_past && clock.anchor ? *clock.anchor : today;
  set_due(clock, start, rules);
  if (raise_past && clock.due) clock.raised_through = std::min(today, *clock.due);
  clock.next_at = next_rung_at(clock, rules.regulation, rules.calendar);
  return clock;
}

bool was_announced_later(const Clock& announced, const Clock& computed) {
  return announced.due && computed.due && *computed.due < *announced.due;
}

// A date set by decision has no anchor, and no window either.
Term term_of(const Clock& clock, const Regulation& regulation) {
  if (!clock.anchor || regulation.limit(clock.limit).rule.kind != TimeRule::Kind::window)
    return *clock.due;
  const std::chrono::year_month_day last{*clock.nominal};
  return {Date{last.year() / last.month() / 1}, *clock.due};
}

std::optional<Instant> next_rung_at(const Clock& clock,
                                    const Regulation& regulation,
                                    const Calendar& calendar) {
  if (!clock.running() || !clock.due) return std::nullopt;
  const auto& ladder = regulation.ladder_of(clock.limit);
  const auto& raises = regulation.limit(clock.limit).raises;
  const auto term = term_of(clock, regulation);
  const auto reminder = next_rung_day(ladder, no_raises, term, calendar, clock.reminded_through);
  const auto event = next_rung_day(no_ladder, raises, term, calendar, clock.raised_through);
  if (!reminder && !event) return std::nullopt;
  if (!reminder) return start_of(*event);
  if (!event) return start_of(*reminder);
  return start_of(std::min(*reminder, *event));
}

bool falls_due_by(const ChangeSet& set, Instant moment) {
  return std::ranges::any_of(
      set.clocks, [&](const Clock& clock) { return clock.next_at && *clock.next_at <= moment; });
}

std::vector<CountedDay> explain(const Clock& clock,
                                const Regulation& regulation,
                                const Calendar& calendar) {
  if (!clock.due) return {};
  if (!clock.anchor) return {{*clock.due, 0, "agreed", ""}};
  return explain(*clock.anchor, regulation.limit(clock.limit).rule, calendar);
}

}  // namespace duban
