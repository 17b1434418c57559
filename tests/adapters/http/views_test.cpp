// Lists that people come back to, over HTTP.

#include "adapters/http/served_fixture.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

namespace {

namespace json = boost::json;

const std::string password = "春江花月夜2025年";

struct ViewedOffice : ServedRegister {
  explicit ViewedOffice(sql::Dialect dialect = sql::Dialect::sqlite) : ServedRegister{dialect} {
    add_neighbour();
    add_user({"officer", "340100", {"officer"}, "", ""}, password);
    add_user({"second", "340100", {"officer"}, "", ""}, password);
    add_user({"wuhu", "340200", {"officer"}, "", ""}, password);
    add_user({"contact", "340100", {"contact"}, "市交通运输局", ""}, password);
    add_user({"root", "340100", {"administrator"}, "", ""}, password);
    add_user({"elsewhere", "340200", {"administrator"}, "", ""}, password);
  }
  [[nodiscard]] Told add(const char* who, const json::object& body) {
    return Browser{*this, who}.ask("POST", "/api/v1/views", {}, json::serialize(body));
  }
  [[nodiscard]] Told change(const char* who, const char* id, const char* seen, const char* body) {
    return Browser{*this, who}.ask("PATCH", std::string{"/api/v1/views/"} + id,
                                   {{"If-Match", seen}}, body);
  }
  [[nodiscard]] std::vector<std::string> seen_by(const char* who) {
    std::vector<std::string> names;
    const auto all = Browser{*this, who}.get("/api/v1/views").json();
    for (const auto& view : all.at("items").as_array())
      names.emplace_back(std::string_view{view.at("name").as_string()});
    return names;
  }
};

using Names = std::vector<std::string>;

std::string wrong_path(const Told& told) {
  INFO(told.body);
  REQUIRE(told.status == 422);
  return std::string{std::string_view{told.json().at("errors").at(0).at("path").as_string()}};
}

}  // namespace

TEST_CASE("A list is saved under a name, changed and removed", "[http][sql][views]") {
  ViewedOffice office{EACH_DATABASE};
  const auto added = office.add(
      "officer", {{"name", "超期"}, {"query", "workflow=suggestion&overdue=true&columns=number"}});
  INFO(added.body);
  REQUIRE(added.status == 201);
  CHECK(added.headers.at("etag") == "\"1\"");
  CHECK(added.json() == json::object{{"id", 1},
                                     {"name", "超期"},
                                     {"page", "cases"},
                                     {"query", "workflow=suggestion&overdue=true&columns=number"},
                                     {"shared", false},
                                     {"owner", "officer"},
                                     {"version", 1},
                                     {"mine", true}});
  CHECK(office.seen_by("officer") == Names{"超期"});
  CHECK(office.seen_by("second").empty());
  const auto changed = office.change("officer", "1", "\"1\"", R"({"query":"","shared":true})");
  REQUIRE(changed.status == 200);
  CHECK(changed.json().at("name") == "超期");
  CHECK(changed.json().at("query") == "");
  CHECK(changed.json().at("version") == 2);
  CHECK(office.change("officer", "1", "\"1\"", R"({"name":"旧"})").status == 412);
  CHECK(Browser{office, "officer"}.ask("PATCH", "/api/v1/views/1", {}, "{}").status == 428);
  CHECK(Browser{office, "officer"}.ask("DELETE", "/api/v1/views/1").status == 204);
  CHECK(Browser{office, "officer"}.ask("DELETE", "/api/v1/views/1").status == 404);
  CHECK(office.seen_by("officer").empty());
}

TEST_CASE("A shared view is for whoever sees the whole congress", "[http][sql][views]") {
  ViewedOffice office{EACH_DATABASE};
  REQUIRE(office.add("officer", {{"name", "共用"}, {"query", ""}, {"shared", true}}).status == 201);
  REQUIRE(office.add("contact", {{"name", "自用"}, {"query", ""}}).status == 201);
  CHECK(office.seen_by("second") == Names{"共用"});
  CHECK(office.seen_by("wuhu").empty());
  CHECK(office.seen_by("contact") == Names{"自用"});
  const auto of_second = Browser{office, "second"}.get("/api/v1/views").json();
  CHECK(of_second.at("items").at(0).at("mine") == false);
  CHECK(of_second.at("items").at(0).at("owner") == "officer");
  const auto may_not = office.add("contact", {{"name", "x"}, {"query", ""}, {"shared", true}});
  CHECK(may_not.status == 403);
  CHECK(may_not.json().at("detail") == "只有能看到本级人大全部事项的人可以共享视图");
  CHECK(office.change("contact", "2", "\"1\"", R"({"shared":true})").status == 403);
  // Only its owner changes it, and who does not see it does not learn that it is there.
  CHECK(office.change("second", "1", "\"1\"", R"({"name":"改"})").status == 403);
  CHECK(Browser{office, "second"}.ask("DELETE", "/api/v1/views/1").status == 403);
  for (const auto* who : {"wuhu", "contact"})
    CHECK(office.change(who, "1", "\"1\"", R"({"name":"改"})").status == 404);
  CHECK(office.change("officer", "2", "\"1\"", R"({"name":"改"})").status == 404);
}

TEST_CASE("Whoever no longer sees the whole congress changes nothing that is shared",
          "[http][sql][views]") {
  ViewedOffice office{EACH_DATABASE};
  REQUIRE(office.add("officer", {{"name", "共用"}, {"query", ""}, {"shared", true}}).status == 201);
  office.directory.put(User{"officer", "340100", {"contact"}, "市交通运输局", ""}, false).value();
  for (const auto* body : {R"({"name":"改"})", R"({"query":"overdue=true"})", R"({"shared":true})"})
    CHECK(office.change("officer", "1", "\"1\"", body).status == 403);
  CHECK(office.seen_by("second") == Names{"共用"});
  CHECK(office.change("officer", "1", "\"1\"", R"({"name":"改","shared":false})").status == 200);
  CHECK(office.change("officer", "1", "\"2\"", R"({"query":"overdue=true"})").status == 200);
  CHECK(office.seen_by("second").empty());
}

TEST_CASE("An administrator takes back what others share", "[http][sql][views]") {
  ViewedOffice office{EACH_DATABASE};
  for (const auto* name : {"一", "二"})
    REQUIRE(office.add("officer", {{"name", name}, {"query", ""}, {"shared", true}}).status == 201);
  REQUIRE(office.add("officer", {{"name", "自用"}, {"query", ""}}).status == 201);
  const auto remove = [&](const char* who, const std::string& id) {
    return Browser{office, who}.ask("DELETE", "/api/v1/views/" + id).status;
  };
  CHECK(office.seen_by("root") == Names{"一", "二"});
  CHECK(office.seen_by("elsewhere").empty());
  for (const auto* body : {R"({"name":"改"})", R"({"query":"","shared":false})", "{}"}) {
    const auto told = office.change("root", "1", "\"1\"", body);
    CHECK(told.status == 403);
    CHECK(told.json().at("detail") == "别人的视图，管理员只能取消共享或删除");
  }
  const auto unshared = office.change("root", "1", "\"1\"", R"({"shared":false})");
  REQUIRE(unshared.status == 200);
  CHECK(unshared.json().at("shared") == false);
  CHECK(unshared.json().at("owner") == "officer");
  CHECK(remove("root", "2") == 204);
  // What is not shared is not seen, nor what another congress shares.
  CHECK(remove("root", "3") == 404);
  CHECK(office.change("root", "1", "\"2\"", R"({"shared":false})").status == 404);
  CHECK(remove("elsewhere", "1") == 404);
  CHECK(office.seen_by("officer") == Names{"一", "自用"});
  CHECK(office.seen_by("second").empty());
}

TEST_CASE("A view is made of what a list is asked by", "[http][sqlite][views]") {
  ViewedOffice office;
  const auto path = [&](const std::string& query) {
    return wrong_path(office.add("officer", {{"name", "某"}, {"query", query}}));
  };
  CHECK(path("stat=open") == "query.stat");
  CHECK(path("limit=0") == "query.limit");
  CHECK(path("overdue=no") == "query.overdue");
  CHECK(path("state=nowhere") == "query.state");
  CHECK(path("overdue=true&due_within=7") == "query.due_within");
  CHECK(path("key=true&key=true") == "query.key");
  CHECK(path("order=due&after=x") == "query.after");
  CHECK(path("a b") == "query");
  CHECK(path("state=%FF") == "query");
  CHECK(path("text=" + std::string(2000, 'x')) == "query");
  CHECK(wrong_path(office.add("officer", {{"name", ""}, {"query", ""}})) == "name");
  CHECK(wrong_path(office.add("officer", {{"name", std::string(61, 'x')}, {"query", ""}})) ==
        "name");
  CHECK(wrong_path(office.add("officer", {{"name", "某"}})) == "query");
  REQUIRE(office.add("officer", {{"name", std::string(60, 'x')}, {"query", ""}}).status == 201);
  CHECK(office.add("officer", {{"name", std::string(60, 'x')}, {"query", ""}}).status == 409);
  CHECK(office
            .add("officer", {{"name", "长"},
                             {"query", "category=" + std::string(200, 'x') +
                                           "&term=17&text=%E8%B7%"
                                           "AF%E9%9D%A2&columns=number,title&order=due"}})
            .status == 201);
  CHECK(wrong_path(office.change("officer", "1", "1", "{}")) == "If-Match");
  CHECK(wrong_path(office.change("officer", "1", "\"1\"", R"({"query":"x=1"})")) == "query.x");
}

}  // namespace duban::http
