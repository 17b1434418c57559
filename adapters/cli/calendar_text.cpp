#include "adapters/cli/calendar_text.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>

namespace duban::cli {

namespace {

using namespace std::chrono;

constexpr std::array chinese_days{"星期日", "星期一", "星期二", "星期三",
                                  "星期四", "星期五", "星期六"};
constexpr std::array english_days{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                  "Thursday", "Friday", "Saturday"};

}  // namespace

std::string CalendarText::day(Date date) const {
  const auto index = weekday{date}.c_encoding();
  return english_ ? fmt::format("{} ({})", to_text(date), english_days[index])
                  : fmt::format("{}（{}）", to_text(date), chinese_days[index]);
}

std::string CalendarText::nature(Date date, const Calendar& calendar) const {
  const auto* notice = calendar.notice_for(date);
  std::string text{calendar.is_workday(date) ? say("工作日", "workday")
                                             : say("休息日", "rest day")};
  if (notice != nullptr && notice->is_workday && !is_weekday(date)) {
    text = say("调休上班", "make-up workday");
  }
  if (notice != nullptr && !notice->name.empty()) {
    text += fmt::format(fmt::runtime(say("（{}）", " ({})")), notice->name);
  }
  return text;
}

std::string CalendarText::limit(const Limit& limit,
                                const TimeRule& rule,
                                const Calendar& calendar) const {
  auto text = fmt::format("{}{}\n", say("到期日：", "Due: "), day(limit.due));
  if (limit.nominal != limit.due) {
    text += fmt::format(
        "{}{}{}\n", say("届满日：", "Nominal: "), day(limit.nominal),
        rule.before
            ? say("，休息日，提前至前一工作日", ", a rest day, moved to the workday before")
            : say("，休息日，顺延至下一工作日", ", a rest day, moved to the workday after"));
  }
  if (!calendar.is_workday(limit.due)) text += rest_day(limit.due, calendar) + "\n";
  if (limit.provisional) {
    text += say("暂定：所涉年份的放假安排尚未录入，仅按周末推算\n",
                "Provisional: no notice covers the year yet, only weekends were counted as rest\n");
  }
  return text;
}

std::string CalendarText::rest_day(Date due, const Calendar& calendar) const {
  return std::string{say("到期日为休息日且不顺延，最后一个工作日：",
                         "The due date is a rest day and does not move; the last workday is ")} +
         day(calendar.previous_workday(due));
}

std::string CalendarText::step(const CountedDay& step, const TimeRule& rule) const {
  return fmt::format("{}  {}\n", day(step.date), reason(step, rule));
}

namespace {

struct Reason {
  std::string_view why, chinese, english;
};
constexpr std::array reasons{
    Reason{"anchor", "起算日，不计入", "anchor, not counted"},
    Reason{"counted", "第 {} 个工作日", "working day {}"},
    Reason{"makeup_workday", "第 {} 个工作日，调休上班", "working day {}, a make-up workday"},
    Reason{"day", "第 {} 天", "day {}"},
    Reason{"month", "满 {} 个月", "month {} is over"},
    Reason{"year", "满 {} 年", "year {} is over"},
    Reason{"weekend", "跳过：周末", "skipped: weekend"},
    Reason{"holiday", "跳过：放假", "skipped: holiday"},
    Reason{"nominal", "届满日", "nominal last day"},
    Reason{"clamped", "当月无对应日，取月末", "the month has no such day: its last"},
    Reason{"rolled", "休息日，顺延", "rest day, moved on"},
    Reason{"rolled_back", "休息日，提前", "rest day, moved back"},
    Reason{"provisional", "自此年份无放假安排，暂按周末推算",
           "from here on no notice: weekends only"},
    Reason{"due", "到期日", "due"},
};

}  // namespace

std::string CalendarText::reason(const CountedDay& step, const TimeRule& rule) const {
  const bool back = step.why == "rolled" && rule.before;
  const auto* at = std::ranges::find(reasons, back ? "rolled_back" : step.why, &Reason::why);
  auto text = fmt::format(fmt::runtime(say(at->chinese, at->english)), step.number);
  if (!step.name.empty()) text += fmt::format(fmt::runtime(say("（{}）", " ({})")), step.name);
  return text;
}

}  // namespace duban::cli
