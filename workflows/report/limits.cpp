#include "workflows/report/limits.hpp"

#include "engine/register/clocks.hpp"

namespace duban::report {

void run_submission_clock(Change<Facts>& change) {
  const auto& facts = change.facts;
  if (facts.due_on) return change.start_agreed("submission", facts.limit, *facts.due_on);
  change.start("submission", facts.limit, facts.anchored_on);
}

std::optional<Date> opening_day(const Situation& at) {
  const auto* clock = at.running_clock("submission");
  if (!clock || !clock->due) return std::nullopt;
  for (const auto& raise : at.regulation.limit(clock->limit).raises)
    if (raise.event == "open_window")
      return next_rung_day({}, {raise}, term_of(*clock, at.regulation), at.calendar, {});
  return std::nullopt;
}

namespace {
Date a_year_before(Date day) {
  const auto before = std::chrono::year_month_day{day} - std::chrono::years{1};
  return before.ok() ? Date{before} : Date{before.year() / before.month() / std::chrono::last};
}
}  // namespace

std::optional<Date> earliest_submission(const Situation& at, const Facts& facts) {
  if (const auto opening = opening_day(at)) return opening;
  if (facts.occasion == Occasion::event) return facts.anchored_on;
  if (facts.occasion != Occasion::yearly) return facts.planned_on;
  const auto* clock = at.running_clock("submission");
  return clock && clock->due ? std::optional{a_year_before(*clock->due)} : std::nullopt;
}

}  // namespace duban::report
