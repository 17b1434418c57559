#pragma once

#include "engine/register/draft.hpp"

namespace duban {

/// Computes due date and next rung of a clock by a limit of the profile, or to an agreed day.
/// `today`: rungs up to this day are past and are not sent; with `raise_past` events of past rungs
/// are still raised.
[[nodiscard]] Clock clock_from(
    CaseId id, const StartClock& start, const Rules& rules, Date today, bool raise_past);

/// Whether people were told a later day than is computed now: it stays (domain 2.0, pulled-in
/// deadline).
[[nodiscard]] bool was_announced_later(const Clock& announced, const Clock& computed);

/// The days its rungs are placed around.  The clock has a due date.
[[nodiscard]] Term term_of(const Clock& clock, const Regulation& regulation);

/// The next rung of a running clock after what is settled; nothing if there is none.
[[nodiscard]] std::optional<Instant> next_rung_at(const Clock& clock,
                                                  const Regulation& regulation,
                                                  const Calendar& calendar);

/// Whether a change set starts or moves a clock that has a rung at or before `moment`.
[[nodiscard]] bool falls_due_by(const ChangeSet& set, Instant moment);

/// Day by day, why the clock is due when it is; empty if its limit is unknown.
[[nodiscard]] std::vector<CountedDay> explain(const Clock& clock,
                                              const Regulation& regulation,
                                              const Calendar& calendar);

}  // namespace duban
