#include "adapters/accounts/openid_provider.hpp"

#include "adapters/accounts/id_token.hpp"
#include "adapters/accounts/secrets.hpp"
#include "engine/data/percent.hpp"
#include "engine/people/names.hpp"

#include <spdlog/spdlog.h>

namespace duban::accounts {

namespace {

namespace json = boost::json;

constexpr auto callback_path = "/api/v1/session/openid/callback";
constexpr std::size_t longest_error = 60;

/// What is asked for, so that the claim comes along.
std::string scope_for(const std::string& claim) {
  if (claim == "sub") return "openid";
  return claim == "email" ? "openid email" : "openid profile";
}

std::string error_in(const Fetched& answer) {
  boost::system::error_code failed;
  const auto value = json::parse(answer.body, failed);
  return failed || !value.is_object() ? "" : plain_error(text_in(value.get_object(), "error"));
}

bool is_verified(const json::object& claims) {
  const auto* verified = claims.if_contains("email_verified");
  return verified && *verified == json::value(true);
}

Error refused_token() {
  return {Problem::no_authority, "unsound_answer",
          "the identity provider's answer cannot be trusted; sign in once more, and if it stays so "
          "tell whoever runs this"};
}

Result<void> check_urls(const ProviderSettings& settings) {
  if (!may_be_fetched(settings.issuer) || !is_plain(settings.issuer))
    return bad_input("--openid-issuer", "must be https://… without ? and #");
  if (!may_be_fetched(settings.redirect) || !is_origin(settings.redirect))
    return bad_input("--openid-redirect",
                     "must be the address by which browsers know this server: https://HOST[:PORT]");
  return {};
}

}  // namespace

std::string plain_error(std::string_view error) {
  const bool is_word = error.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == error.npos;
  return std::string{is_word && error.size() <= longest_error ? error : "unknown_error"};
}

Result<void> check_settings(const ProviderSettings& settings) {
  if (settings.issuer.empty()) return bad_input("--openid-issuer", "is missing");
  if (settings.client.empty()) return bad_input("--openid-client", "is missing");
  if (settings.claim.empty()) return bad_input("--openid-claim", "is missing");
  if (auto sound = check_title("--openid-name", settings.name); !sound) return sound;
  return check_urls(settings);
}

OpenIdProvider::OpenIdProvider(ProviderSettings settings,
                               std::string secret,
                               Fetch fetch,
                               TimeSource& time)
    : settings_{std::move(settings)},
      secret_{std::move(secret)},
      fetch_{std::move(fetch)},
      time_{time},
      discovery_{settings_.issuer, fetch_, time} {}

std::string OpenIdProvider::address_for(const Passage& passage) {
  return with_query(discovery_.metadata().authorization_endpoint,
                    {{"response_type", "code"},
                     {"client_id", settings_.client},
                     {"redirect_uri", settings_.redirect + callback_path},
                     {"scope", scope_for(settings_.claim)},
                     {"state", passage.state},
                     {"nonce", passage.nonce},
                     {"code_challenge", sha256(passage.verifier)},
                     {"code_challenge_method", "S256"}});
}

bool OpenIdProvider::may_be(const std::string& issuer) {
  return issuer.empty() ? !discovery_.metadata().names_itself : issuer == settings_.issuer;
}

Result<Person> OpenIdProvider::person_for(const std::string& code, const Passage& passage) {
  const auto metadata = discovery_.metadata();
  const auto answer = fetch_(code_request(code, passage, metadata));
  const auto error = error_in(answer);
  if (error == "invalid_grant") {
    spdlog::warn("openid: {} does not take the code", settings_.issuer);
    return refused_token();
  }
  if (!error.empty()) throw ProviderDown(metadata.token_endpoint + " refuses us: " + error);
  return person_in(object_of(answer, metadata.token_endpoint), passage.nonce);
}

FetchRequest OpenIdProvider::code_request(const std::string& code,
                                          const Passage& passage,
                                          const ProviderMetadata& metadata) const {
  FetchRequest request{.url = metadata.token_endpoint,
                       .form = {{"grant_type", "authorization_code"},
                                {"code", code},
                                {"redirect_uri", settings_.redirect + callback_path},
                                {"code_verifier", passage.verifier}}};
  if (!secret_.empty() && metadata.takes_basic) {
    request.user = percent_encoded(settings_.client);
    request.password = percent_encoded(secret_);
    return request;
  }
  request.form.emplace_back("client_id", settings_.client);
  if (!secret_.empty()) request.form.emplace_back("client_secret", secret_);
  return request;
}

Result<Person> OpenIdProvider::person_in(const json::object& answer, const std::string& nonce) {
  const std::string token{text_in(answer, "id_token")};
  const auto keys = discovery_.keys(key_named_by(token).value_or(""));
  auto claims = claims_of(
      token, keys,
      {.issuer = settings_.issuer, .client = settings_.client, .nonce = nonce, .now = time_.now()});
  if (!claims) {
    spdlog::warn("openid: a token of {} {}", settings_.issuer, claims.error().detail);
    return refused_token();
  }
  return Person{.subject = std::string{text_in(*claims, "sub")},
                .claims = std::move(*claims),
                .access_token = std::string{text_in(answer, "access_token")}};
}

std::string OpenIdProvider::known_as(const Person& person) {
  const auto& claim = settings_.claim;
  const auto claims = person.claims.contains(claim) ? person.claims : asked_more(person);
  if (claim == "email" && !is_verified(claims)) return {};
  return std::string{text_in(claims, claim)};
}

/// Many providers put the subject alone into the token, and say the rest to whoever asks.
json::object OpenIdProvider::asked_more(const Person& person) {
  const auto url = discovery_.metadata().userinfo_endpoint;
  if (url.empty() || person.access_token.empty()) return {};
  auto claims = object_of(fetch_({.url = url, .bearer = person.access_token}), url);
  if (text_in(claims, "sub") != person.subject)
    throw ProviderDown(url + " speaks of somebody else");
  return claims;
}

}  // namespace duban::accounts
