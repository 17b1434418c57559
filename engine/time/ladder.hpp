#pragma once

#include "engine/time/time_rule.hpp"

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duban {

/// How far a rung is from the due date: `30 days before`, `on the day`, `1 working day after`.
struct Offset {
  int amount = 0;  ///< negative before, 0 the day itself, positive after
  bool working_days = false;
  auto operator<=>(const Offset&) const = default;
};

/// The rung at which a window opens; a limit that is no window does not have it.
inline constexpr Offset window_opens{std::numeric_limits<int>::min(), false};

/// `15 days before`, `2 working days before`, `on the day`, `3 working days after`, `1 day after`,
/// `when the window opens`.
[[nodiscard]] Result<Offset> parse_offset(std::string_view text);
/// `5 working days`, `7 days`, `1 week`: how far apart the rungs of `then_every` are.
[[nodiscard]] Result<Offset> parse_interval(std::string_view text);
/// Stored as part of a reminder's key, never to be changed: `open`, `-15d`, `-2w`, `0`, `+3w`,
/// `+1d`.
[[nodiscard]] std::string code_of(Offset offset);

/// A ladder as the regulation profile defines it (domain 2.0, reminder profiles: proposals).
struct Ladder {
  struct Escalation {
    Offset from;                  ///< from this rung on …
    std::vector<std::string> to;  ///< … these roles are told as well
  };
  std::vector<std::string> to;  ///< roles told on every rung
  std::vector<Offset> rungs;    ///< ascending
  /// Repeated after the last rung, without end; at least 1.  Where it is in another unit than the
  /// last rung, it is counted from the due date: the rungs are its multiples after both.
  std::optional<Offset> then_every;
  std::vector<Escalation> escalations;
};

/// An event the clock raises as `system` through the ordinary commit path.
struct Raise {
  Offset at;
  std::string event;
};

/// What rungs are placed around: the last day in time and, for a window, its first day.
struct Term {
  Date due;
  std::optional<Date> opens{};

  Term(Date last_day)
      : due{last_day} {}  // NOLINT(google-explicit-constructor): most have no window
  Term(Date first_day, Date last_day) : due{last_day}, opens{first_day} {}
};

/// One rung on one day.
struct Rung {
  Date day;  ///< becomes due at 00:00 Asia/Shanghai of this day
  Offset offset;
  std::vector<std::string> to;  ///< roles; empty for a rung that only raises an event
  std::string event;            ///< empty unless the rung raises one
};

/// The rungs whose day lies in (after, through], ascending by day, then by offset.  A reminder that
/// would land on a rest day is moved to the previous working day, or, where that would tell people
/// on or before the due date that they are late, or that a window is open which is not, to the
/// next.  A raised event never moves.
[[nodiscard]] std::vector<Rung> rungs_between(const Ladder& ladder,
                                              const std::vector<Raise>& raises,
                                              Term term,
                                              const Calendar& calendar,
                                              Date after,
                                              Date through);

/// The day of the first rung after `after`, or nothing if the ladder has ended.
[[nodiscard]] std::optional<Date> next_rung_day(const Ladder& ladder,
                                                const std::vector<Raise>& raises,
                                                Term term,
                                                const Calendar& calendar,
                                                Date after);

}  // namespace duban
