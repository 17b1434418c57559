#include "adapters/accounts/provider_fixture.hpp"

#include "adapters/accounts/secrets.hpp"

#include <cjose/cjose.h>

#include <algorithm>
#include <stdexcept>

namespace duban::accounts {

namespace {

namespace json = boost::json;

cjose_jwk_t* new_key(SigningKey::Kind kind, std::size_t bits) {
  cjose_err failed{};
  const std::uint8_t exponent[] = {1, 0, 1};
  if (kind == SigningKey::Kind::rsa)
    return cjose_jwk_create_RSA_random(bits, exponent, sizeof exponent, &failed);
  if (kind == SigningKey::Kind::elliptic)
    return cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &failed);
  return cjose_jwk_create_oct_random(bits, &failed);
}

}  // namespace

SigningKey::SigningKey(Kind kind, std::string name, std::size_t bits)
    : key_{new_key(kind, bits), cjose_jwk_release}, name_{std::move(name)} {}

SigningKey::SigningKey(const std::string& bytes, std::string name) : name_{std::move(name)} {
  cjose_err failed{};
  key_ = {cjose_jwk_create_oct_spec(reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                    bytes.size(), &failed),
          cjose_jwk_release};
}

json::object SigningKey::shown() const {
  cjose_err failed{};
  const std::unique_ptr<char, decltype(&std::free)> text{
      cjose_jwk_to_json(key_.get(), false, &failed), &std::free};
  auto shown = json::parse(text.get()).as_object();
  shown["kid"] = name_;
  shown["use"] = "sig";
  return shown;
}

std::string SigningKey::token(const json::object& claims,
                              const std::string& algorithm,
                              const Fields& more) const {
  cjose_err failed{};
  auto* header = cjose_header_new(&failed);
  cjose_header_set(header, "alg", algorithm.c_str(), &failed);
  if (!name_.empty()) cjose_header_set(header, "kid", name_.c_str(), &failed);
  for (const auto& [name, value] : more)
    cjose_header_set_raw(header, name.c_str(), value.c_str(), &failed);
  const auto content = json::serialize(claims);
  auto* jws =
      cjose_jws_sign(key_.get(), header, reinterpret_cast<const std::uint8_t*>(content.data()),
                     content.size(), &failed);
  const char* text = nullptr;
  if (!jws || !cjose_jws_export(jws, &text, &failed)) throw std::logic_error(failed.message);
  std::string token{text};
  cjose_jws_release(jws);
  cjose_header_release(header);
  return token;
}

// PlayedProvider ----------------------------------------------------------------------------------

PlayedProvider::PlayedProvider()
    : settings{.issuer = "https://sso.example.cn",
               .client = "duban",
               .secret_file = {},
               .redirect = "https://duban.example.cn",
               .ca_file = {}} {}

Fetched PlayedProvider::answer(const FetchRequest& request) {
  if (is_down) throw ProviderDown(request.url + " is down");
  const auto ends = [&](const char* with) { return request.url.ends_with(with); };
  const auto told = [](const json::object& body) { return Fetched{200, json::serialize(body)}; };
  const auto place = settings.issuer;
  if (ends("/.well-known/openid-configuration")) {
    ++metadata_asked;
    return told({{"issuer", named},
                 {"authorization_endpoint", place + "/auth?tenant=1"},
                 {"token_endpoint", place + "/token"},
                 {"userinfo_endpoint", place + "/me"},
                 {"jwks_uri", place + "/jwks"},
                 {"authorization_response_iss_parameter_supported", names_itself}});
  }
  if (ends("/jwks")) {
    ++keys_asked;
    json::array keys;
    keys.push_back(key.shown());
    return told({{"keys", keys}});
  }
  if (ends("/me")) return told(claims_);
  ++codes_asked;
  const auto field = [&](const char* name) {
    const auto at =
        std::ranges::find(request.form, name, &std::pair<std::string, std::string>::first);
    return at == request.form.end() ? std::string{} : at->second;
  };
  if (code_.empty() || field("code") != code_ || sha256(field("code_verifier")) != challenge_)
    return {400, R"({"error":"invalid_grant"})"};
  code_.clear();
  auto claims = claims_;
  if (!tells_in_token) claims.erase("preferred_username");
  return told({{"id_token", key.token(claims, "ES256")}, {"access_token", "access"}});
}

std::string PlayedProvider::signed_in(const std::string& address,
                                      const std::string& subject,
                                      const std::string& name) {
  const auto now = std::chrono::floor<std::chrono::seconds>(time.now()).time_since_epoch().count();
  claims_ = {{"iss", settings.issuer},
             {"aud", settings.client},
             {"sub", subject},
             {"preferred_username", name},
             {"nonce", in_query(address, "nonce")},
             {"iat", now},
             {"exp", now + 300}};
  challenge_ = in_query(address, "code_challenge");
  code_ = "code of " + subject;
  return code_;
}

std::string in_query(const std::string& address, const std::string& name) {
  for (const char* before : {"?", "&"}) {
    const auto sought = before + name + "=";
    const auto at = address.find(sought);
    if (at == address.npos) continue;
    const auto begin = at + sought.size();
    return address.substr(begin, address.find('&', begin) - begin);
  }
  return {};
}

}  // namespace duban::accounts
