#include "engine/time/time_rule.hpp"

#include "engine/time/arbitrary.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

using namespace duban;

TEST_CASE("A rule is read and written", "[engine][time]") {
  struct Row {
    std::string text;
    std::string written;
    TimeRule::Roll roll;
  };
  using Roll = TimeRule::Roll;
  // clang-format off
  const auto row = GENERATE(values<Row>({
    {"3 months",                 "3 months",               Roll::forward},
    {"1 month",                  "1 month",                Roll::forward},
    {"1 months",                 "1 month",                Roll::forward},
    {"6 month",                  "6 months",               Roll::forward},
    {"1 year",                   "1 year",                 Roll::forward},
    {"10 working days",          "10 working days",        Roll::forward},
    {"1 working day",            "1 working day",          Roll::forward},
    {"5 days",                   "5 days",                 Roll::forward},
    {"2 weeks",                  "14 days",                Roll::forward},
    {"1 week",                   "7 days",                 Roll::forward},
    {"20 days before",           "20 days before",         Roll::backward},
    {"10 working days before",   "10 working days before", Roll::backward},
    {"1 month before",           "1 month before",         Roll::backward},
    {"  10   working \t days  ", "10 working days",        Roll::forward},
    {"until 06-30",              "until 06-30",            Roll::none},
    {" until  02-29 ",           "until 02-29",            Roll::none},
    {"window 07",                "window 07",              Roll::none},
    {"9999 days",                "9999 days",              Roll::forward},
    {"1200 months",              "1200 months",            Roll::forward},
    {"100 years",                "100 years",              Roll::forward},
  }));
  // clang-format on
  CAPTURE(row.text);
  const auto rule = parse_time_rule(row.text).value();
  CHECK(to_text(rule) == row.written);
  CHECK(rule.roll == row.roll);
  CHECK(parse_time_rule(row.written).value() == rule);
}

TEST_CASE("What is not a rule is refused, and the refusal says what would be", "[engine][time]") {
  const std::string bad = GENERATE(
      "", " ", "3", "months", "3months", "0 days", "-3 days", "+3 days", "3.5 days", "three days",
      "10000 days", "1201 months", "101 years", "99999999999999999999 days", "3 working months",
      "3 Months", "3 months after", "3 months before before", "before 3 months", "3 months, before",
      "until", "until 6-30", "until 06/30", "until 13-01", "until 00-10", "until 06-31",
      "until 02-30", "until 2025-06-30", "until 06-30 before", "window", "window 7", "window 13",
      "window 00", "window 07-01", "3 个月", "3\nmonths");
  CAPTURE(bad);
  const auto rule = parse_time_rule(bad);
  REQUIRE(rule.has_error());
  CHECK(rule.error().problem == Problem::bad_input);
  CHECK(rule.error().detail.find_first_of("0123456789") != std::string::npos);
}

TEST_CASE("Rules", "[engine][time][property]") {
  rc::prop("come back from their text as they were", [] {
    const auto rule = parse_time_rule(*test::any_rule()).value();
    RC_ASSERT(parse_time_rule(to_text(rule)).value() == rule);
  });
}
