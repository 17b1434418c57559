#include "engine/time/ladder.hpp"

#include <catch2/catch.hpp>

using namespace duban;

TEST_CASE("A distance from the due date is read, and has a code for ever", "[engine][time]") {
  struct Row {
    std::string text;
    std::string code;
  };
  // clang-format off
  const auto row = GENERATE(values<Row>({
    {"15 days before",         "-15d"},
    {"1 day before",           "-1d"},
    {"2 working days before",  "-2w"},
    {"on the day",             "0"},
    {"  on   the day ",        "0"},
    {"3 working days after",   "+3w"},
    {"1 working day after",    "+1w"},
    {"1 day after",            "+1d"},
    {"2 weeks before",         "-14d"},
    {"when the window opens",  "open"},
  }));
  // clang-format on
  CAPTURE(row.text);
  CHECK(code_of(parse_offset(row.text).value()) == row.code);
}

TEST_CASE("What is no distance from the due date is refused", "[engine][time]") {
  const std::string bad =
      GENERATE("", "15 days", "before", "0 days before", "-1 days before", "1 month before",
               "1 year after", "the day", "on the days", "on the day before", "1 day before after",
               "10000 days after", "3 working weeks after");
  CAPTURE(bad);
  REQUIRE(parse_offset(bad).has_error());
  CHECK(parse_offset(bad).error().subject == bad);
}

TEST_CASE("An interval has no direction", "[engine][time]") {
  CHECK(parse_interval("5 working days").value() == Offset{5, true});
  CHECK(parse_interval(" 1  week").value() == Offset{7, false});
  CHECK(parse_interval("1 day").value() == Offset{1, false});

  const std::string bad = GENERATE("", "5", "5 working days after", "0 days", "1 month", "daily");
  CAPTURE(bad);
  CHECK(parse_interval(bad).has_error());
}
