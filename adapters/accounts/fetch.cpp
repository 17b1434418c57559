#include "adapters/accounts/fetch.hpp"

#include "adapters/accounts/released.hpp"
#include "engine/data/percent.hpp"
#include "engine/people/provider_gate.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>

namespace duban::accounts {

namespace {

constexpr long connect_ms = 5'000, whole_ms = 10'000;
constexpr std::size_t longest_body = std::size_t{256} * 1024;
constexpr std::array<std::string_view, 3> this_machine{"localhost", "127.0.0.1", "[::1]"};

using Curl = std::unique_ptr<CURL, Released<curl_easy_cleanup>>;
using Url = std::unique_ptr<CURLU, Released<curl_url_cleanup>>;
using CurlText = std::unique_ptr<char, Released<curl_free>>;

/// Nothing if it is no URL.
Url parsed(const std::string& text) {
  Url url{curl_url()};
  if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) return {};
  return url;
}

/// A part of it; nothing if it has none.
std::optional<std::string> part_of(const Url& url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) return {};
  const CurlText owned{text};
  return std::string{text};
}

std::size_t take_body(const char* bytes, std::size_t, std::size_t count, void* to) {
  auto& body = *static_cast<std::string*>(to);
  if (body.size() + count > longest_body) return 0;  // which ends it
  body.append(bytes, count);
  return count;
}

void set_limits(CURL* curl) {
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, connect_ms);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, whole_ms);
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "duban");
}

void set_proof(CURL* curl, const FetchRequest& request) {
  if (!request.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
    curl_easy_setopt(curl, CURLOPT_USERNAME, request.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, request.password.c_str());
  }
  if (!request.bearer.empty()) {
    curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BEARER);
    curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, request.bearer.c_str());
  }
}

Fetched fetched(const FetchRequest& request, const std::string& ca_file) {
  if (!may_be_fetched(request.url))
    throw ProviderDown(request.url + " is not asked: it is no https");
  const Curl curl{curl_easy_init()};
  if (!curl) throw std::bad_alloc{};
  Fetched answer;
  const auto form = form_text(request.form);
  set_limits(curl.get());
  set_proof(curl.get(), request);
  curl_easy_setopt(curl.get(), CURLOPT_URL, request.url.c_str());
  if (!ca_file.empty()) curl_easy_setopt(curl.get(), CURLOPT_CAINFO, ca_file.c_str());
  if (!request.form.empty()) curl_easy_setopt(curl.get(), CURLOPT_COPYPOSTFIELDS, form.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer.body);
  if (const auto failed = curl_easy_perform(curl.get()); failed != CURLE_OK)
    throw ProviderDown(request.url + ": " + curl_easy_strerror(failed));
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer.status);
  return answer;
}

}  // namespace

Fetch fetch_with(const std::string& ca_file) {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  if (!ready) throw std::runtime_error("libcurl cannot be used on this machine");
  return [ca_file](const FetchRequest& request) { return fetched(request, ca_file); };
}

bool may_be_fetched(const std::string& url) {
  const auto parts = parsed(url);
  if (!parts) return false;
  const auto scheme = part_of(parts, CURLUPART_SCHEME), host = part_of(parts, CURLUPART_HOST);
  if (!host || host->empty()) return false;
  return scheme == "https" ||
         (scheme == "http" && std::ranges::find(this_machine, *host) != this_machine.end());
}

bool is_origin(const std::string& url) {
  const auto parts = parsed(url);
  return parts && is_plain(url) && !url.ends_with('/') && part_of(parts, CURLUPART_PATH) == "/";
}

bool is_plain(const std::string& url) {
  const auto parts = parsed(url);
  return parts && !part_of(parts, CURLUPART_QUERY) && !part_of(parts, CURLUPART_FRAGMENT) &&
         !part_of(parts, CURLUPART_USER);
}

std::string with_query(const std::string& url, const Fields& fields) {
  return url + (url.find('?') == url.npos ? "?" : "&") + form_text(fields);
}

std::string form_text(const Fields& fields) {
  std::string text;
  for (const auto& [name, value] : fields)
    text.append(text.empty() ? "" : "&").append(name).append("=").append(percent_encoded(value));
  return text;
}

}  // namespace duban::accounts
