#include "adapters/tables/calendar_csv.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace duban;

namespace {

Result<Calendar> read(const std::string& rows) {
  std::istringstream in{"date,name,is_workday\n" + rows};
  return read_calendar(in, "local.csv", "local");
}

}  // namespace

TEST_CASE("A calendar is read from its table", "[tables]") {
  const auto calendar = read("2025-05-01,劳动节,0\n2025-04-27,劳动节,1\n").value();
  CHECK(calendar.name() == "local");
  REQUIRE(calendar.days().size() == 2);
  CHECK(to_text(calendar.days()[0].date) == "2025-04-27");
  CHECK(calendar.days()[0].is_workday);
  CHECK(calendar.days()[1].name == "劳动节");
}

TEST_CASE("An empty calendar knows no year", "[tables]") {
  CHECK_FALSE(read("").value().is_known(std::chrono::year{2025}));
}

TEST_CASE("A calendar's bad lines are refused by file and line", "[tables]") {
  struct Row {
    std::string rows;
    std::string where;
    std::string detail;
  };
  // clang-format off
  const auto row = GENERATE(values<Row>({
    {"2025-02-30,春节,0\n",                      "local.csv:2", "date `2025-02-30`: the calendar has no such day"},
    {"2025-05-01,劳动节,0\n2025-5-2,劳动节,0\n", "local.csv:3", "date `2025-5-2`: a date is written YYYY-MM-DD, such as 2025-06-16"},
    {"2025-05-01,劳动节,0\n\n2025-05-01,劳动节,1\n", "local.csv:4", "2025-05-01 is on line 2 already"},
    {"2025-05-01,劳动节,2\n",                    "local.csv:2", "is_workday `2`: write 0 for a day off, 1 for a day worked"},
    {"2025-05-01,劳动节,true\n",                 "local.csv:2", "is_workday `true`: write 0 for a day off, 1 for a day worked"},
    {"2025-05-01,劳动节,\n",                     "local.csv:2", "is_workday ``: write 0 for a day off, 1 for a day worked"},
    {"2025-05-01,劳动节\n",                      "local.csv:2", "the line has 2 fields, the header has 3"},
  }));
  // clang-format on
  const auto calendar = read(row.rows);
  REQUIRE(calendar.has_error());
  CHECK(calendar.error().subject == row.where);
  CHECK(calendar.error().detail == row.detail);
}

TEST_CASE("A calendar's name is not a path", "[tables]") {
  const std::string name = GENERATE("", "mars", "../calendars/cn", "cn.csv", "CN", "cn\n");
  const auto calendar = load_calendar(DUBAN_SOURCE_DIR "/config/calendars", name);
  REQUIRE(calendar.has_error());
  CHECK(calendar.error().problem == Problem::not_found);
  CHECK(calendar.error().possible == std::vector<std::string>{"cn", "xishuangbanna"});
}

TEST_CASE("Both calendars that come with the program are read", "[tables]") {
  CHECK(load_calendar(DUBAN_SOURCE_DIR "/config/calendars", "cn").value().days().size() == 405);
  CHECK(
      load_calendar(DUBAN_SOURCE_DIR "/config/calendars", "xishuangbanna").value().days().size() ==
      426);
}
