#include "engine/time/arbitrary.hpp"
#include "engine/time/calendars.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>
#include <spdlog/fmt/fmt.h>

using namespace duban;
using namespace duban::test;

namespace {

/// `04-27 makeup_workday 1 劳动节`, one line a step.
std::string told(std::string_view from,
                 std::string_view rule,
                 const Calendar& calendar = national()) {
  std::string lines;
  for (const auto& step : explain(day(from), parse_time_rule(rule).value(), calendar)) {
    lines += to_text(step.date).substr(5) + " " + step.why;
    if (step.number > 0) lines += fmt::format(" {}", step.number);
    if (!step.name.empty()) lines += " " + step.name;
    lines += "\n";
  }
  return lines;
}

}  // namespace

TEST_CASE("WC17: every day of a count of working days is accounted for", "[engine][time]") {
  CHECK(told("2025-04-25", "5 working days") ==
        "04-25 anchor\n"
        "04-26 weekend\n"
        "04-27 makeup_workday 1 劳动节\n"
        "04-28 counted 2\n"
        "04-29 counted 3\n"
        "04-30 counted 4\n"
        "05-01 holiday 劳动节\n"
        "05-02 holiday 劳动节\n"
        "05-03 holiday 劳动节\n"
        "05-04 holiday 劳动节\n"
        "05-05 holiday 劳动节\n"
        "05-06 counted 5\n"
        "05-06 due 5\n");
}

TEST_CASE("WC07: clamping and roll are told apart", "[engine][time]") {
  CHECK(told("2025-11-30", "3 months") ==
        "11-30 anchor\n"
        "12-30 month 1\n"
        "01-30 month 2\n"
        "02-28 nominal 春节\n"
        "02-28 clamped 春节\n"
        "02-28 due 春节\n");
  CHECK(told("2025-10-31", "3 months") ==
        "10-31 anchor\n"
        "11-30 month 1\n"
        "12-31 month 2\n"
        "01-31 nominal\n"
        "01-31 rolled\n"
        "02-01 rolled\n"
        "02-02 due\n");
}

TEST_CASE("WC54: a limit before an activity rolls back over the holiday", "[engine][time]") {
  CHECK(told("2025-05-12", "10 days before") ==
        "05-12 anchor\n"
        "05-11 day 1\n"
        "05-10 day 2\n"
        "05-09 day 3\n"
        "05-08 day 4\n"
        "05-07 day 5\n"
        "05-06 day 6\n"
        "05-05 day 7 劳动节\n"
        "05-04 day 8 劳动节\n"
        "05-03 day 9 劳动节\n"
        "05-02 nominal 10 劳动节\n"
        "05-02 rolled 劳动节\n"
        "05-01 rolled 劳动节\n"
        "04-30 due\n");
}

TEST_CASE("WC45: a window in an unknown year says that it is provisional", "[engine][time]") {
  CHECK(told("2026-12-31", "window 02") ==
        "12-31 anchor\n"
        "02-28 nominal\n"
        "02-28 provisional\n"
        "02-28 due\n");
  CHECK(told("2026-12-30", "2 working days") ==
        "12-30 anchor\n"
        "12-31 counted 1\n"
        "01-01 counted 2\n"
        "01-01 provisional\n"
        "01-01 due 2\n");
}

TEST_CASE("An explanation", "[engine][time][property]") {
  rc::prop("begins with the anchor, ends with the limit, and knows whether it is provisional", [] {
    const auto anchor = *any_day();
    const auto rule = parse_time_rule(*any_rule()).value();
    const auto limit = limit_from(anchor, rule, national());
    const auto steps = explain(anchor, rule, national());

    RC_ASSERT(steps.front().date == anchor);
    RC_ASSERT(steps.front().why == "anchor");
    RC_ASSERT(steps.back().date == limit.due);
    RC_ASSERT(steps.back().why == "due");
    const auto unsure = std::count_if(steps.begin(), steps.end(), [](const CountedDay& step) {
      return step.why == "provisional";
    });
    RC_ASSERT(unsure == (limit.provisional ? 1 : 0));
  });

  rc::prop("numbers the working days without a gap", [] {
    const auto rule =
        parse_time_rule(fmt::format("{} working days", *rc::gen::inRange(1, 90))).value();
    int number = 0;
    for (const auto& step : explain(*any_day(), rule, national())) {
      if (step.number > 0 && step.why != "due") RC_ASSERT(step.number == ++number);
    }
    RC_ASSERT(number == rule.amount);
  });
}
