// Signing in at an identity provider.

#include "adapters/accounts/openid_gate.hpp"

#include "adapters/accounts/provider_fixture.hpp"
#include "adapters/sql/pool.hpp"
#include "adapters/sql/register_fixture.hpp"
#include "adapters/sql/sql_accounts.hpp"
#include "adapters/sql/sql_identities.hpp"
#include "adapters/sql/sql_second_factors.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

namespace duban::accounts {

namespace {

using namespace std::chrono_literals;

const std::string address = "10.0.0.7";

/// A register with the users `wang`, who is linked, and `li`, who is not.
struct Linked {
  explicit Linked(sql::Dialect dialect) : fresh{dialect} {
    for (const auto* user : {"wang", "li"})
      fresh.directory.put(User{user, "", {"officer"}, "", ""}, true).value();
    link_identity(identities, fresh.directory, "wang", "wang.w").value();
  }

  [[nodiscard]] Departure depart() { return gate.depart(address, "/cases/12").value(); }
  /// Comes back with what the provider gave.
  [[nodiscard]] Arrival arrive(const Departure& departure, const std::string& code) {
    return gate.arrive({.secret = departure.secret,
                        .state = in_query(departure.address, "state"),
                        .code = code,
                        .error = {},
                        .issuer = {},
                        .address = address});
  }
  [[nodiscard]] Arrival sign_in(const std::string& subject, const std::string& name) {
    const auto departure = depart();
    return arrive(departure, played.signed_in(departure.address, subject, name));
  }
  [[nodiscard]] std::string refusal(const std::string& subject, const std::string& name) {
    const auto arrival = sign_in(subject, name);
    return arrival.opened ? "" : arrival.opened.error().subject;
  }

  sql::FreshRegister fresh;
  sql::SqlAccounts kept{*fresh.database};
  sql::SqlSecondFactors factors{*fresh.database};
  sql::SqlIdentities identities{*fresh.database};
  FixedTime time{SystemTime{}.now()};
  AccountGate accounts{kept, factors, fresh.directory, time};
  PlayedProvider played;
  OpenIdProvider provider{played.settings, "secret",
                          [this](const FetchRequest& request) { return played.answer(request); },
                          time};
  OpenIdGate gate{accounts, kept, identities, time, &provider};
};

}  // namespace

TEST_CASE("Whoever is linked is bound when they first come, and known by the subject ever after",
          "[accounts][sql]") {
  Linked place{EACH_DATABASE};
  const auto first = place.sign_in("5be8", "wang.w");
  REQUIRE(first.opened.has_value());
  CHECK(first.opened->user == "wang");
  CHECK(first.return_to == "/cases/12");
  CHECK(first.is_first);
  CHECK(first.known_as == "wang.w");
  CHECK(place.accounts.enter(first.opened->secret)->user.name == "wang");

  const auto renamed = place.sign_in("5be8", "wang.wei");
  REQUIRE(renamed.opened.has_value());
  CHECK_FALSE(renamed.is_first);
  CHECK(place.refusal("6666", "wang.w") == "bound_to_another");
  CHECK(place.identities.identity("wang")->subject == "5be8");
}

TEST_CASE("Nobody comes in whom no administrator has linked", "[accounts][sql]") {
  Linked place{EACH_DATABASE};
  CHECK(place.refusal("7777", "li") == "not_linked");
  CHECK(place.refusal("7777", "") == "not_named");
  CHECK(link_identity(place.identities, place.fresh.directory, "li", "wang.w").error().problem ==
        Problem::conflict);
  CHECK(link_identity(place.identities, place.fresh.directory, "li", " ").error().problem ==
        Problem::bad_input);
  CHECK(link_identity(place.identities, place.fresh.directory, "zhao", "z").error().problem ==
        Problem::not_found);
  CHECK(unlink_identity(place.identities, place.fresh.directory, "li").error().problem ==
        Problem::conflict);
  CHECK_FALSE(place.identities.bind({"li", {"wang.w", "https://sso.example.cn", "7777"}}));
}

TEST_CASE("A claim that the token leaves out is asked for", "[accounts][sqlite]") {
  Linked place{sql::Dialect::sqlite};
  place.played.tells_in_token = false;
  const auto arrival = place.sign_in("5be8", "wang.w");
  CHECK(arrival.opened.has_value());
  CHECK(arrival.known_as == "wang.w");
}

TEST_CASE("An address for mail counts once it has been verified", "[accounts]") {
  PlayedProvider played;
  SystemTime time;
  played.settings.claim = "email";
  OpenIdProvider provider{played.settings, "",
                          [&](const FetchRequest& request) { return played.answer(request); },
                          time};
  CHECK(in_query(provider.address_for({"s", "n", "v"}), "scope") == "openid%20email");
  boost::json::object claims{{"sub", "1"}, {"email", "w@example.cn"}};
  CHECK(provider.known_as({"1", claims, ""}).empty());
  claims["email_verified"] = false;
  CHECK(provider.known_as({"1", claims, ""}).empty());
  claims["email_verified"] = true;
  CHECK(provider.known_as({"1", claims, ""}) == "w@example.cn");
}

TEST_CASE("What comes back counts once, in its browser and in its time", "[accounts][sql]") {
  Linked place{EACH_DATABASE};
  const auto departure = place.depart(), other = place.depart();
  const auto code = place.played.signed_in(departure.address, "5be8", "wang.w");
  const auto reason = [](const Arrival& arrival) { return arrival.opened.error().subject; };
  CHECK(reason(place.arrive({departure.address, other.secret}, code)) == "other_browser");
  CHECK(reason(place.arrive({departure.address, ""}, code)) == "other_browser");
  CHECK(reason(place.arrive({"?state=", departure.secret}, code)) == "other_browser");
  CHECK(place.arrive(departure, code).opened.has_value());
  CHECK(reason(place.arrive(departure, code)) == "ended");

  const auto late = place.depart();
  place.time.move_to(place.time.now() + 10min);
  CHECK(reason(place.arrive(late, place.played.signed_in(late.address, "5be8", "wang.w"))) ==
        "ended");
}

TEST_CASE("What comes back counts once on all nodes together", "[accounts][sql]") {
  Linked place{EACH_DATABASE};
  sql::Pool pool{place.fresh.database->another(), 4};
  sql::SqlIdentities identities{pool};
  const auto now = place.time.now();
  identities.expect({"hash", "/", now + 1min});
  std::atomic<int> returned = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&] { returned += identities.returned("hash", now) ? 1 : 0; });
  }
  CHECK(returned == 1);
}

TEST_CASE("A code of another sign-in opens nothing", "[accounts][sqlite]") {
  Linked place{sql::Dialect::sqlite};
  const auto attackers = place.depart(), victims = place.depart();
  const auto code = place.played.signed_in(attackers.address, "5be8", "wang.w");
  CHECK(place.arrive(victims, code).opened.error().subject == "unsound_answer");
}

TEST_CASE("A provider that names itself is not mixed up with another", "[accounts][sqlite]") {
  Linked place{sql::Dialect::sqlite};
  place.played.names_itself = true;
  const auto arrive = [&](const std::string& issuer, const std::string& error) {
    const auto departure = place.depart();
    const auto code = place.played.signed_in(departure.address, "5be8", "wang.w");
    const auto arrival = place.gate.arrive({.secret = departure.secret,
                                            .state = in_query(departure.address, "state"),
                                            .code = code,
                                            .error = error,
                                            .issuer = issuer,
                                            .address = address});
    return arrival.opened ? "" : arrival.opened.error().subject;
  };
  CHECK(arrive("", "") == "other_provider");
  CHECK(arrive("https://evil.example", "") == "other_provider");
  CHECK(arrive("https://sso.example.cn", "access_denied") == "refused_there");
  CHECK(arrive("https://sso.example.cn", "").empty());
}

TEST_CASE("Whoever is locked does not come in by the provider, first or later", "[accounts][sql]") {
  Linked place{EACH_DATABASE};
  CHECK(place.accounts.lock("wang", "调离").has_value());
  CHECK(place.refusal("5be8", "wang.w") == "locked");
  CHECK(place.identities.identity("wang")->subject.empty());
  CHECK(place.accounts.lock("wang", "").has_value());
  const auto opened = place.sign_in("5be8", "wang.w").opened.value();
  CHECK(place.accounts.lock("wang", "调离").has_value());
  CHECK_FALSE(place.accounts.enter(opened.secret));
  CHECK(place.refusal("5be8", "wang.w") == "locked");
}

TEST_CASE("A one-time password and a code bind who signs in with a password", "[accounts][sql]") {
  Linked place{EACH_DATABASE};
  (void)place.accounts.give_password("wang").value();
  REQUIRE(place.factors.begin("wang", "MZXW6YTBOI"));
  REQUIRE(place.factors.confirm("wang", "MZXW6YTBOI", 1, {"x"}));
  const auto opened = place.sign_in("5be8", "wang.w").opened.value();
  CHECK_FALSE(opened.must_change);
  const auto entered = place.accounts.enter(opened.secret).value();
  CHECK_FALSE(entered.must_change);
  const auto token =
      place.accounts.open_token(entered, {"t", {"read"}, place.time.now() + 1h}).value();
  CHECK_FALSE(place.accounts.enter(token.secret)->must_change);
}

TEST_CASE("What the provider has opened ends with the link, and with all sessions",
          "[accounts][sql]") {
  Linked place{EACH_DATABASE};
  const auto open = [&] { return place.sign_in("5be8", "wang.w").opened.value().secret; };
  auto secret = open();
  SECTION("signed out everywhere") {
    place.accounts.sign_out_everywhere("wang");
  }
  SECTION("unlinked") {
    unlink_identity(place.identities, place.fresh.directory, "wang").value();
    CHECK(place.refusal("5be8", "wang.w") == "not_linked");
  }
  SECTION("linked anew: somebody else may be bound") {
    link_identity(place.identities, place.fresh.directory, "wang", "wang.w").value();
    CHECK(place.sign_in("6666", "wang.w").opened.has_value());
    CHECK(place.refusal("5be8", "wang.w") == "bound_to_another");
  }
  SECTION("a password was given") {
    (void)place.accounts.give_password("wang").value();
  }
  CHECK_FALSE(place.accounts.enter(secret));
}

TEST_CASE("A path to go on at stays on this server", "[accounts][sqlite]") {
  Linked place{sql::Dialect::sqlite};
  for (const auto* path : {"//evil.example", "/\\evil.example", "https://evil.example", "", "cases",
                           "/a b", "/\tevil", "/\r\nSet-Cookie: x", "/件"}) {
    INFO(path);
    CHECK(place.gate.depart(address, path).error().subject == "return_to");
  }
  CHECK(place.gate.depart(address, "/" + std::string(500, 'a')).error().subject == "return_to");
  for (const auto* path : {"/", "/cases/12?tab=1#x", "/%2F%2Fevil.example"})
    CHECK(place.gate.depart(address, path).has_value());
}

TEST_CASE("A key that is not known is asked for, but not at once again", "[accounts][sqlite]") {
  Linked place{sql::Dialect::sqlite};
  CHECK(place.sign_in("5be8", "wang.w").opened.has_value());
  CHECK(place.sign_in("5be8", "wang.w").opened.has_value());
  CHECK(place.played.metadata_asked == 1);
  CHECK(place.played.keys_asked == 1);
  place.played.key = SigningKey{SigningKey::Kind::elliptic, "two"};
  CHECK(place.refusal("5be8", "wang.w") == "unsound_answer");
  CHECK(place.played.keys_asked == 1);
  place.time.move_to(place.time.now() + between_questions);
  CHECK(place.sign_in("5be8", "wang.w").opened.has_value());
  CHECK(place.played.keys_asked == 2);
}

TEST_CASE("A provider that is down lets nobody in, and is not asked all the time",
          "[accounts][sqlite]") {
  Linked place{sql::Dialect::sqlite};
  place.played.is_down = true;
  CHECK_THROWS_AS(place.gate.depart(address, "/"), ProviderDown);
  place.played.is_down = false;
  CHECK_THROWS_AS(place.gate.depart(address, "/"), ProviderDown);
  place.time.move_to(place.time.now() + between_questions);
  CHECK(place.gate.depart(address, "/").has_value());
  const auto departure = place.depart();
  place.played.is_down = true;
  CHECK_THROWS_AS(place.arrive(departure, "code"), ProviderDown);
}

TEST_CASE("A provider that calls itself otherwise is not believed", "[accounts][sqlite]") {
  Linked place{sql::Dialect::sqlite};
  place.played.named = "https://evil.example";
  CHECK_THROWS_AS(place.gate.depart(address, "/"), ProviderDown);
}

TEST_CASE("An address that returns with nothing that opens has to wait", "[accounts][sql]") {
  Linked place{EACH_DATABASE};
  const auto junk = [&](const std::string& from) {
    return place.gate
        .arrive(
            {.secret = "s", .state = "x", .code = "c", .error = {}, .issuer = {}, .address = from})
        .opened.error()
        .problem;
  };
  for (int i = 0; i < 30; ++i) CHECK(junk(address) == Problem::no_authority);
  CHECK(junk(address) == Problem::too_often);
  CHECK(junk("10.0.0.8") == Problem::no_authority);
  CHECK(place.gate.depart(address, "/").has_value());
  place.time.move_to(place.time.now() + 1min);
  CHECK(junk(address) == Problem::no_authority);
  CHECK(place.played.codes_asked == 0);
}

TEST_CASE("An address that goes to the provider without end has to wait", "[accounts][sqlite]") {
  Linked place{sql::Dialect::sqlite};
  for (int i = 0; i < 300; ++i) (void)place.depart();
  CHECK(place.gate.depart(address, "/").error().problem == Problem::too_often);
  CHECK(place.gate.depart("", "/").has_value());
}

TEST_CASE("Without a provider everything but its absence is refused", "[accounts][sqlite]") {
  Linked place{sql::Dialect::sqlite};
  OpenIdGate none{place.accounts, place.kept, place.identities, place.time, nullptr};
  CHECK(none.name().empty());
  CHECK(none.depart(address, "/").error().problem == Problem::conflict);
  CHECK(none.arrive({}).opened.error().problem == Problem::conflict);
}

TEST_CASE("Settings that cannot be right are refused with their option", "[accounts]") {
  struct Row {
    std::string ProviderSettings::*member;
    std::string value, option;
  };
  const auto row = GENERATE(values<Row>({
      {&ProviderSettings::issuer, "", "--openid-issuer"},
      {&ProviderSettings::issuer, "http://sso.example.cn", "--openid-issuer"},
      {&ProviderSettings::issuer, "ftp://localhost", "--openid-issuer"},
      {&ProviderSettings::issuer, "sso.example.cn", "--openid-issuer"},
      {&ProviderSettings::issuer, "https://sso.example.cn?x=1", "--openid-issuer"},
      {&ProviderSettings::issuer, "https://a:b@sso.example.cn", "--openid-issuer"},
      {&ProviderSettings::client, "", "--openid-client"},
      {&ProviderSettings::claim, "", "--openid-claim"},
      {&ProviderSettings::name, "", "--openid-name"},
      {&ProviderSettings::redirect, "", "--openid-redirect"},
      {&ProviderSettings::redirect, "https://duban.example.cn/", "--openid-redirect"},
      {&ProviderSettings::redirect, "https://duban.example.cn/x", "--openid-redirect"},
      {&ProviderSettings::redirect, "http://127.0.0.1.example.cn", "--openid-redirect"},
  }));
  INFO(row.value);
  auto settings = PlayedProvider{}.settings;
  CHECK(check_settings(settings).has_value());
  settings.issuer = "http://127.0.0.1:3000/realms/duban";
  settings.redirect = "http://[::1]:8080";
  CHECK(check_settings(settings).has_value());
  settings.*row.member = row.value;
  REQUIRE_FALSE(check_settings(settings).has_value());
  CHECK(check_settings(settings).error().subject == row.option);
}

}  // namespace duban::accounts
