// From when a report can be handed in, which period it is for, and what it is held against.

#include "workflows/office.hpp"
#include "workflows/report/rates.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

constexpr auto plain = R"({"signatory":"厅长","answers_for_truth":true})";

Meeting meeting(Office& office, const std::string& day) {
  return {office.directory().congresses().front().code, "2025-5", "第二十次会议",
          day.empty() ? std::nullopt : std::optional{parse_date(day).value()}};
}

}  // namespace

TEST_CASE("A report is not handed in before its time", "[workflow][report]") {
  Office office{"2025-06-20", "fujian"};
  const auto refused = [&](CaseId id, const std::string& day) {
    return office.refusal_of_day(id, "submit", day, plain) == "condition:not_before_its_time";
  };
  const auto audit =
      office.opened("report", "generate", R"({"kind":"专项审计","anchored_on":"2025-06-10"})");
  CHECK(refused(audit, "2025-06-09"));
  CHECK_FALSE(refused(audit, "2025-06-10"));

  const auto asked = office.opened(
      "report", "generate", R"({"kind":"要求报送的材料","sender":"交通局","due":"2025-07-10"})");
  CHECK(refused(asked, "1995-01-01"));
  CHECK(refused(asked, "2025-06-19"));

  const auto half = office.opened("report", "generate",
                                  R"({"kind":"社会保险费征缴","limit":"report_first_half"})");
  office.live_until("2025-07-15");
  CHECK(refused(half, "2025-06-30"));
  CHECK_FALSE(refused(half, "2025-07-01"));
}

TEST_CASE("A report of the plan is for the period of its window", "[workflow][report]") {
  Office office{"2025-06-20", "fujian"};
  const auto opening = [&](const char* period) {
    return office.refusal_to_open("report", "generate",
                                  std::string{R"({"kind":"社会保险费征缴",)"} +
                                      R"("limit":"report_first_half","period":")" + period + "\"}");
  };
  CHECK(opening("随便") == "condition:period_is_that_of_its_limit");
  CHECK(opening("2024上") == "condition:period_is_that_of_its_limit");
  CHECK(opening("2025上") == "done");
}

TEST_CASE("A meeting that moves to a day with the same limit moves what it counts from",
          "[workflow][report]") {
  Office office{"2025-08-01"};
  REQUIRE(office.directory().put(meeting(office, "2025-09-27"), true).has_value());
  const auto id = office.opened(
      "report", "generate",
      R"({"kind":"专项工作报告送委员会征求意见稿","sender":"交通局","meeting":"2025-5"})");
  CHECK(office.due(id, "submission") == "2025-09-05");
  REQUIRE(office.directory().put(meeting(office, "2025-09-26"), false).has_value());
  office.live_until("2025-08-02");
  CHECK(office.due(id, "submission") == "2025-09-05");
  CHECK(to_text(*office.family(id).find_clock(id, "submission", 0)->anchor) == "2025-09-26");
  CHECK(office.verify() == "");
}

TEST_CASE("What has no limit is neither in time nor late", "[workflow][report][rates]") {
  Office office{"2025-08-01"};
  REQUIRE(office.directory().put(meeting(office, ""), true).has_value());
  const auto id = office.opened("report", "generate",
                                R"({"kind":"专项工作报告","sender":"交通局","meeting":"2025-5"})");
  office.fire(id, "submit", plain);
  const auto things = duban::report::count_family(
      office.family(id),
      {office.open_register().rulebook().of_congress("340100")->regulation,
       office.open_register().rulebook().of_congress("340100")->regulation,
       office.open_register().rulebook().of_congress("340100")->calendar, date_of(office.now())});
  REQUIRE(things.size() == 1);
  CHECK(things.front().sets.contains("without_limit"));
  CHECK_FALSE(things.front().sets.contains("in_time"));
  CHECK_FALSE(things.front().sets.contains("due"));
}

}  // namespace duban::test
