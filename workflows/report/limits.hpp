#pragma once

#include "engine/machine/change.hpp"
#include "workflows/report/facts.hpp"

/// From when and until when a report can be handed in.
namespace duban::report {

/// (Re)starts the submission clock as the facts say.
void run_submission_clock(Change<Facts>& change);

/// The day on which the submission clock opens the window; nothing if it never has to.
[[nodiscard]] std::optional<Date> opening_day(const Situation& at);

/// The day before which this report cannot have been handed in: its window opens, what it reports
/// on ends, it is asked for, or last year's was due.  Nothing if nobody knows it.
[[nodiscard]] std::optional<Date> earliest_submission(const Situation& at, const Facts& facts);

}  // namespace duban::report
