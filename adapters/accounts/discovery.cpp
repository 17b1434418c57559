#include "adapters/accounts/discovery.hpp"

#include "adapters/accounts/id_token.hpp"
#include "engine/people/provider_gate.hpp"

#include <algorithm>

namespace duban::accounts {

namespace {

namespace json = boost::json;

std::string endpoint_in(const json::object& document, const char* name) {
  std::string url{text_in(document, name)};
  if (!may_be_fetched(url) || url.find('#') != url.npos)
    throw ProviderDown("its discovery document has no sound " + std::string{name});
  return url;
}

bool lists(const json::object& document, const char* name, std::string_view word) {
  const auto* all = document.if_contains(name);
  return all && all->is_array() &&
         std::ranges::any_of(all->get_array(), [&](const json::value& each) {
           return each.is_string() && each.get_string() == word;
         });
}

bool is_true(const json::object& document, const char* name) {
  const auto* value = document.if_contains(name);
  return value && value->is_bool() && value->get_bool();
}

}  // namespace

json::object object_of(const Fetched& answer, const std::string& url) {
  constexpr long ok = 200;
  if (answer.status != ok)
    throw ProviderDown(url + " answers with " + std::to_string(answer.status));
  boost::system::error_code failed;
  auto value = json::parse(answer.body, failed);
  if (failed || !value.is_object()) throw ProviderDown(url + " answers with no JSON object");
  return std::move(value.get_object());
}

template <class T, class Read>
void Discovery::renew(Remembered<T>& remembered, const Read& read) {
  remembered.asked_at = time_.now();
  remembered.value = read();
  remembered.read_at = remembered.asked_at;
}

ProviderMetadata Discovery::metadata() {
  const std::lock_guard lock{mutex_};
  const auto now = time_.now();
  if (metadata_.is_fresh(now)) return metadata_.value;
  if (metadata_.was_just_asked(now)) throw ProviderDown(issuer_ + " failed a moment ago");
  renew(metadata_, [&] { return read_metadata(); });
  return metadata_.value;
}

std::vector<json::object> Discovery::keys(const std::string& wanted) {
  const auto url = metadata().jwks_uri;
  const std::lock_guard lock{mutex_};
  const auto now = time_.now();
  const bool is_fresh = keys_.is_fresh(now), was_just_asked = keys_.was_just_asked(now);
  if (!is_fresh && was_just_asked) throw ProviderDown(url + " failed a moment ago");
  const bool is_known = wanted.empty() || has_key(keys_.value, wanted);
  if (!is_fresh || (!is_known && !was_just_asked)) renew(keys_, [&] { return read_keys(url); });
  return keys_.value;
}

ProviderMetadata Discovery::read_metadata() const {
  auto base = issuer_;
  if (base.ends_with('/')) base.pop_back();
  const auto url = base + "/.well-known/openid-configuration";
  const auto document = object_of(fetch_({.url = url}), url);
  if (const auto named = text_in(document, "issuer"); named != issuer_)
    throw ProviderDown(url + " is of another issuer, " + std::string{named});
  constexpr auto methods = "token_endpoint_auth_methods_supported";
  return {.authorization_endpoint = endpoint_in(document, "authorization_endpoint"),
          .token_endpoint = endpoint_in(document, "token_endpoint"),
          .userinfo_endpoint = std::string{text_in(document, "userinfo_endpoint")},
          .jwks_uri = endpoint_in(document, "jwks_uri"),
          .takes_basic = !lists(document, methods, "client_secret_post") ||
                         lists(document, methods, "client_secret_basic"),
          .names_itself = is_true(document, "authorization_response_iss_parameter_supported")};
}

std::vector<json::object> Discovery::read_keys(const std::string& url) const {
  const auto document = object_of(fetch_({.url = url}), url);
  const auto* all = document.if_contains("keys");
  if (!all || !all->is_array()) throw ProviderDown(url + " holds no keys");
  std::vector<json::object> keys;
  for (const auto& key : all->get_array())
    if (key.is_object()) keys.push_back(key.get_object());
  return keys;
}

}  // namespace duban::accounts
