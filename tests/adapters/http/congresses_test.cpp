// Which congresses there are, and the rules they may go by, over HTTP.

#include "adapters/http/served_fixture.hpp"
#include "adapters/sql/query.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace duban::http {

namespace {

namespace json = boost::json;

const std::string password = "春江花月夜2025年";

/// A congress, its own administrator, and the administrator of none.
struct Congresses : ServedRegister {
  explicit Congresses(sql::Dialect dialect = sql::Dialect::sqlite) : ServedRegister{dialect} {
    add_user({"root", "340100", {"administrator"}, "", ""}, password);
    add_user({"contact", "340100", {"contact"}, "市交通运输局", ""}, password);
    add_user({"first", "", {"officer", "administrator"}, "", ""}, password);
  }
  [[nodiscard]] Browser as(const char* name) { return {*this, name}; }
};

/// A register as `db create` and `serve` make it: one user, and no congress.
struct NewRegister : ServedRegister {
  explicit NewRegister(sql::Dialect dialect) : ServedRegister{dialect} {
    const auto database = connect();
    for (const auto* statement : {"DELETE FROM units", "DELETE FROM congresses"})
      database->run([&](sql::Database& db) { sql::Query{db, statement}.run(); });
    add_user({"first", "", {"officer", "administrator"}, "", ""}, password);
  }
};

Told post(const Browser& who, const std::string& path, const json::object& body) {
  return who.ask("POST", "/api/v1/" + path, {}, json::serialize(body));
}
Told patch(const Browser& who, const std::string& path, const json::object& body) {
  return who.ask("PATCH", "/api/v1/" + path, {}, json::serialize(body));
}

std::string text(const json::value& value) {
  return std::string{std::string_view{value.as_string()}};
}

/// PATH: MESSAGE
std::string fault(const Told& told) {
  INFO(told.body);
  REQUIRE(told.status == 422);
  const auto document = told.json();
  const auto& error = document.at("errors").as_array().front().as_object();
  return text(error.at("path")) + ": " + text(error.at("message"));
}

const json::object hefei{
    {"code", "340100"}, {"name", "合肥市人大常委会"}, {"level", "city"}, {"regulation", "hefei"}};

}  // namespace

TEST_CASE("An office begins over HTTP", "[http][sql]") {
  NewRegister office{EACH_DATABASE};
  const Browser first{office, "first"};
  for (const auto* path : {"units", "regulation", "cases/similar?text=xx"}) {
    const auto told = first.get(std::string{"/api/v1/"} + path);
    INFO(path << " " << told.body);
    CHECK(told.status == 404);
    CHECK(text(told.json().at("detail")) ==
          "congress：还没有人大，请先添加（POST /congresses 或 duban congress add）");
  }

  const auto added = post(first, "congresses", hefei);
  INFO(added.body);
  REQUIRE(added.status == 201);
  CHECK(added.json().at("parent") == "");
  CHECK(post(first, "congresses", hefei).status == 409);
  CHECK(post(first, "units", {{"name", "市交通运输局"}}).status == 201);
  CHECK(post(first, "sessions", {{"code", "17-3"}, {"name", "三次会议"}}).status == 201);
  CHECK(post(first, "users", {{"name", "李娜"}, {"roles", {"officer"}}}).status == 201);
  CHECK(first.get("/api/v1/regulation").json().at("name") == "hefei");
  const auto opened =
      post(first, "cases",
           {{"workflow", "suggestion"},
            {"event", "submit"},
            {"data",
             {{"title", "修路"}, {"text", "坏了"}, {"lead_deputy", "张三"}, {"session", "17-3"}}}});
  INFO(opened.body);
  CHECK(opened.status == 201);  // in the only congress, as everywhere else

  const auto hash = text(added.json().at("regulation"));
  const auto edition = first.get("/api/v1/editions/" + hash).json();
  CHECK(edition.at("kind") == "regulation");
  CHECK(text(edition.at("hash")) == hash);
  CHECK(json::parse(text(edition.at("text"))).at("name") == "hefei");
  CHECK(first.get("/api/v1/editions/" + text(added.json().at("calendar"))).json().at("name") ==
        "cn");
  CHECK(first.get("/api/v1/editions/none").status == 404);
}

TEST_CASE("A congress that could not be is refused with the member at fault", "[http]") {
  Congresses office;
  const auto first = office.as("first");
  const auto with = [&](const char* member, const json::value& value) {
    auto body = hefei;
    body["code"] = "340200";
    body[member] = value;
    return fault(post(first, "congresses", body));
  };
  CHECK(with("code", "34x").starts_with("code: "));
  CHECK(with("name", " ").starts_with("name: "));
  CHECK(with("name", 5).starts_with("name: "));
  CHECK(with("level", "galaxy").starts_with("level: "));
  CHECK(with("parent", "340200") == "parent: 人大不能是自己的上级");
  CHECK(with("parent", "above").starts_with("parent: "));
  auto below = hefei;
  below["code"] = "340202";
  below["parent"] = "340200";
  REQUIRE(post(first, "congresses", below).status == 201);
  CHECK(with("parent", "340202") == "parent: 人大不能是自己的上级");
  CHECK(with("regulation", "hefie") == "regulation: 没有名为 hefie 的办理办法；是不是 hefei？");
  for (const auto* elsewhere : {"../regulations/hefei", "hefei.toml", "/etc/passwd", ""})
    CHECK(with("regulation", elsewhere).starts_with("regulation: "));
  for (const auto* elsewhere : {"nowhere", "../calendars/cn", ""}) {
    const auto told = with("calendar", elsewhere);
    CHECK(told.starts_with("calendar: "));
    CHECK(told.find("config") == std::string::npos);  // where the program lies
  }
  CHECK(with("seat", "庐州").starts_with("seat: "));
  CHECK(office.directory.congresses().size() == 2);
}

TEST_CASE("Only an administrator of no congress keeps the list of congresses", "[http][sql]") {
  Congresses office{EACH_DATABASE};
  const auto root = office.as("root"), first = office.as("first"), contact = office.as("contact");
  for (const auto* who : {&root, &contact}) {
    CHECK(post(*who, "congresses", hefei).status == 403);
    const auto refused = patch(*who, "congresses/340100", {{"name", "合肥市"}});
    CHECK(refused.status == 403);
    CHECK(refused.json().at("reason") == "no_authority");
  }
  const auto renamed =
      patch(first, "congresses/340100", {{"name", "合肥市"}, {"regulation", "hefei"}});
  INFO(renamed.body);
  REQUIRE(renamed.status == 200);
  CHECK(renamed.json().at("name") == "合肥市");
  CHECK(renamed.json().at("level") == "city");
  CHECK(first.get("/api/v1/regulation").json().at("name") == "hefei");
  CHECK(office.directory.pending_moves().empty());
  CHECK(patch(first, "congresses/340100", {{"calendar", "xishuangbanna"}}).status == 200);
  REQUIRE(office.directory.pending_moves().size() == 1);
  CHECK(office.directory.pending_moves().front().what == Mover::calendar);
  CHECK(patch(first, "congresses/999999", {{"name", "x"}}).status == 404);
}

TEST_CASE("An administrator reads which profiles there are", "[http]") {
  Congresses office;
  const auto told = office.as("root").get("/api/v1/regulations").json();
  std::vector<std::string> names;
  for (const auto& line : told.at("items").as_array()) {
    names.push_back(text(line.at("name")));
    CHECK_FALSE(text(line.at("title")).empty());
    CHECK_FALSE(text(line.at("source")).empty());
  }
  for (const auto* known : {"cn", "hefei", "henan"})
    CHECK(std::ranges::find(names, known) != names.end());
  CHECK(office.as("contact").get("/api/v1/regulations").status == 403);
}

TEST_CASE("A case is opened in a congress by the same rules as anything else", "[http]") {
  Congresses office;
  const auto first = office.as("first");
  json::object suggestion{
      {"workflow", "suggestion"},
      {"event", "submit"},
      {"congress", "999999"},
      {"data",
       {{"title", "修路"}, {"text", "坏了"}, {"lead_deputy", "张三"}, {"session", "17-3"}}}};
  CHECK(post(first, "cases", suggestion).status == 422);
  CHECK(first.get("/api/v1/units?congress=999999").status == 404);
  suggestion.erase("congress");
  CHECK(post(first, "cases", suggestion).status == 201);
  office.add_neighbour();
  CHECK(fault(post(first, "cases", suggestion)) == "congress: 缺少");
  CHECK(first.get("/api/v1/units").status == 422);
}

}  // namespace duban::http
