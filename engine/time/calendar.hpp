#pragma once

#include "engine/time/instant.hpp"

#include <set>
#include <string>
#include <vector>

namespace duban {

/// One line of a yearly notice: a day off, or a make-up workday (调休).
struct CalendarDay {
  Date date;
  std::string name;  ///< 春节, 国庆节 … as the notice calls it
  bool is_workday = false;
  auto operator<=>(const CalendarDay&) const = default;
};

/// Monday to Friday, whatever a notice says of the day.
[[nodiscard]] bool is_weekday(Date date);

/// Which days are worked.  A day that no notice names is worked from Monday to Friday.  A year is
/// known when a notice names at least one of its days; in any other year dates are *provisional*.
///
/// A value: cheap to move, compared and stored by its content.  Sources: the State Council's yearly
/// notice; ethnic areas set their own holidays (全国年节及纪念日放假办法 art. 4) as an overlay.
class Calendar {
 public:
  Calendar() = default;
  /// Two lines for one day are refused (bad_input, path = the date).
  [[nodiscard]] static Result<Calendar> from_days(std::string name, std::vector<CalendarDay> days);

  /// This calendar with the days of `local` put over it, under the name of `local`; known years
  /// stay those of this calendar.
  [[nodiscard]] Calendar with_overlay(const Calendar& local) const;

  /// This calendar with the days of a new notice.  Days of a year that was known are amended; in a
  /// year that becomes known, days that are there already are a place's own and stay.
  [[nodiscard]] Calendar with_notice(const Calendar& notice) const;
  /// This calendar with other days in place of its own; known years stay.
  [[nodiscard]] Calendar with_days(const Calendar& other) const;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] bool is_workday(Date date) const;
  [[nodiscard]] bool is_known(std::chrono::year year) const { return years_.contains(year); }
  /// What the notice says of the day, or nothing if it does not name it.
  [[nodiscard]] const CalendarDay* notice_for(Date date) const;
  /// The first workday on or after / on or before `date`.
  [[nodiscard]] Date next_workday(Date date) const;
  [[nodiscard]] Date previous_workday(Date date) const;
  /// The day `count` working days after `date` (before it if negative); `date` itself not counted.
  [[nodiscard]] Date add_workdays(Date date, int count) const;
  /// Working days in (from, to]; negative if `to` is earlier.
  [[nodiscard]] int workdays_between(Date from, Date to) const;

  /// The years that have a notice; with_known_years says so of a calendar read from where it is
  /// kept.
  [[nodiscard]] const std::set<std::chrono::year>& known_years() const { return years_; }
  [[nodiscard]] Calendar with_known_years(std::set<std::chrono::year> years) && {
    years_ = std::move(years);
    return std::move(*this);
  }

  /// Every day that the notices name, ascending.
  [[nodiscard]] const std::vector<CalendarDay>& days() const { return days_; }

  bool operator==(const Calendar&) const = default;

 private:
  Calendar(std::string name, std::vector<CalendarDay> days, std::set<std::chrono::year> years);
  [[nodiscard]] int workdays_through(Date date) const;

  std::string name_;
  std::vector<CalendarDay> days_;
  /// By how many workdays days_[0 … i] differ from plain weeks: counts need no walk over the days.
  std::vector<int> moved_through_;
  std::set<std::chrono::year> years_;
};

}  // namespace duban
