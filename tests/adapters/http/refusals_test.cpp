// How what is wrong with a request is told: by its path in the request, in the language of whoever
// asks.

#include "adapters/http/served_fixture.hpp"
#include "engine/people/sight.hpp"
#include "engine/register/register.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <regex>

namespace duban::http {

namespace {

namespace json = boost::json;

const std::string password = "春江花月夜2025年";

/// Suggestion 1 is handed over, 2 has only come in.
struct RefusingOffice : ServedRegister {
  explicit RefusingOffice(sql::Dialect dialect = sql::Dialect::sqlite) : ServedRegister{dialect} {
    directory.put(Deputy{"340100", "张三", "张三", ""}, true).value();
    add_user({"officer", "340100", {"officer"}, "", ""}, password);
    add_user({"contact", "340100", {"contact"}, "市交通运输局", ""}, password);
    add_user({"other", "340100", {"contact"}, "市交通运输局", ""}, password);
    add_user({"root", "340100", {"administrator"}, "", ""}, password);
    REQUIRE(submit(sound).status == 201);
    REQUIRE(submit(sound).status == 201);
    REQUIRE(fire("officer", "1", "register", "{}").status == 200);
    REQUIRE(fire("officer", "1", "assign",
                 R"({"data":{"mode":"sole","units":[{"unit":"市交通运输局","role":"sole"}]}})")
                .status == 200);
  }

  [[nodiscard]] Told submit(const json::object& data) {
    return Browser{*this, "officer"}.ask(
        "POST", "/api/v1/cases", {},
        json::serialize(
            json::object{{"workflow", "suggestion"}, {"event", "submit"}, {"data", data}}));
  }
  [[nodiscard]] Told fire(const char* who,
                          const std::string& id,
                          const std::string& event,
                          const std::string& body) {
    const Browser browser{*this, who};
    const auto seen = browser.get("/api/v1/cases/" + id);
    return browser.ask("POST", "/api/v1/cases/" + id + "/events/" + event,
                       {{"If-Match", seen.headers.at("etag")}}, body);
  }

  const json::object sound{
      {"title", "修路"}, {"text", "坏了"}, {"lead_deputy", "张三"}, {"session", "17-3"}};
};

std::string text(const Told& told, const char* name) {
  return std::string{std::string_view{told.json().at(name).as_string()}};
}

std::string path_of(const Told& told) {
  INFO(told.body);
  REQUIRE(told.status == 422);
  return std::string{std::string_view{told.json().at("errors").at(0).at("path").as_string()}};
}

std::string long_line(std::size_t size) {
  return std::string(size, 'x');
}

}  // namespace

TEST_CASE("What is wrong is named by its path in the request", "[http][sqlite]") {
  RefusingOffice office;
  const auto sign = [&](const char* body) {
    return path_of(office.fire("contact", "1.1", "sign", body));
  };
  CHECK(sign(R"({"data":{"name":"李","telephone":"1","nam":"x"}})") == "data.nam");
  CHECK(sign(R"({"data":{"name":"李"}})") == "data.telephone");
  CHECK(sign(R"({"data":{"name":" ","telephone":"1"}})") == "data.name");
  CHECK(sign(R"({"data":[]})") == "data");
  CHECK(sign(R"({"data":{"name":"a\u0000","telephone":"1"}})") == "data.name");
  CHECK(sign(R"({"data":{"name":"李","telephone":"1"},"occurred_on":"2025-03-15"})") ==
        "occurred_on");
  CHECK(sign(R"({"data":{"name":"李","telephone":"1"},"occured_on":"2025-03-14"})") ==
        "occured_on");
  REQUIRE(office.fire("officer", "2", "register", "{}").status == 200);
  const auto unit =
      office.fire("officer", "2", "assign",
                  R"({"data":{"mode":"sole","units":[{"unit":"没有","role":"sole"}]}})");
  CHECK(path_of(unit) == "data.units[0].unit");
  CHECK(text(unit, "detail").starts_with("data.units[0].unit："));
}

TEST_CASE("A batch names the data of its event likewise", "[http][batch]") {
  RefusingOffice office;
  const auto told = Browser{office, "officer"}.ask(
      "POST", "/api/v1/batches?dry_run=true", {},
      R"({"event":"register","data":{"nummer":"1"},"cases":[{"id":"2","version":1}]})");
  REQUIRE(told.status == 200);
  CHECK(told.json().at("items").at(0).at("problem").at("errors").at(0).at("path") == "data.nummer");
}

TEST_CASE("If-Match is written as ETag gave it: anything else is refused as such",
          "[http][sqlite]") {
  RefusingOffice office;
  const auto urge = [&](const char* tag) {
    return Browser{office, "officer"}.ask("POST", "/api/v1/cases/1.1/events/urge",
                                          {{"If-Match", tag}}, "{}");
  };
  for (const auto* tag : {"1", "*", "\"1\",\"2\"", "\"1\", \"2\"", "\"1", "W/1", "\""}) {
    INFO(tag);
    const auto told = urge(tag);
    CHECK(path_of(told) == "If-Match");
    CHECK(text(told, "detail") == "If-Match：请照 ETag 所给的写，连同引号：\"7\"");
  }
  for (const auto* tag : {"\"99\"", "\"abc\"", "W/\"99\"", "\"\""}) {
    INFO(tag);
    CHECK(urge(tag).status == 412);
  }
  CHECK(urge("W/\"1\"").status == 200);
}

TEST_CASE("A comment may have several lines", "[http][sqlite]") {
  RefusingOffice office;
  CHECK(office.fire("officer", "1.1", "urge", R"({"comment":"一\n二","data":{}})").status == 200);
  const auto history = Browser{office, "officer"}.get("/api/v1/cases/1.1/events");
  CHECK(history.body.find("一\\n二") != std::string::npos);
}

TEST_CASE("A title and a list have bounds, of which the schema tells", "[http][sqlite]") {
  RefusingOffice office;
  auto data = office.sound;
  data["title"] = long_line(501);
  CHECK(path_of(office.submit(data)) == "data.title");
  data["title"] = long_line(500);
  CHECK(office.submit(data).status == 201);
  json::array signers(100'000, json::value("x"));
  data["co_signers"] = signers;
  const auto told = office.submit(data);
  CHECK(path_of(told) == "data.co_signers");
  CHECK(text(told, "detail") == "data.co_signers：超过 200 项");
  const auto forms = Browser{office, "officer"}.get("/api/v1/workflows/suggestion/forms").json();
  for (const auto& form : forms.at("items").as_array())
    if (form.at("event") == "submit") {
      CHECK(form.at("schema").at_pointer("/properties/title/maxLength") == 500);
      CHECK(form.at("schema").at_pointer("/properties/co_signers/maxItems") == 200);
    }
}

TEST_CASE("What was kept before there were bounds is read and goes on", "[http][sqlite]") {
  RefusingOffice office;
  Register cases{office.store, office.directory, office.catalogue, office.time, &office.signals};
  Command old;
  old.workflow = "suggestion";
  old.congress = "340100";
  old.event = "submit";
  old.actor = actor_of(office.directory.user("officer").value());
  auto data = office.sound;
  data["title"] = long_line(2'000) + "\u202E ";
  old.data = data;
  REQUIRE(cases.open(old).has_value());
  const Browser officer{office, "officer"};
  CHECK(officer.get("/api/v1/cases/3").json().at("facts").at("title") == data.at("title"));
  CHECK(officer.get("/api/v1/cases").status == 200);
  CHECK(office.fire("officer", "3", "register", "{}").status == 200);
}

TEST_CASE("The tag of a language is compared without case", "[http][sqlite]") {
  RefusingOffice office;
  const auto detail = [&](const char* language) {
    return text(office.server.ask("GET", "/api/v1/cases", {{"Accept-Language", language}}),
                "detail");
  };
  for (const auto* english : {"en", "EN", "EN-us", "en-GB,en;q=0.9", "En;q=1"}) {
    INFO(english);
    CHECK(detail(english) == "sign in first");
  }
  for (const auto* chinese : {"", "zh-CN", "enx", "fr, en"}) {
    INFO(chinese);
    CHECK(detail(chinese) == "请先登录");
  }
}

TEST_CASE("A fault of the program is told in the language of its client", "[http]") {
  const Listening server{[](const Request&) -> Answer { throw std::logic_error("broken"); },
                         {},
                         [](std::string_view sentence, std::string_view language) {
                           return is_english(language) ? std::string{sentence}
                                                       : std::string{"请先查看"};
                         }};
  CHECK(text(server.ask("GET", "/"), "detail") == "请先查看");
  CHECK(text(server.ask("GET", "/", {{"Accept-Language", "en"}}), "detail")
            .starts_with("Look before asking again."));
}

TEST_CASE("No case begins with an event that comes later", "[http][sqlite]") {
  RefusingOffice office;
  const auto open = [&](const Headers& headers) {
    return Browser{office, "officer"}.ask("POST", "/api/v1/cases", headers,
                                          R"({"workflow":"suggestion","event":"register"})");
  };
  CHECK(open({}).status == 409);
  CHECK(text(open({}), "detail").starts_with("不能以“登记编号（register）”立案；可用："));
  CHECK(text(open({{"Accept-Language", "en"}}), "detail").starts_with("no case begins with"));
}

TEST_CASE("Who may not give a delegation is told who may", "[http][sqlite]") {
  RefusingOffice office;
  const auto told = Browser{office, "other"}.ask(
      "POST", "/api/v1/congresses/340100/delegations", {},
      R"({"principal":"contact","delegate":"other","through":"2025-03-20"})");
  CHECK(told.status == 403);
  CHECK(text(told, "detail") == "只能由被代理者本人（本单位的联络员、负责人）或者管理员办理");
}

TEST_CASE("Whoever reads Chinese is refused over HTTP in Chinese", "[http][sqlite]") {
  struct Row {
    const char *who, *method, *target, *body;
  };
  RefusingOffice office;
  const std::vector<Row> rows{
      {"officer", "GET", "/api/v1/nothing", ""},
      {"officer", "DELETE", "/api/v1/cases", ""},
      {"officer", "GET", "/api/v1/cases/9", ""},
      {"officer", "GET", "/api/v1/cases/x", ""},
      {"officer", "GET", "/api/v1/cases?stat=open", ""},
      {"officer", "GET", "/api/v1/cases?limit=0", ""},
      {"officer", "POST", "/api/v1/cases", "{"},
      {"officer", "POST", "/api/v1/cases", R"({"workflow":"suggestion"})"},
      {"officer", "POST", "/api/v1/cases", R"({"workflow":"nothing","event":"submit"})"},
      {"officer", "POST", "/api/v1/cases", R"({"workflow":"suggestion","event":"register"})"},
      {"officer", "POST", "/api/v1/cases", R"({"workflow":"suggestion","event":"submt"})"},
      {"officer", "POST", "/api/v1/cases/1/events/close", "{}"},
      {"officer", "POST", "/api/v1/cases/2/events/register", R"({"data":{"session":" "}})"},
      {"contact", "POST", "/api/v1/cases/1.1/events/sign", R"({"data":{"name":""}})"},
      {"contact", "POST", "/api/v1/cases/1.1/events/sign",
       R"({"data":{"name":"","telephone":"1"}})"},
      {"contact", "POST", "/api/v1/cases/1.1/events/urge", "{}"},
      {"officer", "PATCH", "/api/v1/units/nope", R"({"name":"新名"})"},
      {"officer", "POST", "/api/v1/units", R"({"name":"老干部局 "})"},
      {"officer", "POST", "/api/v1/units", R"({"name":"老\u200b干部局"})"},
      {"contact", "POST", "/api/v1/units", R"({"name":"体育局"})"},
      {"officer", "POST", "/api/v1/session/password", R"({"old":"x","wanted":"春江花月夜2026年"})"},
      {"officer", "POST", "/api/v1/tokens", R"({"name":"x","scopes":[],"ends_at":"x"})"},
      {"other", "POST", "/api/v1/congresses/340100/delegations",
       R"({"principal":"contact","delegate":"other","through":"2025-03-20"})"},
      {"officer", "GET", "/api/v1/users", ""},
      {"officer", "GET", "/api/v1/batches/x", ""},
      {"officer", "GET", "/api/v1/workflows/x", ""},
  };
  for (const auto& row : rows) {
    INFO(row.who << " " << row.method << " " << row.target << " " << row.body);
    const auto told =
        Browser{office, row.who}.ask(row.method, row.target, {{"If-Match", "\"1\""}}, row.body);
    INFO(told.body);
    REQUIRE(told.status >= 400);
    REQUIRE(told.status < 500);
    auto said = text(told, "detail");
    const auto document = told.json();
    if (const auto* errors = document.if_contains("errors"))
      said += " / " + std::string{std::string_view{errors->at(0).at("message").as_string()}};
    // Codes and paths stand in it, but no two English words after each other.
    CHECK(std::ranges::any_of(said, [](char c) { return static_cast<unsigned char>(c) > 0x7F; }));
    CHECK_FALSE(std::regex_search(said, std::regex{"[a-z]{2,} [a-z]{2,}"}));
  }
}

}  // namespace duban::http
