#include "engine/time/calendar.hpp"

#include "engine/time/arbitrary.hpp"
#include "engine/time/calendars.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

using namespace duban;
using namespace duban::test;
using std::chrono::days;
using std::chrono::year;

TEST_CASE("A day that no notice names is worked from Monday to Friday", "[engine][time]") {
  const Calendar plain;
  CHECK(plain.is_workday(day("2025-06-13")));
  CHECK_FALSE(plain.is_workday(day("2025-06-14")));
  CHECK_FALSE(plain.is_workday(day("2025-06-15")));
  CHECK(plain.is_workday(day("2025-06-16")));
  CHECK_FALSE(plain.is_known(year{2025}));
  CHECK(plain.notice_for(day("2025-06-13")) == nullptr);
}

TEST_CASE("A notice takes days off and has make-up days worked", "[engine][time]") {
  CHECK_FALSE(national().is_workday(day("2025-10-01")));
  CHECK(national().is_workday(day("2025-04-27")));
  CHECK(national().notice_for(day("2025-04-27"))->name == "劳动节");
  CHECK(to_text(national().next_workday(day("2025-10-01"))) == "2025-10-09");
  CHECK(to_text(national().previous_workday(day("2025-10-08"))) == "2025-09-30");
  CHECK(national().next_workday(day("2025-10-09")) == day("2025-10-09"));
}

TEST_CASE("The notice may name a Monday as worked", "[engine][time]") {
  CHECK(national().is_workday(day("2020-02-03")));
  CHECK(national().workdays_between(day("2020-02-02"), day("2020-02-03")) == 1);
}

TEST_CASE("The notices reach from 2015 to 2026", "[engine][time]") {
  CHECK_FALSE(national().is_known(year{2014}));
  for (int y = 2015; y <= 2026; ++y) CHECK(national().is_known(year{y}));
  CHECK_FALSE(national().is_known(year{2027}));
  CHECK(national().days().size() == 405);
}

TEST_CASE("A day is listed once only", "[engine][time]") {
  const auto calendar = Calendar::from_days(
      "twice", {{day("2025-05-01"), "劳动节", false}, {day("2025-05-01"), "劳动节", true}});
  REQUIRE(calendar.has_error());
  CHECK(calendar.error().problem == Problem::bad_input);
  CHECK(calendar.error().subject == "2025-05-01");
}

TEST_CASE("A local calendar lies over the national one", "[engine][time]") {
  const auto local = calendar_called("xishuangbanna");
  CHECK(local.name() == "xishuangbanna");
  CHECK(local.is_workday(day("2022-04-09")));
  CHECK_FALSE(local.is_workday(day("2022-04-12")));
  CHECK_FALSE(local.is_workday(day("2022-10-03")));
  CHECK(local.is_known(year{2026}));
  CHECK_FALSE(local.is_known(year{2027}));
  CHECK(local.days().size() == national().days().size() + 21);
}

TEST_CASE("A local day replaces the national one but makes no year known", "[engine][time]") {
  const auto local = Calendar::from_days("local", {{day("2025-05-01"), "上班", true},
                                                   {day("2027-04-13"), "泼水节", false}})
                         .value();
  const auto both = national().with_overlay(local);
  CHECK(both.is_workday(day("2025-05-01")));
  CHECK(both.notice_for(day("2025-05-01"))->name == "上班");
  CHECK_FALSE(both.is_workday(day("2027-04-13")));
  CHECK_FALSE(both.is_known(year{2027}));
}

TEST_CASE("A calendar comes back from its days and its known years", "[engine][time]") {
  const auto local = calendar_called("xishuangbanna");
  const auto again = [&] { return Calendar::from_days(local.name(), local.days()).value(); };
  CHECK(again().with_known_years(local.known_years()) == local);
  CHECK_FALSE(again().with_known_years({}).is_known(year{2025}));
}

TEST_CASE("Working days are counted from the next day on", "[engine][time]") {
  CHECK(to_text(national().add_workdays(day("2025-06-10"), 1)) == "2025-06-11");
  CHECK(to_text(national().add_workdays(day("2025-06-14"), 1)) == "2025-06-16");
  CHECK(to_text(national().add_workdays(day("2025-06-14"), -1)) == "2025-06-13");
  CHECK(to_text(national().add_workdays(day("2025-06-14"), 0)) == "2025-06-14");
  CHECK(national().workdays_between(day("2025-06-16"), day("2025-06-16")) == 0);
  CHECK(national().workdays_between(day("2025-06-25"), day("2025-06-16")) == -7);
}

TEST_CASE("A calendar", "[engine][time][property]") {
  const auto& calendar = national();

  rc::prop("counts working days as a walk over the days does", [&] {
    const auto from = *any_day();
    const auto to = from + days{*rc::gen::inRange(0, 800)};
    int walked = 0;
    for (auto d = from + days{1}; d <= to; d += days{1}) walked += calendar.is_workday(d) ? 1 : 0;
    RC_ASSERT(calendar.workdays_between(from, to) == walked);
    RC_ASSERT(calendar.workdays_between(to, from) == -walked);
  });

  rc::prop("finds the day that lies a number of working days ahead", [&] {
    const auto from = *any_day();
    const auto count = *rc::gen::inRange(1, 800);
    const auto to = calendar.add_workdays(from, count);
    RC_ASSERT(calendar.is_workday(to));
    RC_ASSERT(calendar.workdays_between(from, to) == count);
  });

  rc::prop("finds the day that lies a number of working days back", [&] {
    const auto from = *any_day();
    const auto count = *rc::gen::inRange(1, 800);
    const auto to = calendar.add_workdays(from, -count);
    RC_ASSERT(calendar.is_workday(to));
    RC_ASSERT(calendar.workdays_between(to - days{1}, from - days{1}) == count);
  });

  rc::prop("comes back to the working day it started from", [&] {
    const auto from = calendar.next_workday(*any_day());
    const auto count = *rc::gen::inRange(-800, 800);
    RC_ASSERT(calendar.add_workdays(calendar.add_workdays(from, count), -count) == from);
  });
}
