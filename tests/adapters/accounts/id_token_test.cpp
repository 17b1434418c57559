// Which tokens prove who somebody is.

#include "adapters/accounts/id_token.hpp"

#include "adapters/accounts/provider_fixture.hpp"

#include <catch2/catch.hpp>

namespace duban::accounts {

namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

const Instant now = parse_instant("2025-03-14T09:00:00+08:00").value();

std::int64_t seconds_at(Instant at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}

TokenAim aim() {
  return {.issuer = "https://sso.example.cn", .client = "duban", .nonce = "n", .now = now};
}

json::object claims() {
  return {{"iss", "https://sso.example.cn"},
          {"aud", "duban"},
          {"sub", "5be8"},
          {"nonce", "n"},
          {"iat", seconds_at(now)},
          {"exp", seconds_at(now + 5min)}};
}

const SigningKey& rsa() {
  static const SigningKey key{SigningKey::Kind::rsa, "rsa"};
  return key;
}

const SigningKey& elliptic() {
  static const SigningKey key{SigningKey::Kind::elliptic, "ec"};
  return key;
}

std::vector<json::object> keys() {
  return {rsa().shown(), elliptic().shown()};
}

/// What is wrong with a token; empty if nothing.
std::string fault(const std::string& token, const std::vector<json::object>& known = keys()) {
  const auto claims = claims_of(token, known, aim());
  return claims ? "" : claims.error().detail;
}

/// The same claims but for one.
std::string fault_with(const char* name, const json::value& value) {
  auto changed = claims();
  changed[name] = value;
  return fault(rsa().token(changed, "RS256"));
}

std::string fault_without(const char* name) {
  auto changed = claims();
  changed.erase(name);
  return fault(rsa().token(changed, "RS256"));
}

}  // namespace

TEST_CASE("A token of the provider, for us and now, is taken", "[accounts]") {
  for (const auto* algorithm : {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    CHECK(fault(rsa().token(claims(), algorithm)).empty());
  CHECK(fault(elliptic().token(claims(), "ES256")).empty());
  const auto told = claims_of(rsa().token(claims(), "RS256"), keys(), aim()).value();
  CHECK(told.at("sub") == "5be8");
  CHECK(key_named_by(rsa().token(claims(), "RS256")) == "rsa");
  CHECK_FALSE(key_named_by("no token"));
}

TEST_CASE("A token that nobody of the provider has signed is not taken", "[accounts]") {
  const auto right = rsa().token(claims(), "RS256");
  const auto first = right.find('.'), last = right.rfind('.');
  auto other_claims = claims();
  other_claims["sub"] = "somebody else";
  const auto other = rsa().token(other_claims, "RS256");
  const auto changed = right.substr(0, first) +
                       other.substr(other.find('.'), other.rfind('.') - other.find('.')) +
                       right.substr(last);
  CHECK(fault(changed) == "its signature is wrong");
  const SigningKey stranger{SigningKey::Kind::rsa, "rsa"};
  CHECK(fault(stranger.token(claims(), "RS256")) == "its signature is wrong");
  const SigningKey unknown{SigningKey::Kind::rsa, "another"};
  CHECK(fault(unknown.token(claims(), "RS256")) == "names no key of the provider");

  const auto content = right.substr(first, last - first);
  const std::string none = "eyJhbGciOiJub25lIn0";  // {"alg":"none"}
  CHECK(fault(none + content + ".") == "is signed by none, which is not taken");
  CHECK(fault(none + right.substr(first)) == "is signed by none, which is not taken");
  CHECK(fault("") == "is no signed token");
  CHECK(fault("a.b.c") == "is no signed token");
}

TEST_CASE("A secret that everybody knows signs nothing", "[accounts]") {
  const auto shown = json::serialize(rsa().shown());
  const SigningKey by_public_key{shown, "rsa"};
  CHECK(fault(by_public_key.token(claims(), "HS256")) == "is signed by HS256, which is not taken");
  const SigningKey secret{SigningKey::Kind::secret, "shared", 256};
  auto known = keys();
  known.push_back(secret.shown());
  known.back()["k"] = "AAAA";
  CHECK(fault(secret.token(claims(), "HS256"), known) == "is signed by HS256, which is not taken");
}

TEST_CASE("A key signs by the algorithms it is for", "[accounts]") {
  auto known = keys();
  known.front()["alg"] = "PS256";
  CHECK(fault(rsa().token(claims(), "RS256"), known) == "names no key of the provider");
  CHECK(fault(rsa().token(claims(), "PS256"), known).empty());
  known.front()["use"] = "enc";
  CHECK(fault(rsa().token(claims(), "PS256"), known) == "names no key of the provider");
  const SigningKey small{SigningKey::Kind::rsa, "small", 1024};
  known.push_back(small.shown());
  CHECK(fault(small.token(claims(), "RS256"), known) == "its signature is wrong");
  CHECK(fault(rsa().token(claims(), "RS256", {{"crit", R"(["b64"])"}})) ==
        "demands what is not understood (crit)");
}

TEST_CASE("Without a name there must be one key alone", "[accounts]") {
  const SigningKey nameless{SigningKey::Kind::rsa, ""};
  CHECK(fault(nameless.token(claims(), "RS256"), {nameless.shown(), elliptic().shown()}).empty());
  CHECK(fault(nameless.token(claims(), "RS256"), {nameless.shown(), rsa().shown()}) ==
        "names no key of the provider");
}

TEST_CASE("A token for somebody else is not taken", "[accounts]") {
  const std::string for_others = "is for somebody else (aud, azp)";
  CHECK(fault_with("aud", "other") == for_others);
  CHECK(fault_without("aud") == for_others);
  CHECK(fault_with("aud", json::array{"other"}) == for_others);
  CHECK(fault_with("aud", json::array{"duban"}).empty());
  CHECK(fault_with("aud", json::array{"duban", "other"}) == for_others);  // without azp
  CHECK(fault_with("azp", "duban").empty());
  CHECK(fault_with("azp", "other") == for_others);
  auto several = claims();
  several["aud"] = json::array{"other", "duban"};
  several["azp"] = "duban";
  CHECK(fault(rsa().token(several, "RS256")).empty());
  several["azp"] = "other";
  CHECK(fault(rsa().token(several, "RS256")) == for_others);

  CHECK(fault_with("iss", "https://sso.example.cn/") == "is another issuer's (iss)");
  CHECK(fault_without("iss") == "is another issuer's (iss)");
  CHECK(fault_with("nonce", "m") == "answers another question (nonce)");
  CHECK(fault_without("nonce") == "answers another question (nonce)");
  CHECK(fault_with("sub", "") == "is of nobody (sub)");
  CHECK(fault_with("sub", 5) == "is of nobody (sub)");
  CHECK(fault_with("sub", json::string(256, 'x')) == "is of nobody (sub)");
}

TEST_CASE("A token is taken in its time, give or take a minute", "[accounts]") {
  CHECK(fault_with("exp", seconds_at(now - 59s)).empty());
  CHECK(fault_with("exp", seconds_at(now - 60s)) == "has expired (exp)");
  CHECK(fault_with("exp", "later") == "has expired (exp)");
  CHECK(fault_with("exp", -1) == "has expired (exp)");
  CHECK(fault_with("exp", 1e300) == "has expired (exp)");
  CHECK(fault_without("exp") == "has expired (exp)");
  CHECK(fault_with("iat", seconds_at(now + 60s)).empty());
  CHECK(fault_with("iat", seconds_at(now + 61s)) == "is of the future (iat)");
  CHECK(fault_without("iat") == "is of the future (iat)");
  CHECK(fault_with("nbf", seconds_at(now + 60s)).empty());
  CHECK(fault_with("nbf", seconds_at(now + 61s)) == "is of the future (nbf)");
}

}  // namespace duban::accounts
