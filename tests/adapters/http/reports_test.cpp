// Figures over HTTP: those of the command line, down to each case.

#include "adapters/http/handling_fixture.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

namespace {

namespace json = boost::json;

/// Two suggestions handed over on 14 March 2025: one is answered in time, on 1 April, the other, a
/// protected one, never.  Today is 1 July.
struct TwoSuggestions : Handling {
  explicit TwoSuggestions(sql::Dialect dialect) : Handling{dialect} {
    hand_over(open("关于修路的建议"));
    hand_over(open("王五要求修桥", true));
    on("2025-04-01");
    answer("1");
    on("2025-07-01");
  }
};

json::object figure(const json::object& answer, std::string_view name, std::size_t group = 0) {
  const auto& groups = answer.at("surveys").at(0).at("groups").as_array();
  for (const auto& rate : groups.at(group).at("rates").as_array())
    if (text_of(rate.at("rate")) == name) return rate.as_object();
  FAIL("no rate is called " << name);
  return {};
}

std::vector<std::string> cases_in(const json::object& answer, const char* list) {
  std::vector<std::string> all;
  for (const auto& each : answer.at(list).as_array())
    all.push_back(text_of(each.at("case")) + " " + text_of(each.at("title")));
  return all;
}

}  // namespace

TEST_CASE("Rates over HTTP are told with their bases and words", "[http][sql][rates]") {
  TwoSuggestions office{EACH_DATABASE};
  const auto told = office.as("leader").get("/api/v1/reports/rates");
  INFO(told.body);
  REQUIRE(told.status == 200);
  const auto answer = told.json();
  CHECK(answer.at("congress") == "340100");
  CHECK(answer.at("as_of") == "2025-07-01");
  CHECK(answer.at("by") == "");
  CHECK(answer.at("surveys").as_array().size() == 2);
  CHECK(answer.at("surveys").at(0).at("workflow") == "suggestion");
  const auto on_time = figure(answer, "on_time");
  CHECK(on_time.at("label") == "按期办结率");
  CHECK(on_time.at("counted") == 1);
  CHECK(on_time.at("base") == 2);
  CHECK(on_time.at("percent") == "50.00");
  CHECK(on_time.at("note") == "日期不明 0 件");
  CHECK(figure(answer, "satisfied").at("percent").is_null());
  CHECK(figure(answer, "satisfied").at("beside").at("unrated") == 1);
  CHECK(figure(answer, "registered").at("counted") == 2);
  CHECK(figure(answer, "registered").at("base").is_null());

  const auto english =
      office.as("leader").get("/api/v1/reports/rates?by=unit", {{"Accept-Language", "en"}}).json();
  const auto& group = english.at("surveys").at(0).at("groups").at(0);
  CHECK(group.at("group") == Handling::unit);
  CHECK(group.at("label") == Handling::unit);
  CHECK(figure(english, "on_time").at("label") == "on time");
}

TEST_CASE("Rates are told as of a day, of a session, of a year", "[http][sql][rates]") {
  TwoSuggestions office{EACH_DATABASE};
  const auto officer = office.as("officer");
  const auto counted = [&](const char* query, const char* rate) {
    const auto told = officer.get(std::string{"/api/v1/reports/rates?"} + query);
    INFO(told.body);
    REQUIRE(told.status == 200);
    return figure(told.json(), rate).at("counted").as_int64();
  };
  CHECK(counted("as_of=2025-03-14", "answered") == 0);
  CHECK(counted("as_of=2025-04-01", "answered") == 1);
  CHECK(counted("session=17-3", "registered") == 2);
  CHECK(counted("year=2024", "registered") == 0);
}

TEST_CASE("A rate opens down to its cases, with protected titles covered", "[http][sql][rates]") {
  TwoSuggestions office{EACH_DATABASE};
  const auto officer = office.as("officer");
  const auto told = officer.get("/api/v1/reports/rates/cases?rate=on_time");
  INFO(told.body);
  REQUIRE(told.status == 200);
  const auto answer = told.json();
  CHECK(answer.at("rate") == "on_time");
  CHECK(answer.at("label") == "按期办结率");
  CHECK(answer.at("complete") == true);
  CHECK(cases_in(answer, "counted") == std::vector<std::string>{"1 关于修路的建议"});
  CHECK(cases_in(answer, "missing") == std::vector<std::string>{"2 （保密）要求修桥"});
  CHECK(answer.at("missing").at(0).at("unit") == Handling::unit);

  const auto of_unit = officer.get(
      "/api/v1/reports/rates/cases?by=unit&rate=%E6%8C%89%E6%9C%9F%E5%8A%9E%E7%BB%93%E7%8E%87&of="
      "%E5%B8%82%E4%BA%A4%E9%80%9A%E8%BF%90%E8%BE%93%E5%B1%80");
  INFO(of_unit.body);
  REQUIRE(of_unit.status == 200);
  CHECK(cases_in(of_unit.json(), "counted") == std::vector<std::string>{"1.1 关于修路的建议"});
  CHECK(of_unit.json().at("counted").at(0).at("group") == Handling::unit);
}

TEST_CASE("Whoever sees a part of the congress is told no figures", "[http][sql][rates]") {
  TwoSuggestions office{EACH_DATABASE};
  office.add_neighbour();
  for (const auto* who : {"contact", "deputy"})
    for (const auto* path : {"/api/v1/reports/rates", "/api/v1/reports/rates/cases?rate=on_time"}) {
      const auto told = office.as(who).get(path);
      CHECK(told.status == 403);
      CHECK(told.json().at("reason") == "no_authority");
      CHECK(told.json().at("detail") == "统计数字只供看得到全部事项的人查看");
    }
  CHECK(office.as("officer").get("/api/v1/reports/rates?congress=340200").status == 404);
  const auto neighbour = office.as("root").get("/api/v1/reports/rates?congress=340200");
  REQUIRE(neighbour.status == 200);
  CHECK(figure(neighbour.json(), "registered").at("counted") == 0);
}

TEST_CASE("What is asked of the rates and is not there is named", "[http][rates]") {
  TwoSuggestions office{sql::Dialect::sqlite};
  const auto officer = office.as("officer");
  const auto wrong = [&](const std::string& rest) {
    return wrong_path(officer.get("/api/v1/reports/rates" + rest));
  };
  CHECK(wrong("?by=units") == "by");
  CHECK(wrong("?session=17-9") == "session");
  CHECK(wrong("?year=1066") == "year");
  CHECK(wrong("?as_of=2025-07-02") == "as_of");
  CHECK(wrong("?as_of=tomorrow") == "as_of");
  CHECK(wrong("/cases") == "rate");
  CHECK(wrong("/cases?rate=on_tim") == "rate");
  CHECK(wrong("/cases?rate=on_time&of=x") == "of");
  CHECK(wrong("/cases?rate=on_time&by=unit&of=x") == "of");
  CHECK(wrong("/cases?rate=submission_in_time&by=category") == "by");
}

}  // namespace duban::http
