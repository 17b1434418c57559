#include "engine/time/instant.hpp"

#include "engine/time/calendars.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

using namespace duban;
using duban::test::day;

TEST_CASE("A date is written YYYY-MM-DD and exists", "[engine][time]") {
  CHECK(to_text(day("2025-06-16")) == "2025-06-16");
  CHECK(to_text(day("2024-02-29")) == "2024-02-29");
  CHECK(to_text(day("1992-01-01")) == "1992-01-01");
  CHECK(to_text(day("2199-12-31")) == "2199-12-31");

  const std::string bad =
      GENERATE("2025-02-30", "2025-02-29", "2025-13-01", "2025-00-10", "2025-06-00", "1991-12-31",
               "2200-01-01", "2025-6-16", "2025/06/16", "20250616", " 2025-06-16", "2025-06-16 ",
               "2025-06-161", "+025-06-16", "", "2025-06-16T00:00:00Z", "２０２５-06-16");
  CAPTURE(bad);
  const auto date = parse_date(bad);
  REQUIRE(date.has_error());
  CHECK(date.error().problem == Problem::bad_input);
  CHECK(date.error().subject == bad);
  CHECK_FALSE(date.error().detail.empty());
}

TEST_CASE("A day begins at midnight in Shanghai, eight hours before midnight UTC",
          "[engine][time]") {
  CHECK(to_text(start_of(day("2025-06-17"))) == "2025-06-16T16:00:00Z");
  CHECK(to_local_text(start_of(day("2025-06-17"))) == "2025-06-17T00:00:00+08:00");

  CHECK(to_text(date_of(parse_instant("2025-06-16T15:59:59.999999Z").value())) == "2025-06-16");
  CHECK(to_text(date_of(parse_instant("2025-06-16T16:00:00Z").value())) == "2025-06-17");
}

TEST_CASE("A moment is read as RFC 3339 says", "[engine][time]") {
  struct Row {
    std::string text;
    std::string utc;
  };
  // clang-format off
  const auto row = GENERATE(values<Row>({
    {"2025-06-16",                       "2025-06-15T16:00:00Z"},
    {"2025-06-16T09:30:00+08:00",        "2025-06-16T01:30:00Z"},
    {"2025-06-16t01:30:00z",             "2025-06-16T01:30:00Z"},
    {"2025-06-16 01:30:00Z",             "2025-06-16T01:30:00Z"},
    {"2025-06-15T20:30:00-05:00",        "2025-06-16T01:30:00Z"},
    {"2025-06-16T07:15:00+05:45",        "2025-06-16T01:30:00Z"},
    {"2025-06-16T01:30:00-00:00",        "2025-06-16T01:30:00Z"},
    {"2025-06-16T01:30:00.5Z",           "2025-06-16T01:30:00.500000Z"},
    {"2025-06-16T01:30:00.000001Z",      "2025-06-16T01:30:00.000001Z"},
    {"2025-12-31T23:59:59.999999-23:59", "2026-01-01T23:58:59.999999Z"},
    {"1992-01-01T00:00:00+23:59",        "1991-12-31T00:01:00Z"},
  }));
  // clang-format on
  CAPTURE(row.text);
  CHECK(to_text(parse_instant(row.text).value()) == row.utc);
}

TEST_CASE("A moment that is not quite RFC 3339 is refused", "[engine][time]") {
  const std::string bad = GENERATE(
      "", "now", "2025-06-16T", "2025-06-16T09:30", "2025-06-16T09:30:00", "2025-06-16T24:00:00Z",
      "2025-06-16T09:60:00Z", "2025-06-16T09:30:60Z", "2025-06-16T09:30:00.Z",
      "2025-06-16T09:30:00.1234567Z", "2025-06-16T09:30:00+8", "2025-06-16T09:30:00+24:00",
      "2025-06-16T09:30:00+08:60", "2025-06-16T09:30:00+0800", "2025-06-16T09:30:00Z ",
      "2025-02-30T09:30:00Z", "2025-06-16T9:30:00Z", "2025-06-16X09:30:00Z");
  CAPTURE(bad);
  REQUIRE(parse_instant(bad).has_error());
  CHECK(parse_instant(bad).error().subject == bad);
}

TEST_CASE("Moments", "[engine][time][property]") {
  const auto any_instant =
      rc::gen::map(rc::gen::inRange<std::int64_t>(700'000'000'000'000, 7'000'000'000'000'000),
                   [](auto count) { return Instant{std::chrono::microseconds{count}}; });

  rc::prop("come back from either text as they were", [=] {
    const auto instant = *any_instant;
    RC_ASSERT(parse_instant(to_text(instant)).value() == instant);
    RC_ASSERT(parse_instant(to_local_text(instant)).value() == instant);
  });

  rc::prop("lie within their day", [=] {
    const auto instant = *any_instant;
    const auto date = date_of(instant);
    RC_ASSERT(start_of(date) <= instant);
    RC_ASSERT(instant < start_of(date + std::chrono::days{1}));
  });
}
