#include "engine/time/arbitrary.hpp"
#include "engine/time/calendars.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

using namespace duban;
using namespace duban::test;

TEST_CASE("Limits end as the worked cases say", "[engine][time]") {
  struct Row {
    std::string worked_case;
    std::string from;
    std::string rule;
    std::string nominal;
    std::string due;
  };
  // clang-format off
  const auto row = GENERATE(values<Row>({
  // case                                        from          rule                      nominal       due
    {"WC01 ends on a weekend",                   "2025-03-14", "3 months",               "2025-06-14", "2025-06-16"},
    {"WC02 feedback",                            "2025-06-10", "15 working days",        "2025-07-01", "2025-07-01"},
    {"WC02 feedback of 20",                      "2025-06-10", "20 working days",        "2025-07-08", "2025-07-08"},
    {"WC02 feedback of 10",                      "2025-06-10", "10 working days",        "2025-06-24", "2025-06-24"},
    {"WC04 falls into National Day",             "2025-07-01", "3 months",               "2025-10-01", "2025-10-09"},
    {"WC06 no 30 February",                      "2025-11-30", "3 months",               "2026-02-28", "2026-02-28"},
    {"WC06 leap year",                           "2023-11-29", "3 months",               "2024-02-29", "2024-02-29"},
    {"WC06 common year",                         "2024-11-29", "3 months",               "2025-02-28", "2025-02-28"},
    {"WC07 month end and weekend",               "2025-10-31", "3 months",               "2026-01-31", "2026-02-02"},
    {"WC08 complex",                             "2025-03-14", "6 months",               "2025-09-14", "2025-09-15"},
    {"WC09 not from the rolled limit",           "2025-06-16", "3 months",               "2025-09-16", "2025-09-16"},
    {"WC10 anchor receipt",                      "2025-03-18", "3 months",               "2025-06-18", "2025-06-18"},
    {"WC10 anchor session close",                "2025-01-17", "3 months",               "2025-04-17", "2025-04-17"},
    {"WC11 opinions by 31 May",                  "2025-03-14", "until 05-31",            "2025-05-31", "2025-05-31"},
    {"WC11 replies by 30 June",                  "2025-03-14", "until 06-30",            "2025-06-30", "2025-06-30"},
    {"WC11 yearly report",                       "2025-01-01", "until 08-31",            "2025-08-31", "2025-08-31"},
    {"WC13 after import, earlier",               "2025-07-04", "6 months",               "2026-01-04", "2026-01-04"},
    {"WC13 after import, later",                 "2025-07-02", "6 months",               "2026-01-02", "2026-01-04"},
    {"WC17 over a make-up Sunday",               "2025-04-25", "5 working days",         "2025-05-06", "2025-05-06"},
    {"WC19 objection",                           "2025-03-14", "5 working days",         "2025-03-21", "2025-03-21"},
    {"WC19 new unit, new clock",                 "2025-03-28", "3 months",               "2025-06-28", "2025-06-30"},
    {"WC19 ruling",                              "2025-03-20", "10 working days",        "2025-04-03", "2025-04-03"},
    {"WC21 co-opinion, 1 month",                 "2025-03-14", "1 month",                "2025-04-14", "2025-04-14"},
    {"WC21 co-opinion, 2 months",                "2025-03-14", "2 months",               "2025-05-14", "2025-05-14"},
    {"WC21 co-opinion, on a make-up Sunday",     "2025-03-14", "30 working days",        "2025-04-27", "2025-04-27"},
    {"WC33 redo, 3 months",                      "2025-06-25", "3 months",               "2025-09-25", "2025-09-25"},
    {"WC33 redo, 1 month",                       "2025-06-25", "1 month",                "2025-07-25", "2025-07-25"},
    {"WC33 redo, 2 months",                      "2025-06-25", "2 months",               "2025-08-25", "2025-08-25"},
    {"WC45 first half",                          "2025-06-30", "window 07",              "2025-07-31", "2025-07-31"},
    {"WC45 second half",                         "2025-12-31", "window 02",              "2026-02-28", "2026-02-28"},
    {"WC45 unknown year stays in February",      "2026-12-31", "window 02",              "2027-02-28", "2027-02-28"},
    {"WC46 yearly audit material",               "2025-12-31", "until 03-31",            "2026-03-31", "2026-03-31"},
    {"WC46 committee material",                  "2025-12-31", "until 06-30",            "2026-06-30", "2026-06-30"},
    {"WC46 special audit",                       "2025-12-31", "1 month",                "2026-01-31", "2026-02-02"},
    {"WC48 hand-over within 10 days",            "2025-08-29", "10 days",                "2025-09-08", "2025-09-08"},
    {"WC48 two months",                          "2025-09-05", "2 months",               "2025-11-05", "2025-11-05"},
    {"WC48 six months",                          "2025-09-05", "6 months",               "2026-03-05", "2026-03-05"},
    {"WC48 one year",                            "2025-09-05", "1 year",                 "2026-09-05", "2026-09-07"},
    {"WC51 no 30 February, make-up day",         "2026-01-30", "1 month",                "2026-02-28", "2026-02-28"},
    {"WC51 plan",                                "2025-01-17", "1 month",                "2025-02-17", "2025-02-17"},
    {"WC54 notice, working day",                 "2025-10-20", "10 days before",         "2025-10-10", "2025-10-10"},
    {"WC54 notice, National Day",                "2025-10-15", "10 days before",         "2025-10-05", "2025-09-30"},
    {"WC54 notice, Labour Day",                  "2025-05-12", "10 days before",         "2025-05-02", "2025-04-30"},
    {"WC54 notice, make-up Saturday",            "2026-03-05", "10 days before",         "2026-02-23", "2026-02-14"},
    {"WC58 by the national calendar",            "2022-04-08", "5 working days",         "2022-04-15", "2022-04-15"},
    {"one month from 31 January",                "2025-01-31", "1 month",                "2025-02-28", "2025-02-28"},
    {"a year from 29 February",                  "2024-02-29", "1 year",                 "2025-02-28", "2025-02-28"},
    {"a month before 31 March",                  "2025-03-31", "1 month before",         "2025-02-28", "2025-02-28"},
    {"working days back over National Day",      "2025-10-10", "3 working days before",  "2025-09-29", "2025-09-29"},
    {"two weeks",                                "2025-03-14", "2 weeks",                "2025-03-28", "2025-03-28"},
    {"until, asked on the day itself",           "2025-06-30", "until 06-30",            "2026-06-30", "2026-06-30"},
    {"until 29 February waits for a leap year",  "2025-03-01", "until 02-29",            "2028-02-29", "2028-02-29"},
    {"window, asked within the month",           "2025-07-30", "window 07",              "2025-07-31", "2025-07-31"},
    {"window, asked on its last day",            "2025-07-31", "window 07",              "2026-07-31", "2026-07-31"},
  }));
  // clang-format on

  CAPTURE(row.worked_case, row.from, row.rule);
  CHECK(nominal(row.from, row.rule) == row.nominal);
  CHECK(due(row.from, row.rule) == row.due);
}

TEST_CASE("WC11: a fixed date does not move, and the last workday before it is told",
          "[engine][time]") {
  const auto last_workday = [](std::string_view date) {
    return to_text(national().previous_workday(day(date)));
  };
  CHECK(last_workday("2025-05-31") == "2025-05-30");
  CHECK(last_workday("2025-08-31") == "2025-08-29");
  CHECK(last_workday("2027-02-28") == "2027-02-26");
}

TEST_CASE("WC13: a limit in a year without a notice is provisional", "[engine][time]") {
  const auto before = national_before(std::chrono::year{2026});
  CHECK(due("2025-07-04", "6 months", before) == "2026-01-05");
  CHECK(provisional("2025-07-04", "6 months", before));
  CHECK_FALSE(provisional("2025-07-04", "6 months"));
  CHECK(due("2025-07-02", "6 months", before) == "2026-01-02");
  CHECK(provisional("2025-07-02", "6 months", before));
}

TEST_CASE("A limit is provisional by the days the count looks at", "[engine][time]") {
  struct Row {
    std::string from;
    std::string rule;
    bool provisional;
  };
  // clang-format off
  const auto row = GENERATE(values<Row>({
    {"2026-12-28", "3 working days",         false},  // 12-31
    {"2026-12-28", "4 working days",         true},
    {"2026-12-31", "1 working day before",   false},
    {"2027-01-04", "1 working day before",   true},   // passes over three days of 2027
    {"2026-09-28", "3 months",               false},
    {"2026-10-28", "3 months",               true},
    {"2027-01-08", "10 days before",         false},  // only 2026-12-29 is looked at
    {"2027-01-12", "10 days before",         true},   // from 01-02 back to 01-01
    {"2014-12-20", "3 months",               false},  // the anchor's own year is never looked at
    {"2014-12-20", "5 days",                 true},
    {"2014-12-30", "3 working days",         true},   // looks at 12-31
    {"2014-12-31", "1 working day",          false},
    {"2026-12-31", "until 06-30",            true},
    {"2026-01-31", "until 06-30",            false},
    {"2026-12-31", "window 02",              true},   // WC45
    {"2025-12-31", "window 02",              false},
  }));
  // clang-format on
  CAPTURE(row.from, row.rule);
  CHECK(provisional(row.from, row.rule) == row.provisional);
}

TEST_CASE("A roll out of an unknown year leaves the limit provisional", "[engine][time]") {
  const auto before = national_before(std::chrono::year{2023});
  CHECK(nominal("2023-01-11", "10 days before", before) == "2023-01-01");
  CHECK(due("2023-01-11", "10 days before", before) == "2022-12-30");
  CHECK(provisional("2023-01-11", "10 days before", before));
}

TEST_CASE("WC58: Jinghong counts by its own calendar", "[engine][time]") {
  const auto jinghong = calendar_called("xishuangbanna");
  CHECK(due("2022-04-08", "5 working days", jinghong) == "2022-04-20");
  CHECK(nominal("2022-01-12", "3 months", jinghong) == "2022-04-12");
  CHECK(due("2022-01-12", "3 months", jinghong) == "2022-04-18");
  CHECK_FALSE(provisional("2022-01-12", "3 months", jinghong));
}

TEST_CASE("Limits", "[engine][time][property]") {
  const auto& calendar = national();

  rc::prop("that run forward end on a workday after the anchor, at the nominal day or later", [&] {
    const auto anchor = *any_day();
    const auto limit = limit_from(anchor, parse_time_rule(*any_span()).value(), calendar);
    RC_ASSERT(calendar.is_workday(limit.due));
    RC_ASSERT(limit.nominal > anchor);
    RC_ASSERT(limit.due >= limit.nominal);
    for (auto d = limit.nominal; d < limit.due; d += std::chrono::days{1}) {
      RC_ASSERT(!calendar.is_workday(d));
    }
  });

  rc::prop("that run backward are never later than asked", [&] {
    const auto anchor = *any_day();
    const auto limit =
        limit_from(anchor, parse_time_rule(*any_span() + " before").value(), calendar);
    RC_ASSERT(calendar.is_workday(limit.due));
    RC_ASSERT(limit.nominal < anchor);
    RC_ASSERT(limit.due <= limit.nominal);
  });

  rc::prop("never shrink when the anchor moves on", [&] {
    const auto rule = parse_time_rule(*any_rule()).value();
    const auto anchor = *any_day();
    const auto later = anchor + std::chrono::days{1};
    RC_ASSERT(limit_from(anchor, rule, calendar).due <= limit_from(later, rule, calendar).due);
  });

  rc::prop("do not move when the rest of the world gets its notice", [&] {
    const auto rule = parse_time_rule(*any_rule()).value();
    const auto anchor = *any_day();
    const auto before = national_before(std::chrono::year{2024});
    const auto limit = limit_from(anchor, rule, before);
    if (!limit.provisional) RC_ASSERT(limit == limit_from(anchor, rule, calendar));
  });
}
