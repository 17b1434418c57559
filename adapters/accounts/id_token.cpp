#include "adapters/accounts/id_token.hpp"

#include "adapters/accounts/released.hpp"

#include <cjose/cjose.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

namespace duban::accounts {

namespace {

namespace json = boost::json;

using Jws = std::unique_ptr<cjose_jws_t, Released<cjose_jws_release>>;
using Jwk = std::unique_ptr<cjose_jwk_t, Released<cjose_jwk_release>>;

constexpr std::size_t longest_subject = 255, least_rsa_bits = 2048;

/// An algorithm that we take, and the keys that go with it.
struct Algorithm {
  std::string_view name, key_type, curve;
};
constexpr std::array<Algorithm, 9> algorithms{{{"RS256", "RSA", ""},
                                               {"RS384", "RSA", ""},
                                               {"RS512", "RSA", ""},
                                               {"PS256", "RSA", ""},
                                               {"PS384", "RSA", ""},
                                               {"PS512", "RSA", ""},
                                               {"ES256", "EC", "P-256"},
                                               {"ES384", "EC", "P-384"},
                                               {"ES512", "EC", "P-521"}}};

Error unsound(std::string detail) {
  return {Problem::no_authority, "token", std::move(detail)};
}

Jws imported(const std::string& token) {
  cjose_err failed{};
  return Jws{cjose_jws_import(token.data(), token.size(), &failed)};
}

/// A text of the header; empty if it is none.
std::string header_text(const Jws& jws, const char* name) {
  cjose_err failed{};
  const char* text = cjose_header_get(cjose_jws_get_protected(jws.get()), name, &failed);
  return text ? text : "";
}

bool demands_more(const Jws& jws) {
  cjose_err failed{};
  char* text = cjose_header_get_raw(cjose_jws_get_protected(jws.get()), "crit", &failed);
  const std::unique_ptr<char, Released<std::free>> owned{text};
  return text != nullptr;
}

bool suits(const json::object& key, const Algorithm& algorithm) {
  const auto use = text_in(key, "use"), only = text_in(key, "alg");
  return text_in(key, "kty") == algorithm.key_type && text_in(key, "crv") == algorithm.curve &&
         (use.empty() || use == "sig") && (only.empty() || only == algorithm.name);
}

/// Where the token names no key there must be one alone that it can be.
const json::object* key_for(std::span<const json::object> keys,
                            const std::string& name,
                            const Algorithm& algorithm) {
  const json::object* found = nullptr;
  for (const auto& key : keys) {
    if (!suits(key, algorithm) || (!name.empty() && text_in(key, "kid") != name)) continue;
    if (found) return nullptr;
    found = &key;
  }
  return found;
}

bool has_signed(const Jws& jws, const json::object& key) {
  const auto text = json::serialize(key);
  cjose_err failed{};
  const Jwk jwk{cjose_jwk_import(text.data(), text.size(), &failed)};
  if (!jwk) return false;
  if (cjose_jwk_get_kty(jwk.get(), &failed) == CJOSE_JWK_KTY_RSA &&
      cjose_jwk_get_keysize(jwk.get(), &failed) < least_rsa_bits)
    return false;
  return cjose_jws_verify(jws.get(), jwk.get(), &failed);
}

Result<json::object> content_of(const Jws& jws) {
  std::uint8_t* bytes = nullptr;
  std::size_t size = 0;
  cjose_err failed{};
  if (!cjose_jws_get_plaintext(jws.get(), &bytes, &size, &failed)) return unsound("has no content");
  boost::system::error_code wrong;
  // the library's bytes are a text
  auto value = json::parse({reinterpret_cast<const char*>(bytes), size}, wrong);
  if (wrong || !value.is_object()) return unsound("its content is no JSON object");
  return std::move(value.get_object());
}

Result<json::object> signed_content(const std::string& token, std::span<const json::object> keys) {
  const auto jws = imported(token);
  if (!jws) return unsound("is no signed token");
  const auto name = header_text(jws, CJOSE_HDR_ALG);
  const auto* const algorithm = std::ranges::find(algorithms, name, &Algorithm::name);
  if (algorithm == algorithms.end())
    return unsound("is signed by " + name + ", which is not taken");
  if (demands_more(jws)) return unsound("demands what is not understood (crit)");
  const auto* const key = key_for(keys, header_text(jws, CJOSE_HDR_KID), *algorithm);
  if (!key) return unsound("names no key of the provider");
  if (!has_signed(jws, *key)) return unsound("its signature is wrong");
  return content_of(jws);
}

/// A moment in seconds, perhaps with a fraction; nothing if it is none.
std::optional<Instant> moment_in(const json::object& claims, std::string_view name) {
  const auto* value = claims.if_contains(name);
  if (!value || !value->is_number()) return {};
  constexpr double farthest = 1e11;
  const auto seconds = value->to_number<double>();
  if (!(seconds > 0 && seconds < farthest)) return {};
  return Instant{std::chrono::seconds{static_cast<std::int64_t>(seconds)}};
}

bool is_for(const json::object& claims, const std::string& client) {
  const auto* audience = claims.if_contains("aud");
  if (!audience) return false;
  const auto* several = audience->if_array();
  const auto us = json::value(json::string{client});
  if (several && std::ranges::find(*several, us) == several->end()) return false;
  if (!several && *audience != us) return false;
  // Of several the token says who it was made for.
  const auto* party = claims.if_contains("azp");
  return party ? *party == us : !several || several->size() == 1;
}

Result<void> check_time(const json::object& claims, Instant now) {
  const auto ends = moment_in(claims, "exp"), made = moment_in(claims, "iat");
  if (!ends || *ends + token_leeway <= now) return unsound("has expired (exp)");
  if (!made || *made - token_leeway > now) return unsound("is of the future (iat)");
  if (!claims.contains("nbf")) return {};
  const auto begins = moment_in(claims, "nbf");
  if (!begins || *begins - token_leeway > now) return unsound("is of the future (nbf)");
  return {};
}

Result<void> check_aim(const json::object& claims, const TokenAim& aim) {
  if (text_in(claims, "iss") != aim.issuer) return unsound("is another issuer's (iss)");
  if (!is_for(claims, aim.client)) return unsound("is for somebody else (aud, azp)");
  if (auto timely = check_time(claims, aim.now); !timely) return timely;
  if (text_in(claims, "nonce") != aim.nonce) return unsound("answers another question (nonce)");
  const auto subject = text_in(claims, "sub");
  if (subject.empty() || subject.size() > longest_subject) return unsound("is of nobody (sub)");
  return {};
}

}  // namespace

std::string_view text_in(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  if (!value || !value->is_string()) return {};
  return value->get_string();
}

std::optional<std::string> key_named_by(const std::string& token) {
  const auto jws = imported(token);
  if (!jws) return {};
  return header_text(jws, CJOSE_HDR_KID);
}

bool has_key(std::span<const json::object> keys, const std::string& name) {
  return std::ranges::any_of(keys,
                             [&](const json::object& key) { return text_in(key, "kid") == name; });
}

Result<json::object> claims_of(const std::string& token,
                               std::span<const json::object> keys,
                               const TokenAim& aim) {
  auto claims = signed_content(token, keys);
  if (!claims) return claims;
  if (auto sound = check_aim(*claims, aim); !sound) return sound.error();
  return claims;
}

}  // namespace duban::accounts
