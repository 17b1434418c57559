#include "engine/time/time_rule.hpp"

#include <algorithm>

namespace duban {

namespace {

using namespace std::chrono;

/// Same day of the target month or, where it has none, its last (Civil Code art. 202).
Date add_months(Date anchor, months count) {
  const year_month_day from{anchor};
  const auto to = from + count;
  return to.ok() ? Date{to} : Date{to.year() / to.month() / last};
}

Date nominal_of_span(Date anchor, const TimeRule& rule, const Calendar& calendar) {
  const int amount = rule.before ? -rule.amount : rule.amount;
  switch (rule.unit) {
    case TimeRule::Unit::day:
      return anchor + days{amount};
    case TimeRule::Unit::working_day:
      return calendar.add_workdays(anchor, amount);
    case TimeRule::Unit::month:
      return add_months(anchor, months{amount});
    case TimeRule::Unit::year:
      return add_months(anchor, months{12 * amount});
  }
  return anchor;
}

Date next_of(month_day date, Date anchor) {
  for (auto y = year_month_day{anchor}.year();; ++y) {
    const year_month_day candidate{y, date.month(), date.day()};
    if (candidate.ok() && Date{candidate} > anchor) return Date{candidate};
  }
}

Date next_end_of(month month, Date anchor) {
  const auto y = year_month_day{anchor}.year();
  const Date end{y / month / last};
  return end > anchor ? end : Date{(y + years{1}) / month / last};
}

Date nominal_of(Date anchor, const TimeRule& rule, const Calendar& calendar) {
  switch (rule.kind) {
    case TimeRule::Kind::span:
      return nominal_of_span(anchor, rule, calendar);
    case TimeRule::Kind::until:
      return next_of(rule.date, anchor);
    case TimeRule::Kind::window:
      return next_end_of(rule.date.month(), anchor);
  }
  return anchor;
}

Date rolled(Date date, TimeRule::Roll roll, const Calendar& calendar) {
  switch (roll) {
    case TimeRule::Roll::none:
      return date;
    case TimeRule::Roll::forward:
      return calendar.next_workday(date);
    case TimeRule::Roll::backward:
      return calendar.previous_workday(date);
  }
  return date;
}

bool knows_all_years(const Calendar& calendar, Date first, Date last) {
  const auto end = year_month_day{last}.year();
  for (auto y = year_month_day{first}.year(); y <= end; ++y) {
    if (!calendar.is_known(y)) return false;
  }
  return true;
}

}  // namespace

Limit limit_from(Date anchor, const TimeRule& rule, const Calendar& calendar) {
  const Date nominal = nominal_of(anchor, rule, calendar);
  const Date due = rolled(nominal, rule.roll, calendar);

  // Only a count of working days looks at the days between the anchor and the nominal day.
  const bool looks_at_each =
      rule.kind == TimeRule::Kind::span && rule.unit == TimeRule::Unit::working_day;
  const Date counted_first = rule.before ? anchor - one_day : anchor + one_day;
  const auto [first, last] = std::minmax({looks_at_each ? counted_first : nominal, nominal, due});
  return Limit{nominal, due, !knows_all_years(calendar, first, last)};
}

}  // namespace duban
