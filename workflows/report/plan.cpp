#include "workflows/report/plan.hpp"

namespace duban::report {

namespace {

PlannedCase next_report(const PlanItem& item,
                        const std::string& limit,
                        const Regulation& regulation,
                        const Calendar& calendar,
                        Date today) {
  const Date yesterday = today - one_day;
  const auto due = limit_from(yesterday, regulation.limit(limit).rule, calendar).due;
  const auto period = period_before(due, *item.covers);
  return {.number = number_of(item.kind, period, *item.sender),
          .event = "generate",
          .data = {{"kind", item.kind},
                   {"limit", limit},
                   {"period", period},
                   {"anchored_on", to_text(yesterday)}},
          .due = due};
}

}  // namespace

std::string period_before(Date due, Covers covers) {
  const std::chrono::year_month_day day{due};
  const int year = static_cast<int>(day.year());
  if (covers == Covers::year) return std::to_string(year - 1);
  const bool second_half_now = day.month() >= std::chrono::July;
  return second_half_now ? std::to_string(year) + "上" : std::to_string(year - 1) + "下";
}

std::string number_of(std::string_view kind, std::string_view period, std::string_view sender) {
  return std::string{kind}.append("-").append(period).append("-").append(sender);
}

std::vector<PlannedCase> next_reports(const Regulation& regulation,
                                      const Calendar& calendar,
                                      Date today) {
  std::vector<PlannedCase> wanted;
  for (const auto& item : settings_of(regulation).plan)
    if (item.occasion == Occasion::yearly)
      for (const auto& limit : item.limits)
        wanted.push_back(next_report(item, limit, regulation, calendar, today));
  return wanted;
}

}  // namespace duban::report
