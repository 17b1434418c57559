#pragma once

#include "engine/time/time_rule.hpp"

#include <string>
#include <string_view>

namespace duban::cli {

/// How the calendar commands speak: Chinese, or English where the language begins with `en`.
class CalendarText {
 public:
  explicit CalendarText(std::string_view language) : english_{language.starts_with("en")} {}

  [[nodiscard]] std::string_view say(std::string_view chinese, std::string_view english) const {
    return english_ ? english : chinese;
  }

  /// `2025-06-16（星期一）`.
  [[nodiscard]] std::string day(Date date) const;
  /// `工作日`, `休息日`, and the name a notice gives the day.
  [[nodiscard]] std::string nature(Date date, const Calendar& calendar) const;
  /// The due date and what there is to say about it, line by line.
  [[nodiscard]] std::string limit(const Limit& limit,
                                  const TimeRule& rule,
                                  const Calendar& calendar) const;
  /// What to say of a due date that is a rest day: it stays, and which workday is the last before.
  [[nodiscard]] std::string rest_day(Date due, const Calendar& calendar) const;
  /// One line of an explanation.
  [[nodiscard]] std::string step(const CountedDay& step, const TimeRule& rule) const;

 private:
  [[nodiscard]] std::string reason(const CountedDay& step, const TimeRule& rule) const;

  bool english_;
};

}  // namespace duban::cli
