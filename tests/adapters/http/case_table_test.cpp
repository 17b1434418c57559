// A list of cases as a table for a spreadsheet.

#include "adapters/http/case_columns.hpp"
#include "adapters/http/served_fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace duban::http {

namespace {

namespace json = boost::json;

const std::string password = "春江花月夜2025年";
const std::string mark = "\xEF\xBB\xBF";

struct TableOffice : ServedRegister {
  explicit TableOffice(sql::Dialect dialect = sql::Dialect::sqlite) : ServedRegister{dialect} {
    directory.put(Deputy{"340100", "0101", "张三", ""}, true).value();
    directory.put(Deputy{"340100", "李四", "李四", ""}, true).value();
    add_neighbour();
    add_user({"officer", "340100", {"officer"}, "", ""}, password);
    add_user({"wuhu", "340200", {"officer"}, "", ""}, password);
    add_user({"contact", "340100", {"contact"}, "市交通运输局", ""}, password);
    open({{"title", "=HYPERLINK(\"x\")"},
          {"text", "坏了"},
          {"category", "交通"},
          {"lead_deputy", "0101"},
          {"session", "17-3"}});
    open({{"title", "关于李四反映的问题"},
          {"text", "异味"},
          {"lead_deputy", "李四"},
          {"session", "17-3"},
          {"confidential", true}});
  }
  void open(const json::object& data) {
    REQUIRE(Browser{*this, "officer"}
                .ask("POST", "/api/v1/cases", {},
                     json::serialize(json::object{
                         {"workflow", "suggestion"}, {"event", "submit"}, {"data", data}}))
                .status == 201);
  }
  void fire(const std::string& id, const std::string& event, const std::string& data) {
    const Browser who{*this, "officer"};
    const auto seen = who.get("/api/v1/cases/" + id);
    const auto told = who.ask("POST", "/api/v1/cases/" + id + "/events/" + event,
                              {{"If-Match", seen.headers.at("etag")}}, R"({"data":)" + data + "}");
    INFO(told.body);
    REQUIRE(told.status == 200);
  }
  [[nodiscard]] Told table(const char* who, const std::string& query) {
    return Browser{*this, who}.get("/api/v1/cases/table?" + query);
  }
};

}  // namespace

TEST_CASE("A list is saved as a table in the language that is asked for", "[http][sql][lists]") {
  TableOffice office{EACH_DATABASE};
  const auto told = office.table(
      "officer", "columns=id,title,state,lead_deputy,category,next_due,clock,confidential");
  INFO(told.body);
  REQUIRE(told.status == 200);
  CHECK(told.headers.at("content-type") == "text/csv; charset=utf-8");
  CHECK(told.headers.at("content-disposition") == "attachment; filename=\"cases-2025-03-14.csv\"");
  CHECK(told.headers.at("transfer-encoding") == "chunked");
  CHECK(told.body.starts_with(mark + "事项,标题,状态,领衔代表,类别,最近到期日,期限,保密\r\n"));
  // A name by its code, a formula as a text, and no name that is protected.
  CHECK(told.body.find("\r\n1,\"'=HYPERLINK(\"\"x\"\")\",已提交,张三,交通,") != std::string::npos);
  CHECK(told.body.find("\r\n2,关于（保密）反映的问题,已提交,（保密）,,") != std::string::npos);
  CHECK(told.body.find("李四") == std::string::npos);
  CHECK(told.body.ends_with(",是\r\n"));
  const auto english = office.table("officer", "columns=id,state,days_left&lang=en&order=newest");
  CHECK(english.body.starts_with(mark + "Case,State,Days left\r\n2,submitted,"));
  CHECK(office.table("wuhu", "").body == mark +
                                             "编号,标题,领衔代表,类别,会议,承办单位,状态,开始日期,"
                                             "期限,最近到期日,剩余天数\r\n");
  CHECK(office.table("contact", "columns=id").body == mark + "事项\r\n");
}

TEST_CASE("A line of an assignment goes by number and title of its suggestion",
          "[http][sql][lists]") {
  TableOffice office{EACH_DATABASE};
  office.fire("2", "register", "{}");
  office.fire("2", "assign", R"({"mode":"sole","units":[{"unit":"市交通运输局","role":"sole"}]})");
  const auto* const columns = "columns=id,number,title&workflow=";
  const auto whole = office.table("officer", std::string{columns} + "suggestion").body;
  const auto at = whole.find("\r\n2,17-3");
  REQUIRE(at != whole.npos);
  const auto line = whole.substr(at + 3);
  CHECK(line.ends_with(",关于（保密）反映的问题\r\n"));
  for (const auto* who : {"officer", "contact"})
    CHECK(office.table(who, std::string{columns} + "assignment").body ==
          mark + "事项,编号,标题\r\n2.1" + line);
}

TEST_CASE("A table that is wrongly asked for is refused before it begins",
          "[http][sqlite][lists]") {
  TableOffice office;
  const auto refused = office.table("officer", "columns=id,tite");
  CHECK(refused.status == 422);
  CHECK(refused.json().at("errors").at(0).at("path") == "columns");
  CHECK(refused.json().at("detail") == "columns：没有名为 tite 的列；是不是 title？");
  CHECK(refused.json().at("possible").as_array().size() == case_columns().size());
  for (const auto* query : {"format=xlsx", "lang=fr", "state=nowhere", "limit=5", "columns="})
    CHECK(office.table("officer", query).status == (query == std::string{"columns="} ? 200 : 422));
  CHECK(office.server.ask("GET", "/api/v1/cases/table").status == 401);
}

TEST_CASE("An export stands in the audit log with its filter and its rows", "[http][sql][lists]") {
  TableOffice office{EACH_DATABASE};
  const auto before = office.audit.last().seq;
  REQUIRE(office.table("officer", "workflow=suggestion&columns=id").status == 200);
  // The chunk that ends the table follows what is written of it.
  const auto entries = office.audit.entries("340100", before, 10);
  REQUIRE(entries.size() == 1);
  CHECK(entries.front().act == "exportCases");
  CHECK(entries.front().by == "officer");
  CHECK(entries.front().outcome == "done");
  CHECK(entries.front().about ==
        R"(cases/table {"workflow":"suggestion","columns":"id"} {"rows":2})");
  REQUIRE(Browser{office, "officer"}.ask("HEAD", "/api/v1/cases/table").status == 200);
  CHECK(office.table("officer", "state=nowhere").status == 422);
  CHECK(office.audit.entries("340100", before, 10).size() == 1);
}

TEST_CASE("A table longer than a page holds every case once", "[http][sqlite][lists]") {
  TableOffice office;
  constexpr int more = 520;
  std::string rows = "标题,届次,编号\r\n";
  for (int i = 1; i <= more; ++i)
    rows += "件" + std::to_string(i) + ",17-3,17-3-" + std::to_string(1000 + i) + "\r\n";
  const auto imported = Browser{office, "officer"}.ask("POST", "/api/v1/imports",
                                                       {{"Content-Type", "text/csv"}}, rows);
  INFO(imported.body.substr(0, 500));
  REQUIRE(imported.status == 200);
  REQUIRE(imported.json().at("taken") == more);
  for (const auto* query : {"columns=id", "columns=id&order=newest", "columns=id&text=17-3-1"}) {
    const auto told = office.table("officer", query);
    REQUIRE(told.status == 200);
    CHECK(std::ranges::count(told.body, '\n') >= more + 1);
  }
  CHECK(std::ranges::count(office.table("officer", "columns=id").body, '\n') == more + 3);
  const auto page = Browser{office, "officer"}.get("/api/v1/cases?limit=200").json();
  CHECK(page.at("items").as_array().size() == 200);
  CHECK(page.at("next").is_string());
}

TEST_CASE("Every column has a heading in both languages", "[http]") {
  const auto* language = GENERATE("zh-CN", "en");
  const auto words = Words::load(DUBAN_SOURCE_DIR "/config/locales", language);
  for (const auto& column : case_columns()) {
    INFO(column.name);
    CHECK(words.find({"columns", column.name}));
  }
  for (const auto* rating : {"satisfied", "basically_satisfied", "unsatisfied", "lapsed"})
    CHECK(words.find({"values", "rating", rating}));
}

}  // namespace duban::http
