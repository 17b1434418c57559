#include "engine/time/calendar.hpp"

#include <algorithm>
#include <iterator>

namespace duban {

namespace {

using namespace std::chrono;

/// Mondays to Fridays up to and including `date`, from a Sunday long ago.
int weekdays_through(Date date) {
  constexpr Date sunday{year{1899} / 12 / 31};
  const int day = static_cast<int>((date - sunday).count());
  const int week = day >= 0 ? day / 7 : (day - 6) / 7;
  return week * 5 + std::min(day - week * 7, 5);
}

bool earlier(const CalendarDay& a, const CalendarDay& b) {
  return a.date < b.date;
}

}  // namespace

bool is_weekday(Date date) {
  const auto day = weekday{date}.iso_encoding();
  return day <= 5;
}

Calendar::Calendar(std::string name, std::vector<CalendarDay> days, std::set<year> years)
    : name_{std::move(name)}, days_{std::move(days)}, years_{std::move(years)} {
  int moved = 0;
  moved_through_.reserve(days_.size());
  for (const auto& day : days_) {
    moved += int{day.is_workday} - int{is_weekday(day.date)};
    moved_through_.push_back(moved);
  }
}

Result<Calendar> Calendar::from_days(std::string name, std::vector<CalendarDay> days) {
  std::sort(days.begin(), days.end(), earlier);
  const auto twice = std::adjacent_find(
      days.begin(), days.end(), [](const auto& a, const auto& b) { return a.date == b.date; });
  if (twice != days.end()) {
    return bad_input(to_text(twice->date), "the day is listed twice; list it once");
  }

  std::set<year> years;
  for (const auto& day : days) years.insert(year_month_day{day.date}.year());
  return Calendar{std::move(name), std::move(days), std::move(years)};
}

Calendar Calendar::with_days(const Calendar& other) const {
  auto whole = with_overlay(other);
  whole.name_ = name_;
  return whole;
}

Calendar Calendar::with_overlay(const Calendar& local) const {
  std::vector<CalendarDay> days;
  days.reserve(days_.size() + local.days_.size());
  // Of two equal elements set_union keeps the one of the first range.
  std::set_union(local.days_.begin(), local.days_.end(), days_.begin(), days_.end(),
                 std::back_inserter(days), earlier);
  return Calendar{local.name_, std::move(days), years_};
}

Calendar Calendar::with_notice(const Calendar& notice) const {
  auto days = days_;
  for (const auto& day : notice.days_) {
    const auto at = std::ranges::lower_bound(days, day.date, {}, &CalendarDay::date);
    if (at == days.end() || at->date != day.date)
      days.insert(at, day);
    else if (is_known(year_month_day{day.date}.year()))
      *at = day;
  }
  auto years = years_;
  years.insert(notice.years_.begin(), notice.years_.end());
  return Calendar{name_, std::move(days), std::move(years)};
}

const CalendarDay* Calendar::notice_for(Date date) const {
  if (days_.empty() || date < days_.front().date || date > days_.back().date) return nullptr;
  const auto found = std::lower_bound(days_.begin(), days_.end(), date,
                                      [](const auto& day, Date d) { return day.date < d; });
  return found->date == date ? &*found : nullptr;
}

bool Calendar::is_workday(Date date) const {
  const auto* notice = notice_for(date);
  return notice ? notice->is_workday : is_weekday(date);
}

Date Calendar::next_workday(Date date) const {
  while (!is_workday(date)) date += one_day;
  return date;
}

Date Calendar::previous_workday(Date date) const {
  while (!is_workday(date)) date -= one_day;
  return date;
}

Date Calendar::add_workdays(Date date, int count) const {
  // n days hold at most n working days, so that a leap over as many days as are left to count never
  // goes too far; when none is left, all days of the last leap were working days.
  while (count > 0) {
    const Date from = date;
    date += count * one_day;
    count -= workdays_between(from, date);
  }
  while (count < 0) {
    const Date from = date;
    date += count * one_day;
    count += workdays_between(date - one_day, from - one_day);
  }
  return date;
}

int Calendar::workdays_between(Date from, Date to) const {
  return workdays_through(to) - workdays_through(from);
}

int Calendar::workdays_through(Date date) const {
  const auto after = std::upper_bound(days_.begin(), days_.end(), date,
                                      [](Date d, const auto& day) { return d < day.date; });
  const int weekdays = weekdays_through(date);
  if (after == days_.begin()) return weekdays;
  return weekdays + moved_through_[static_cast<std::size_t>(after - days_.begin() - 1)];
}

}  // namespace duban
