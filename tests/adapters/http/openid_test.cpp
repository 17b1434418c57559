// Signing in at an identity provider over HTTP.

#include "adapters/accounts/provider_fixture.hpp"
#include "adapters/http/served_fixture.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

namespace {

namespace json = boost::json;
using duban::accounts::in_query;

const std::string path = "/api/v1/session/openid";
const std::string password = "春江花月夜2025年";

struct Provided {
  duban::accounts::PlayedProvider played;
  SystemTime machine;
  duban::accounts::OpenIdProvider there{
      played.settings, "secret",
      [this](const duban::accounts::FetchRequest& request) { return played.answer(request); },
      machine};
};

/// A register at which `wang`, whom the provider calls `wang.w`, may sign in by it.
struct Office : Provided, ServedRegister {
  explicit Office(sql::Dialect dialect) : ServedRegister{dialect, &there} {
    add_user({"wang", "340100", {"officer"}, "", ""}, password);
    add_user({"root", "340100", {"administrator"}, "", ""}, password);
    link_identity(identities, directory, "wang", "wang.w").value();
  }
  /// The way to the provider and back.
  [[nodiscard]] Told sign_in(const std::string& subject, const std::string& name) {
    const auto sent = server.ask("GET", path + "/start?return_to=/cases/12");
    const auto& address = sent.headers.at("location");
    const auto code = played.signed_in(address, subject, name);
    return server.ask("GET",
                      path + "/callback?state=" + in_query(address, "state") +
                          "&code=code%20of%20" + code.substr(8) + "&session_state=of.theirs",
                      {{"Cookie", cookie_of(sent)}});
  }
  [[nodiscard]] AuditEntry last() { return audit.entries("", audit.last().seq - 1, 1).front(); }
};

}  // namespace

TEST_CASE("A page learns whether there is a provider to sign in at", "[http][sqlite]") {
  Office office{sql::Dialect::sqlite};
  CHECK(office.server.ask("GET", path).json() ==
        json::object{{"configured", true}, {"name", "统一身份认证"}});
  const ServedRegister without{sql::Dialect::sqlite};
  CHECK(without.server.ask("GET", path).json() ==
        json::object{{"configured", false}, {"name", ""}});
  const auto refused = without.server.ask("GET", path + "/start");
  CHECK(refused.status == 409);
  CHECK(refused.json().at("detail") == "本系统没有配置统一身份认证");
}

TEST_CASE("A browser goes to the provider and comes back with a session", "[http][sql]") {
  Office office{EACH_DATABASE};
  const auto sent = office.server.ask("GET", path + "/start?return_to=/cases/12",
                                      {{"X-Forwarded-Proto", "https"}});
  CHECK(sent.status == 302);
  const auto& address = sent.headers.at("location");
  CHECK(address.starts_with("https://sso.example.cn/auth?tenant=1&"));
  CHECK(in_query(address, "response_type") == "code");
  CHECK(in_query(address, "code_challenge_method") == "S256");
  CHECK(in_query(address, "redirect_uri") ==
        "https%3A%2F%2Fduban.example.cn%2Fapi%2Fv1%2Fsession%2Fopenid%2Fcallback");
  const auto& cookie = sent.headers.at("set-cookie");
  for (const auto* rule :
       {"HttpOnly", "SameSite=Lax", "Secure", "Max-Age=600", "Path=/api/v1/session/openid"})
    CHECK(cookie.find(rule) != std::string::npos);

  const auto back = office.sign_in("5be8", "wang.w");
  CHECK(back.status == 302);
  CHECK(back.headers.at("location") == "/cases/12");
  CHECK(back.headers.at("set-cookie").find("SameSite=Strict") != std::string::npos);
  const Headers in{{"Cookie", cookie_of(back)}};
  CHECK(office.server.ask("GET", "/api/v1/session", in).json().at("user") == "wang");
  const auto csrf = office.server.ask("GET", "/api/v1/session", in).json().at("csrf");
  CHECK(office.server
            .ask("DELETE", "/api/v1/session?everywhere=true",
                 {in.front(), {"X-CSRF-Token", std::string{std::string_view{csrf.as_string()}}}})
            .status == 204);
  CHECK(office.server.ask("GET", "/api/v1/session", in).status == 401);
}

TEST_CASE("Who came by the provider stands in the audit log, and who was refused", "[http][sql]") {
  Office office{EACH_DATABASE};
  CHECK(office.sign_in("5be8", "wang.w").status == 302);
  auto entry = office.last();
  CHECK(entry.act == "finishOpenId");
  CHECK(entry.by == "wang");
  CHECK(entry.congress == "340100");
  CHECK(entry.outcome == "done");
  CHECK(entry.about ==
        R"(session/openid/callback {"subject":"5be8","known_as":"wang.w","bound":true})");

  const auto refused = office.sign_in("7777", "zhao");
  CHECK(refused.status == 401);
  CHECK(refused.json().at("detail") == "本系统没有用户关联 zhao；请管理员关联");
  CHECK_FALSE(refused.headers.contains("set-cookie"));
  entry = office.last();
  CHECK(entry.by.empty());
  CHECK(entry.outcome == "not_linked");
  CHECK(entry.about == R"(session/openid/callback {"subject":"7777","known_as":"zhao"})");

  CHECK(office.gate.lock("wang", "调离").has_value());
  CHECK(office.sign_in("5be8", "wang.w").json().at("detail") == "这个账号已被锁定");
  CHECK(office.last().outcome == "locked");
  CHECK(office.last().by == "wang");
  for (const auto& each : office.audit.entries("", 0, 100))
    CHECK(each.about.find("code") == std::string::npos);
  CHECK_FALSE(fault_of(office.audit));
}

TEST_CASE("What was not begun in this browser is refused in words", "[http][sqlite]") {
  Office office{sql::Dialect::sqlite};
  const auto sent = office.server.ask("GET", path + "/start");
  const auto state = in_query(sent.headers.at("location"), "state");
  const auto without = office.server.ask("GET", path + "/callback?state=" + state + "&code=x");
  CHECK(without.status == 401);
  CHECK(without.json().at("detail") == "这次登录是在别的浏览器里开始的；请在这里重新登录");
  CHECK(office.server.ask("GET", path + "/callback?code=x").status == 422);
  const auto denied = office.server.ask(
      "GET", path + "/callback?error=access_denied&error_description=x&state=" + state,
      {{"Cookie", cookie_of(sent)}, {"Accept-Language", "en"}});
  CHECK(denied.status == 401);
  CHECK(denied.json().at("detail") == "the identity provider has refused: access_denied");
  CHECK(office.server.ask("GET", path + "/start?return_to=//evil.example").status == 422);
  CHECK(office.server.ask("GET", path + "/start?returnto=/").status == 422);
}

TEST_CASE("A provider that is down is 503 in plain words", "[http][sqlite]") {
  Office office{sql::Dialect::sqlite};
  office.played.is_down = true;
  const auto told = office.server.ask("GET", path + "/start");
  CHECK(told.status == 503);
  CHECK(told.json().at("detail") == "暂时连不上统一身份认证；请用密码登录，或稍后再试");
  CHECK(office.server.ask("POST", "/api/v1/session", {}, sign_in_body("wang", password)).status ==
        200);
}

TEST_CASE("An administrator links the users of the own congress, nobody else does", "[http][sql]") {
  Office office{EACH_DATABASE};
  office.add_neighbour();
  office.add_user({"far", "340200", {"officer"}, "", ""}, password);
  const Browser wang{office, "wang"}, root{office, "root"};
  const std::string identity = "/api/v1/users/wang/identity";
  CHECK(wang.get(identity).status == 403);
  CHECK(root.get("/api/v1/users/far/identity").status == 404);
  CHECK(root.ask("PUT", "/api/v1/users/far/identity", {}, R"({"known_as":"x"})").status == 404);
  CHECK(root.get(identity).json() ==
        json::object{{"known_as", "wang.w"}, {"bound", false}, {"issuer", ""}, {"subject", ""}});
  const auto back = office.sign_in("5be8", "wang.w");
  CHECK(root.get(identity).json().at("subject") == "5be8");

  CHECK(root.ask("PUT", "/api/v1/users/root/identity", {}, R"({"known_as":"wang.w"})").status ==
        409);
  CHECK(root.ask("PUT", identity, {}, R"({"known_as":" "})").status == 422);
  const auto put = root.ask("PUT", identity, {}, R"({"known_as":"wang.wei"})");
  CHECK(put.status == 200);
  CHECK(put.json().at("bound") == false);
  CHECK(office.last().about == R"(users/wang/identity {"known_as":"wang.wei"})");
  CHECK(office.server.ask("GET", "/api/v1/session", {{"Cookie", cookie_of(back)}}).status == 401);
  CHECK(wang.get("/api/v1/session").status == 200);  // by password

  CHECK(root.ask("DELETE", identity).status == 204);
  CHECK(root.ask("DELETE", identity).status == 409);
  CHECK(root.get(identity).json().at("known_as") == "");
}

}  // namespace duban::http
