// Tables of other systems, over HTTP: a verdict for every row, and nothing twice.

#include "adapters/http/served_fixture.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

namespace duban::http {

namespace {

namespace json = boost::json;

struct ImportingOffice : ServedRegister {
  explicit ImportingOffice(sql::Dialect dialect = sql::Dialect::sqlite) : ServedRegister{dialect} {
    time.move_to(parse_instant("2026-11-20T09:00:00+08:00").value());
    add_user({"officer", "340100", {"officer"}, "", ""}, "春江花月夜2025年");
    add_user({"contact", "340100", {"contact"}, "市交通运输局", ""}, "春江花月夜2025年");
  }
  [[nodiscard]] Browser as(const char* name) { return {*this, name}; }
  [[nodiscard]] std::size_t cases() {
    return as("officer")
        .get("/api/v1/cases?workflow=suggestion&limit=500")
        .json()
        .at("items")
        .as_array()
        .size();
  }
};

Told send_csv(const Browser& who, const std::string& text, const std::string& query = "") {
  return who.ask("POST", "/api/v1/imports" + query, {{"Content-Type", "text/csv; charset=utf-8"}},
                 text);
}

Told send_sheet(const Browser& who, const json::object& sheet, const std::string& query = "") {
  return who.ask("POST", "/api/v1/imports" + query, {}, json::serialize(sheet));
}

std::vector<std::string> verdicts(const Told& told) {
  REQUIRE(told.status == 200);
  std::vector<std::string> all;
  const auto body = told.json();
  for (const auto& item : body.at("items").as_array())
    all.push_back(std::to_string(item.at("line").as_int64()) + " " +
                  std::string{std::string_view{item.at("verdict").as_string()}});
  return all;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("A CSV is taken row by row over HTTP, and once", "[http][import][sql]") {
  ImportingOffice office{EACH_DATABASE};
  const auto officer = office.as("officer");
  const std::string table =
      "标题,届次,编号,类型\n修路,17-3,1,人大建议\n修桥,17-3,2,政协提案\n修坝,17-3,1,\n";
  const auto dry = send_csv(officer, table, "?dry_run=true");
  CHECK(verdicts(dry) == Lines{"2 taken", "3 refused", "4 refused"});
  CHECK(dry.json().at("items").at(0).at("id").is_null());
  CHECK(office.cases() == 0);

  const auto told = send_csv(officer, table);
  CHECK(verdicts(told) == Lines{"2 taken", "3 refused", "4 refused"});
  const auto body = told.json();
  CHECK(body.at("items").at(0).at("id") == "1");
  CHECK(body.at("items").at(0).at("state") == "registered");
  CHECK(body.at("items").at(1).at("column") == "类型");
  CHECK(body.at("items").at(1).at("reason") == "政协提案属于另一机构：政协提案由政协登记");
  CHECK(body.at("items").at(2).at("reason") == "第 2 行也是这个编号：17-3-1");
  CHECK(body.at("taken") == 1);
  CHECK(body.at("refused") == 2);
  CHECK(body.at("states").at("registered") == 1);

  const auto again = send_csv(officer, table);
  CHECK(verdicts(again) == Lines{"2 already_there", "3 refused", "4 already_there"});
  CHECK(office.cases() == 1);
  const auto english =
      officer.ask("POST", "/api/v1/imports?dry_run=true",
                  {{"Content-Type", "text/csv"}, {"Accept-Language", "en"}}, table);
  CHECK(english.json().at("items").at(0).at("reason") == "case 1 has the number 17-3-1 already");
}

TEST_CASE("Rows that a page has read are taken as a CSV is, piece by piece",
          "[http][import][sql]") {
  ImportingOffice office{EACH_DATABASE};
  const auto officer = office.as("officer");
  const json::array header{"title", "session", "number", "undertaker"};
  json::array rows{json::array{"修路", "17-3", "1", "市水务局"},
                   json::array{"修桥", "17-3", "2", ""}};
  const auto first = send_sheet(officer, {{"header", header}, {"rows", rows}});
  CHECK(verdicts(first) == Lines{"2 taken", "3 taken"});
  CHECK(first.json().at("new_units") == json::array{"市水务局"});
  json::array more{json::array{"修桥", "17-3", "2", ""}, json::array{"修塘", "17-3", "", ""}};
  const auto second = send_sheet(officer, {{"header", header}, {"rows", more}}, "?first_line=4");
  CHECK(verdicts(second) == Lines{"4 already_there", "5 taken"});
  CHECK(verdicts(send_csv(officer, "title,session\n修塘,17-3\n", "?first_line=9")) ==
        Lines{"9 already_there"});
  CHECK(office.cases() == 3);
}

TEST_CASE("The published table comes to the same as on the command line", "[http][import][sql]") {
  ImportingOffice office{EACH_DATABASE};
  std::ifstream in{DUBAN_SOURCE_DIR "/tests/data/suggestions-cn.csv", std::ios::binary};
  const std::string table{std::istreambuf_iterator<char>{in}, {}};
  const auto told = send_csv(office.as("officer"), table);
  REQUIRE(told.status == 200);
  CHECK(told.json().at("taken") == 36);
  CHECK(told.json().at("refused") == 8);
  CHECK(told.json().at("items").at(0).at("state_label") == "已答复");
}

TEST_CASE("What is no table is refused whole, with what would be right", "[http][import]") {
  ImportingOffice office;
  const auto officer = office.as("officer");
  const auto path_of = [](const Told& told) {
    REQUIRE(told.status == 422);
    return std::string{std::string_view{told.json().at("errors").at(0).at("path").as_string()}};
  };
  CHECK(path_of(send_csv(officer, "标题,颜色\n修路,红\n")) == "table:1");
  CHECK(path_of(send_csv(officer, "session\n17-3\n")) == "table:1");
  CHECK(path_of(send_csv(officer, "title,session\n修路,17-3\n修桥\n")) == "table:3");
  CHECK(path_of(send_csv(officer, "title\n\xff\xff\xff\n")).starts_with("table:"));
  CHECK(path_of(send_sheet(officer, {{"header", json::array{"titel"}}, {"rows", json::array{}}})) ==
        "header");
  json::array rows;
  rows.push_back(json::array{"修路", "17-3"});
  CHECK(path_of(send_sheet(officer, {{"header", json::array{"title"}}, {"rows", rows}})) ==
        "rows[0]");
  CHECK(path_of(send_csv(officer, "title\n修路\n", "?table=proposals")) == "table");
  CHECK(officer.ask("POST", "/api/v1/imports", {{"Content-Type", "text/html"}}, "title\n").status ==
        415);
  CHECK(office.cases() == 0);
}

TEST_CASE("Only who may register imports, and an import stands in the audit log",
          "[http][import][sql]") {
  ImportingOffice office{EACH_DATABASE};
  const auto refused = send_csv(office.as("contact"), "title,session\n修路,17-3\n");
  CHECK(refused.status == 403);
  CHECK(refused.json().at("reason") == "no_authority");
  CHECK(refused.json().at("possible").at(0) == "officer");
  CHECK(send_csv(office.as("officer"), "title,session\n修路,17-3\n", "?dry_run=true").status ==
        200);
  CHECK(send_csv(office.as("officer"), "title,session\n修路,17-3\n").status == 200);
  CHECK(office.cases() == 1);
  const auto log = office.audit.entries("", 0, 10);
  REQUIRE(log.size() == 2);
  CHECK(log[0].outcome == "no_authority");
  CHECK(log[1].by == "officer");
  CHECK(log[1].act == "importTable");
  CHECK(log[1].outcome == "done");
}

TEST_CASE("The tables that may be imported tell their columns", "[http][import]") {
  ImportingOffice office;
  const auto told = office.as("officer").get("/api/v1/imports");
  REQUIRE(told.status == 200);
  const auto body = told.json();
  const auto& table = body.at("items").at(0);
  CHECK(table.at("name") == "suggestions");
  CHECK(table.at("columns").at(0).at("name") == "title");
  CHECK(table.at("columns").at(0).at("label") == "标题");
  CHECK(table.at("columns").at(0).at("required") == true);
}

}  // namespace duban::http
