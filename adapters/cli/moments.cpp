#include "adapters/cli/moments.hpp"

namespace duban::cli {

std::string moment(Instant instant) {
  auto text = to_local_text(instant);
  text.at(10) = ' ';
  return text.substr(0, 16);
}

std::string time_left(Date today, Date due, const Calendar& calendar, const Context& context) {
  if (due == today) return context.say("今天到期", "due today");
  const auto days = (due - today).count();
  const auto working = calendar.workdays_between(today, due);
  if (due > today)
    return context.say("还有 {} 天（{} 个工作日）", "{} days left ({} working days)", days,
                       working);
  return context.say("已超期 {} 天（{} 个工作日）", "{} days overdue ({} working days)", -days,
                     -working);
}

}  // namespace duban::cli
