#pragma once

#include "adapters/tables/calendar_csv.hpp"
#include "engine/time/time_rule.hpp"

#include <fstream>
#include <string>
#include <string_view>

namespace duban::test {

inline Calendar calendar_called(std::string_view name) {
  return load_calendar(DUBAN_SOURCE_DIR "/config/calendars", name).value();
}

/// The State Council's days, 2015 to 2026.
inline const Calendar& national() {
  static const auto calendar = calendar_called("cn");
  return calendar;
}

/// The national days as they were known before the notice for `year`.
inline Calendar national_before(std::chrono::year year) {
  auto days = national().days();
  std::erase_if(days, [&](const CalendarDay& day) {
    return std::chrono::year_month_day{day.date}.year() >= year;
  });
  return Calendar::from_days("cn", days).value();
}

inline Date day(std::string_view text) {
  return parse_date(text).value();
}

inline std::string due(std::string_view from,
                       std::string_view rule,
                       const Calendar& calendar = national()) {
  return to_text(limit_from(day(from), parse_time_rule(rule).value(), calendar).due);
}

inline std::string nominal(std::string_view from,
                           std::string_view rule,
                           const Calendar& calendar = national()) {
  return to_text(limit_from(day(from), parse_time_rule(rule).value(), calendar).nominal);
}

inline bool provisional(std::string_view from,
                        std::string_view rule,
                        const Calendar& calendar = national()) {
  return limit_from(day(from), parse_time_rule(rule).value(), calendar).provisional;
}

}  // namespace duban::test
