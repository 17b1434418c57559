#include "adapters/cli/moments.hpp"

namespace duban::cli {

std::string moment(Instant instant) {
  auto text = to_local_text(instant);
  text.at(10) = ' ';
  return text.substr(0, 16);
}

std::string days_text(std::int64_t days, std::int64_t working, const Context& context) {
  const auto counted = [](std::int64_t count, const char* thing) {
    return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
  };
  return context.say("{0} 天（{1} 个工作日）", "{2} ({3})", days, working, counted(days, "day"),
                     counted(working, "working day"));
}

std::string time_left(Date today, Date due, const Calendar& calendar, const Context& context) {
  if (due == today) return context.say("今天到期", "due today");
  const auto days = (due - today).count();
  const auto working = calendar.workdays_between(today, due);
  if (due > today) return context.say("还有 {}", "{} left", days_text(days, working, context));
  return context.say("已超期 {}", "overdue by {}", days_text(-days, -working, context));
}

}  // namespace duban::cli
