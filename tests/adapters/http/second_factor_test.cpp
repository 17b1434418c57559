// The second factor over HTTP.

#include "adapters/accounts/totp.hpp"
#include "adapters/http/served_fixture.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

namespace {

namespace json = boost::json;

const std::string password = "春江花月夜2025年";
const std::string path = "/api/v1/second-factor";

struct Office : ServedRegister {
  explicit Office(sql::Dialect dialect) : ServedRegister{dialect} {
    add_user({"wang", "340100", {"officer"}, "", ""}, password);
    add_user({"root", "340100", {"administrator"}, "", ""}, password);
  }
  /// A code of `secret` that has not been used: the clock of the test goes by the machine's.
  [[nodiscard]] std::string code(const std::string& secret, int later) {
    return duban::accounts::code_of(secret, duban::accounts::code_step(wall.now()) + later);
  }
  [[nodiscard]] Told sign_in(const json::object& body) {
    return server.ask("POST", "/api/v1/session", {}, json::serialize(body));
  }
};

Told post(const Browser& who, const std::string& to, const json::object& body) {
  return who.ask("POST", path + to, {}, json::serialize(body));
}

std::string text(const Told& told, const char* member) {
  return std::string{std::string_view{told.json().at(member).as_string()}};
}

}  // namespace

TEST_CASE("Whoever sets a second factor up signs in with a code", "[http][sql]") {
  Office office{EACH_DATABASE};
  const Browser wang{office, "wang"}, root{office, "root"};
  CHECK(wang.get(path).json() == json::object{{"on", false}, {"recovery_codes", 0}});
  CHECK(post(wang, "", {{"password", "guess"}}).status == 422);
  const auto begun = post(wang, "", {{"password", password}});
  REQUIRE(begun.status == 201);
  const auto secret = text(begun, "secret");
  CHECK(post(wang, "/confirmation", {{"code", "0"}}).status == 422);
  const auto confirmed = post(wang, "/confirmation", {{"code", office.code(secret, -1)}});
  REQUIRE(confirmed.status == 200);
  CHECK(confirmed.json().at("recovery_codes").as_array().size() == 10);
  CHECK(wang.get(path).json() == json::object{{"on", true}, {"recovery_codes", 10}});

  const auto without = office.sign_in({{"name", "wang"}, {"password", password}});
  CHECK(without.status == 401);
  CHECK(without.json().at("code_wanted") == true);
  CHECK(without.body == office.sign_in({{"name", "wang"}, {"password", "guess"}}).body);
  const json::object right{
      {"name", "wang"}, {"password", password}, {"code", office.code(secret, 0)}};
  CHECK(office.sign_in(right).status == 200);
  CHECK(office.sign_in(right).status == 401);  // it counts once

  const auto users = root.get("/api/v1/users").json();
  for (const auto& user : users.at("items").as_array())
    CHECK(user.at("second_factor") == (user.at("name") == "wang"));
  CHECK(post(wang, "/removal", {{"password", password}, {"code", "0"}}).status == 422);
  CHECK(post(wang, "/removal", {{"password", password}, {"code", office.code(secret, 1)}}).status ==
        204);
  CHECK(office.sign_in({{"name", "wang"}, {"password", password}}).status == 200);

  for (const auto& entry : office.audit.entries("", 0, 100)) {
    INFO(entry.act);
    for (const auto& kept : {secret, password})
      CHECK(body_of(entry).find(kept) == std::string::npos);
  }
}

TEST_CASE("An administrator switches off somebody else's second factor only", "[http][sql]") {
  Office office{EACH_DATABASE};
  const Browser wang{office, "wang"}, root{office, "root"};
  for (const auto* user : {"wang", "root"}) {
    REQUIRE(office.factors.begin(user, "MZXW6YTBOI"));
    REQUIRE(office.factors.confirm(user, "MZXW6YTBOI", 1, {std::string{user}}));
  }
  const auto reset = [](const Browser& who, const std::string& name) {
    return who.ask("DELETE", "/api/v1/users/" + name + "/second-factor").status;
  };
  CHECK(reset(wang, "root") == 403);
  CHECK(reset(root, "root") == 409);
  CHECK(reset(root, "nobody") == 404);
  CHECK(reset(root, "wang") == 204);
  CHECK(reset(root, "wang") == 409);
  CHECK(office.audit.entries("", office.audit.last().seq - 1, 1).front().about ==
        "users/wang/second-factor");
  CHECK(office.sign_in({{"name", "wang"}, {"password", password}}).status == 200);
}

}  // namespace duban::http
