// Who keeps the users of a register.

#include "adapters/http/served_fixture.hpp"

#include <catch2/catch.hpp>

#include <thread>

namespace duban::http {

namespace {

namespace json = boost::json;

struct Administered : ServedRegister {
  explicit Administered(sql::Dialect dialect = sql::Dialect::sqlite) : ServedRegister{dialect} {
    add_neighbour();
    directory.put(Deputy{"340100", "张三", "张三", ""}, true).value();
    add_user({"root", "340100", {"administrator"}, "", ""}, "春江花月夜2025年");
    add_user({"officer", "340100", {"officer"}, "", ""}, "春江花月夜2025年");
    add_user({"elsewhere", "340200", {"officer"}, "", ""}, "春江花月夜2025年");
  }
  [[nodiscard]] Browser as(const char* name) { return {*this, name}; }
};

Told send(const Browser& who,
          const char* method,
          const std::string& path,
          const json::object& body = {}) {
  return who.ask(method, "/api/v1/users" + path, {}, json::serialize(body));
}

}  // namespace

TEST_CASE("An administrator adds a user, who signs in with the password that was told once",
          "[http][sql]") {
  Administered office{EACH_DATABASE};
  const auto root = office.as("root");
  const auto added =
      send(root, "POST", "", {{"name", "李娜"}, {"roles", {"contact"}}, {"unit", "市交通运输局"}});
  REQUIRE(added.status == 201);
  const std::string password{std::string_view{added.json().at("password").as_string()}};
  const auto entered =
      office.server.ask("POST", "/api/v1/session", {}, sign_in_body("李娜", password));
  REQUIRE(entered.status == 200);
  CHECK(entered.json().at("must_change") == true);

  const auto all = root.get("/api/v1/users").json().at("items").as_array();
  CHECK(all.size() == 3);  // the one of another congress is not there
  const auto changed = send(root, "PATCH", "/%E6%9D%8E%E5%A8%9C", {{"roles", {"unit_head"}}});
  REQUIRE(changed.status == 200);
  CHECK(changed.json().at("unit") == "市交通运输局");

  REQUIRE(send(root, "PUT", "/%E6%9D%8E%E5%A8%9C/lock", {{"why", "调离"}}).status == 204);
  CHECK(office.server.ask("GET", "/api/v1/session", {{"Cookie", cookie_of(entered)}}).status ==
        401);
  CHECK(root.ask("DELETE", "/api/v1/users/%E6%9D%8E%E5%A8%9C/lock").status == 204);
  CHECK(office.server.ask("GET", "/api/v1/session", {{"Cookie", cookie_of(entered)}}).status ==
        200);
  CHECK(root.ask("POST", "/api/v1/users/%E6%9D%8E%E5%A8%9C/password").status == 200);
  CHECK(office.server.ask("GET", "/api/v1/session", {{"Cookie", cookie_of(entered)}}).status ==
        401);
}

TEST_CASE("A user who could act for everybody is refused", "[http]") {
  Administered office;
  const auto root = office.as("root");
  const auto path_of = [&](const json::object& user) {
    const auto told = send(root, "POST", "", user);
    REQUIRE(told.status == 422);
    return std::string{
        told.json().at("errors").as_array().front().as_object().at("path").as_string()};
  };
  CHECK(path_of({{"name", "a"}, {"roles", json::array{}}}) == "roles");
  CHECK(path_of({{"name", "a"}, {"roles", {"officer", "oficer"}}}) == "roles[1]");
  CHECK(path_of({{"name", "a"}, {"roles", {"contact"}}}) == "unit");
  CHECK(path_of({{"name", "a"}, {"roles", {"contact"}}, {"unit", "市水务局"}}) == "unit");
  CHECK(path_of({{"name", "a"}, {"roles", {"deputy"}}}) == "deputy");
  CHECK(path_of({{"name", "a"}, {"roles", {"deputy"}}, {"deputy", "李四"}}) == "deputy");
  CHECK(path_of({{"name", ""}, {"roles", {"officer"}}}) == "name");
  CHECK(path_of({{"name", "system"}, {"roles", {"officer"}}}) == "name");
  for (const auto& name : {std::string{"."}, std::string{".."}, std::string{"a/b"},
                           std::string{"a\\b"}, std::string(201, 'x')})
    CHECK(path_of({{"name", name}, {"roles", {"officer"}}}) == "name");
  CHECK(path_of({{"name", "a"}, {"roles", {"officer"}}, {"congress", "340200"}}) == "congress");
  const auto taken = send(root, "POST", "", {{"name", "officer"}, {"roles", {"officer"}}});
  CHECK(taken.status == 409);
  CHECK(taken.json().at("detail") == "name：已经有用户 officer");
}

TEST_CASE("What two administrators change at the same time stays changed", "[http][sql]") {
  Administered office{EACH_DATABASE};
  const auto root = office.as("root");
  for (int round = 0; round < 10; ++round) {
    const auto* role = round % 2 == 0 ? "contact" : "unit_head";
    const auto* unit = round % 3 == 0 ? "" : "市交通运输局";
    unsigned other_status = 0;
    Told told;
    {
      const std::jthread other{[&] {
        other_status = send(root, "PATCH", "/officer", {{"unit", unit}}).status;
      }};
      told = send(root, "PATCH", "/officer", {{"roles", {"officer", role}}});
    }
    CHECK(told.status == 200);
    CHECK(other_status == 200);
    const auto officer = office.directory.user("officer").value();
    CHECK(officer.roles == std::vector<std::string>{"officer", role});
    CHECK(officer.unit == unit);
  }
}

TEST_CASE("Only administrators keep users, in person, and never lock themselves out", "[http]") {
  Administered office;
  const auto root = office.as("root"), officer = office.as("officer");
  CHECK(officer.get("/api/v1/users").status == 403);
  CHECK(send(officer, "PATCH", "/officer", {{"roles", {"administrator"}}}).status == 403);
  CHECK(send(officer, "PUT", "/root/lock", {{"why", "x"}}).status == 403);
  CHECK(send(root, "PATCH", "/root", {{"roles", {"officer"}}}).status == 409);
  CHECK(send(root, "PUT", "/root/lock", {{"why", "x"}}).status == 409);
  CHECK(send(root, "PUT", "/officer/lock", {{"why", " "}}).status == 422);
  CHECK(send(root, "PATCH", "/elsewhere", {{"roles", {"leader"}}}).status == 404);
  CHECK(send(root, "PUT", "/elsewhere/lock", {{"why", "x"}}).status == 404);

  const auto token = office.gate.open_token(
      office.gate.enter(root.cookie().substr(6)).value(),
      {"script", {"read", "write"}, office.wall.now() + std::chrono::hours{1}});
  const auto by_script = office.server.ask("GET", "/api/v1/users",
                                           {{"Authorization", "Bearer " + token.value().secret}});
  CHECK(by_script.status == 403);
}

}  // namespace duban::http
