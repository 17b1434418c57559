// Calendars over HTTP: which years are known, and what a new notice moves.

#include "adapters/http/handling_fixture.hpp"
#include "adapters/tables/calendar_csv.hpp"
#include "engine/register/founding.hpp"

#include <catch2/catch.hpp>

#include <fstream>

namespace duban::http {

namespace {

namespace json = boost::json;

/// An office that knows no calendar after 2024, in March 2025: its running limits are provisional.
struct BeforeNotice : Handling {
  explicit BeforeNotice(sql::Dialect dialect = sql::Dialect::sqlite) : Handling{dialect} {
    std::ifstream whole{DUBAN_SOURCE_DIR "/config/calendars/cn.csv"};
    std::string line;
    std::getline(whole, line);
    std::string known = line + "\n";
    notice = known;
    while (std::getline(whole, line)) {
      if (line < "2025") known += line + "\n";
      if (line.starts_with("2025")) notice += line + "\n";
    }
    std::istringstream in{known};
    const auto edition = keep_rules(read_calendar(in, "cn", "cn").value(), directory);
    const auto congress = directory.congresses().front();
    directory.adopt_calendar(congress.code, congress.calendar, edition).value();
    for (const auto& move : directory.pending_moves()) directory.forget(move);
    signals.change_rules();
  }
  [[nodiscard]] Told send(const char* who, const std::string& text, const std::string& query = "") {
    return as(who).ask("POST", "/api/v1/calendar/notices" + query, {{"Content-Type", "text/csv"}},
                       text);
  }
  [[nodiscard]] bool is_provisional(const char* id) {
    const auto clocks = as("officer").get(std::string{"/api/v1/cases/"} + id + "/clocks").json();
    for (const auto& clock : clocks.at("items").as_array())
      if (clock.at("kind") == "sign") return clock.at("provisional").as_bool();
    FAIL("it has no such clock");
    return false;
  }

  std::string notice;  ///< of 2025
};

json::object year_in(const Told& told, int number) {
  REQUIRE(told.status == 200);
  const auto calendar = told.json();
  for (const auto& year : calendar.at("years").as_array())
    if (year.at("year") == number) return year.as_object();
  return {};
}

}  // namespace

TEST_CASE("A calendar says which years a notice makes known", "[http][sql][calendar]") {
  Handling office{EACH_DATABASE};
  const auto told = office.as("contact").get("/api/v1/calendar");
  const auto year = year_in(told, 2025);
  CHECK(year.at("known") == true);
  CHECK(year.at("days_off") == 28);
  CHECK(year.at("makeup_workdays") == 5);
  CHECK(told.json().at("congress") == "340100");
  CHECK(told.json().at("name") == "cn");
  CHECK(text_of(told.json().at("edition")).size() == 64);
}

TEST_CASE("A notice is rehearsed, then taken, and running limits follow", "[http][sql][calendar]") {
  BeforeNotice office{EACH_DATABASE};
  office.hand_over(office.open("王五要求修桥", true));
  REQUIRE(office.is_provisional("1.1"));

  const auto dry = office.send("officer", office.notice, "?dry_run=true");
  INFO(dry.body);
  REQUIRE(dry.status == 200);
  CHECK(dry.json().at("written") == false);
  CHECK(dry.json().at("congresses") == 1);
  CHECK(dry.json().at("years") == json::array{2025});
  CHECK(dry.json().at("complete") == true);
  const auto moves = dry.json().at("moves").as_array();
  REQUIRE_FALSE(moves.empty());
  for (const auto& move : moves) CHECK(text_of(move.at("title")).find("王五") == std::string::npos);
  CHECK(office.is_provisional("1.1"));
  CHECK(office.audit.entries("", 0, 10).empty());

  const auto told = office.send("officer", office.notice);
  INFO(told.body);
  REQUIRE(told.status == 200);
  CHECK(told.json().at("written") == true);
  CHECK(told.json().at("moves") == moves);
  CHECK_FALSE(office.is_provisional("1.1"));
  CHECK(year_in(office.as("officer").get("/api/v1/calendar"), 2025).at("known") == true);
  CHECK(office.audit.entries("", 0, 10).at(0).act == "takeNotice");

  const auto again = office.send("officer", office.notice);
  CHECK(again.json().at("congresses") == 0);
  CHECK(again.json().at("moves").as_array().empty());
}

TEST_CASE("Days of the place itself make no year known", "[http][calendar]") {
  BeforeNotice office;
  const auto told =
      office.send("officer", "date,name,is_workday\n2025-04-14,泼水节,0\n", "?local=true");
  INFO(told.body);
  REQUIRE(told.status == 200);
  const auto year = year_in(office.as("officer").get("/api/v1/calendar"), 2025);
  CHECK(year.at("known") == false);
  CHECK(year.at("days_off") == 1);
  const auto days =
      office.as("officer").get("/api/v1/calendar/days?from=2025-04-14&to=2025-04-14").json();
  CHECK(days.at("items").at(0).at("workday") == false);
  CHECK(days.at("items").at(0).at("name") == "泼水节");
}

TEST_CASE("A notice is for the own congress, or for all of an administrator of none",
          "[http][sql][calendar]") {
  BeforeNotice office{EACH_DATABASE};
  office.add_neighbour();
  CHECK(office.send("officer", office.notice).json().at("congresses") == 1);
  CHECK(office.send("root", office.notice, "?dry_run=true").json().at("congresses") == 1);
  CHECK(office.send("root", office.notice, "?congress=340100").json().at("congresses") == 0);
  CHECK(office.send("officer", office.notice, "?congress=340200").status == 404);
  CHECK(office.send("root", office.notice).json().at("congresses") == 1);
  for (const auto& congress : office.directory.congresses())
    CHECK(congress.calendar == office.directory.congresses().front().calendar);
  CHECK(office.send("contact", office.notice).status == 403);
  CHECK(office.send("leader", office.notice).status == 403);
}

TEST_CASE("What is no notice is refused whole, with its line", "[http][calendar]") {
  BeforeNotice office;
  const auto path = [&](const std::string& text) {
    return wrong_path(office.send("officer", text));
  };
  CHECK(path("date,name,is_workday\n2025-02-30,x,0\n") == "table:2");
  CHECK(path("date,name,is_workday\n2025-01-01,元旦,0\n2025-01-02,元旦,2\n") == "table:3");
  CHECK(path("date,name,is_workday\n2025-01-01,元旦,0\n2025-01-01,元旦,0\n") == "table:3");
  CHECK(path("date,name\n2025-01-01,元旦\n") == "table:1");
  CHECK(path("date,name,is_workday\n") == "table");
  CHECK(path("date,name,is_workday\n\xff\xff,x,0\n").starts_with("table:"));
  const auto few = office.send("officer", "date,name,is_workday\n2025-01-01,元旦,0\n");
  CHECK(wrong_path(few) == "table");
  CHECK(text_of(few.json().at("errors").at(0).at("message")) ==
        "2025：这一年还没有放假通知，1 天不足以视为已知；请导入完整的通知，或者作为本地自定的日子"
        "导入（--local，接口用 local=true）");
  CHECK(year_in(office.as("officer").get("/api/v1/calendar"), 2025).empty());
}

}  // namespace duban::http
