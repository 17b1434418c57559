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

}  // namespace duban::report
