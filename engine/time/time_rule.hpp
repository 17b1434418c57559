#pragma once

#include "engine/time/calendar.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace duban {

/// How long a limit is: `3 months`, `1 year`, `10 working days`, `5 days`, `2 weeks`, `until
/// 06-30`, `window 07`, `20 days before`, `10 working days before`.  Singular and plural are both
/// taken.
struct TimeRule {
  enum class Kind { span, until, window };
  enum class Unit { day, working_day, month, year };
  /// What happens when the last day is a rest day.
  enum class Roll { none, forward, backward };

  Kind kind = Kind::span;
  Unit unit = Unit::day;
  int amount = 0;       ///< span only; at least 1, at most 9999 days, 1200 months or 100 years
  bool before = false;  ///< span only: counted backward from the anchor
  std::chrono::month_day date{};  ///< until: that day; window: the month, day ignored
  Roll roll = Roll::none;

  bool operator==(const TimeRule&) const = default;
};

/// Reads a rule; weeks become days.  Roll is forward for spans (Civil Code art. 203), backward for
/// spans before an anchor (rolling forward would break them), none for `until` and `window`
/// (domain: WC11, WC45).
[[nodiscard]] Result<TimeRule> parse_time_rule(std::string_view text);
[[nodiscard]] std::string to_text(const TimeRule& rule);

/// When a limit ends and how sure that is.
struct Limit {
  Date nominal;              ///< before any roll
  Date due;                  ///< the last day on which the act is in time
  bool provisional = false;  ///< rests on a day of a year without a notice, or falls into one
  bool operator==(const Limit&) const = default;
};

/// Counts as the Civil Code does (art. 200–203): the anchor's own day is not counted; months and
/// years end on the same day of the target month or, where it has none, on its last; then the roll.
/// `until` and `window` mean the first such day, the last day of the first such month, after
/// anchor.
[[nodiscard]] Limit limit_from(Date anchor, const TimeRule& rule, const Calendar& calendar);

/// One step of the count, for people: 「第 1 个工作日」, 「跳过：国庆节」 …
struct CountedDay {
  Date date;
  int number = 0;    ///< 0: skipped or passed over, otherwise the how-many-eth counted day
  std::string why;   ///< for programs, one of the words of explain()
  std::string name;  ///< the notice's name of the day, if it has one
  bool operator==(const CountedDay&) const = default;
};

/// The same count told day by day.  Begins with `anchor` and ends with `due`, the date that
/// limit_from gives; before it stands `provisional` with the first day no notice covers, if any.
/// In between, working days:  every day as `counted`, `makeup_workday`, `weekend` or `holiday`;
/// any other rule:  each `day`, `month` or `year` that is over, `nominal`, `clamped` if its month
///                  has no such day, and `rolled` for every rest day the limit was moved over.
[[nodiscard]] std::vector<CountedDay> explain(Date anchor,
                                              const TimeRule& rule,
                                              const Calendar& calendar);

}  // namespace duban
