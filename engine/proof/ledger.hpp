#pragma once

#include "engine/register/rulebook.hpp"

#include <map>
#include <span>
#include <string>
#include <tuple>

namespace duban {

/// On which day the present generation of each clock was started, read from the history.
class ClockStarts {
 public:
  void note(CaseId id, const boost::json::object& body, Instant recorded_at);
  [[nodiscard]] Date day_of(const Clock& clock) const;

 private:
  std::map<std::tuple<CaseId, std::string, int>, Date> days_;
};

// Each returns one sentence, or nothing where all is well.

/// The clock in the register against the one the history makes, and its next rung against its
/// ladder; it may have been postponed, but by no more than what is left of that at `now`.
[[nodiscard]] std::string clock_difference(const Clock& stored,
                                           const Clock& folded,
                                           Rulebook& rulebook,
                                           Instant now);

/// Every rung that is settled stands in the ledger, and nothing else does.
[[nodiscard]] std::string reminder_difference(const Clock& clock,
                                              Date started_on,
                                              std::span<const Reminder> reminders,
                                              Rulebook& rulebook);

/// A reminder of a clock or generation that never was.
[[nodiscard]] std::string stray_reminder(const Reminder& reminder, const Family& folded);

}  // namespace duban
