// Signing in over HTTP, and what a session or a token opens.

#include "adapters/http/served_fixture.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

namespace {

const std::string password = "春江花月夜2025年";
const std::string path = "/api/v1/session";

struct Office : ServedRegister {
  explicit Office(sql::Dialect dialect = sql::Dialect::sqlite) : ServedRegister{dialect} {
    add_user({"wang", "340100", {"officer"}, "", ""}, password);
  }
};

std::string reason(const Told& told) {
  return std::string{std::string_view{told.json().at("reason").as_string()}};
}

}  // namespace

TEST_CASE("Who signs in is told who they are, and gets a cookie that scripts cannot read",
          "[http][sql]") {
  Office office{EACH_DATABASE};
  const auto told = office.server.ask("POST", path, {}, sign_in_body("wang", password));
  CHECK(told.status == 200);
  CHECK(told.json().at("user") == "wang");
  CHECK(told.json().at("roles") == boost::json::array{"officer"});
  const auto& cookie = told.headers.at("set-cookie");
  CHECK(cookie.find("HttpOnly") != std::string::npos);
  CHECK(cookie.find("SameSite=Strict") != std::string::npos);
  CHECK(told.body.find(cookie_of(told).substr(6)) == std::string::npos);

  const auto secure = office.server.ask("POST", path, {{"X-Forwarded-Proto", "https"}},
                                        sign_in_body("wang", password));
  CHECK(secure.headers.at("set-cookie").find("Secure") != std::string::npos);

  const Browser browser{office, "wang"};
  CHECK(browser.get(path).json().at("user") == "wang");
}

TEST_CASE("Wrong names and passwords are 401 in the language of whoever asks", "[http][sqlite]") {
  Office office;
  const auto told = office.server.ask("POST", path, {}, sign_in_body("wang", "guess"));
  CHECK(told.status == 401);
  CHECK(told.json().at("detail") == "用户名或密码不对");
  const auto english = office.server.ask("POST", path, {{"Accept-Language", "en-GB,en;q=0.9"}},
                                         sign_in_body("wang", "guess"));
  CHECK(english.json().at("detail") == "name or password is wrong");
  CHECK_FALSE(told.headers.contains("set-cookie"));
  CHECK(office.server.ask("GET", path).status == 401);
  CHECK(office.server.ask("GET", path).headers.at("www-authenticate") == "Bearer realm=\"duban\"");
}

TEST_CASE("Who has failed too often is told how long to wait", "[http][sqlite]") {
  Office office;
  const auto counter = accounts::counter_of_pair({"wang", "guess", "10.0.0.7"});
  for (int i = 0; i < 15; ++i)
    office.accounts.count_failure(counter.key, office.wall.now(),
                                  counter.patience.one_forgiven_each);
  const auto told = office.server.ask("POST", path, {{"X-Forwarded-For", "10.0.0.7"}},
                                      sign_in_body("wang", password));
  CHECK(told.status == 429);
  const auto wait = std::stoi(told.headers.at("retry-after"));
  CHECK(wait > 600);
  CHECK(wait <= 900);
}

TEST_CASE("A body that is not what it should be is refused with the path", "[http][sqlite]") {
  Office office;
  const auto told = office.server.ask("POST", path, {}, R"({"name":"wang","passwrd":"x"})");
  CHECK(told.status == 422);
  CHECK(told.json().at("errors").as_array().front().at("path") == "password");
  CHECK(office.server.ask("POST", path, {}, "{").status == 422);
  CHECK(office.server.ask("POST", path, {}, R"({"name":1,"password":"x"})").status == 422);
  CHECK(office.server.ask("POST", path, {{"Content-Type", "text/plain"}}, "name=wang").status ==
        415);
}

TEST_CASE("A session given beforehand is not taken over (session fixation)", "[http][sqlite]") {
  Office office;
  const auto told = office.server.ask("POST", path, {{"Cookie", "duban=chosen-by-somebody"}},
                                      sign_in_body("wang", password));
  CHECK(cookie_of(told) != "duban=chosen-by-somebody");
  CHECK(office.server.ask("GET", path, {{"Cookie", "duban=chosen-by-somebody"}}).status == 401);
  const auto again = office.server.ask("POST", path, {{"Cookie", cookie_of(told)}},
                                       sign_in_body("wang", password));
  CHECK(cookie_of(again) != cookie_of(told));
}

TEST_CASE("What changes something needs the CSRF token of its session", "[http][sqlite]") {
  Office office;
  const Browser browser{office, "wang"};
  const Browser other{office, "wang"};
  const auto without = office.server.ask("DELETE", path, {{"Cookie", browser.cookie()}});
  CHECK(without.status == 403);
  CHECK(reason(without) == "csrf");
  CHECK(office.server
            .ask("DELETE", path, {{"Cookie", browser.cookie()}, {"X-CSRF-Token", other.csrf()}})
            .status == 403);
  CHECK(browser.get(path).status == 200);
  const auto out = browser.ask("DELETE", path);
  CHECK(out.status == 204);
  CHECK(out.headers.at("set-cookie").find("Max-Age=0") != std::string::npos);
  CHECK(browser.get(path).status == 401);
  CHECK(other.get(path).status == 200);
}

TEST_CASE("With a one-time password nothing is possible but changing it", "[http][sql]") {
  Office office{EACH_DATABASE};
  office.directory.put(User{"li", "340100", {"officer"}, "", ""}, true).value();
  const auto once = office.gate.give_password("li").value();
  const Browser li{office, "li"};
  CHECK(li.get(path).json().at("must_change") == true);
  CHECK(reason(li.get("/api/v1/tokens")) == "password_must_change");
  const auto body = boost::json::serialize(
      boost::json::object{{"old", once}, {"wanted", "千里江陵一日还轻舟已过"}});
  const auto changed = li.ask("POST", path + "/password", {}, body);
  CHECK(changed.status == 200);
  CHECK(changed.json().at("must_change") == false);
  CHECK(li.get(path).status == 401);
  CHECK(Browser(office, "li").get("/api/v1/tokens").status == 200);
  CHECK(office.server.ask("POST", path, {}, sign_in_body("li", "千里江陵一日还轻舟已过")).status ==
        200);
}

TEST_CASE("A token opens what its scopes say, in a header only", "[http][sql]") {
  Office office{EACH_DATABASE};
  const Browser browser{office, "wang"};
  const std::string wish = R"({"name":"导出","scopes":["read"],"ends_at":")" +
                           to_text(office.wall.now() + std::chrono::hours{24}) + R"("})";
  const auto opened = browser.ask("POST", "/api/v1/tokens", {}, wish);
  CHECK(opened.status == 201);
  CHECK(browser.ask("POST", "/api/v1/tokens", {}, wish).status == 409);
  auto unsound = boost::json::parse(wish).as_object();
  for (const auto& name : {std::string{".."}, std::string{"a/b"}, std::string(201, 'x')}) {
    unsound["name"] = name;
    CHECK(browser.ask("POST", "/api/v1/tokens", {}, boost::json::serialize(unsound)).status == 422);
  }
  const auto listed = browser.get("/api/v1/tokens").json().at("items").as_array();
  REQUIRE(listed.size() == 1);
  CHECK(listed.front().at("name") == "导出");
  for (const auto* moment : {"created_at", "ends_at"})
    CHECK(std::string_view{listed.front().at(moment).as_string()}.ends_with("+08:00"));
  CHECK_FALSE(listed.front().as_object().contains("token"));

  const std::string secret{std::string_view{opened.json().at("token").as_string()}};
  const Headers by_token{{"Authorization", "Bearer " + secret}};
  CHECK(reason(office.server.ask("GET", path, by_token)) == "in_person");
  CHECK(office.server.ask("GET", path, {{"Cookie", "duban=" + secret}}).status == 401);
  CHECK(office.server.ask("GET", path, {{"Authorization", "Bearer " + browser.cookie().substr(6)}})
            .status == 401);

  CHECK(browser.ask("DELETE", "/api/v1/tokens/%E5%AF%BC%E5%87%BA").status == 204);
  CHECK(browser.ask("DELETE", "/api/v1/tokens/%E5%AF%BC%E5%87%BA").status == 404);
  CHECK(office.server.ask("GET", path, by_token).status == 401);
}

}  // namespace duban::http
