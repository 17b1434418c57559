// Signing in at an identity provider: a browser goes there, and returns.

#include "adapters/http/client.hpp"
#include "adapters/http/door.hpp"
#include "adapters/http/json_rows.hpp"
#include "adapters/http/promised_headers.hpp"
#include "adapters/http/session.hpp"
#include "engine/data/schema.hpp"

namespace duban::http {

namespace {

namespace json = boost::json;

const std::string openid_path = "/api/v1/session/openid";
constexpr std::string_view passage_cookie = "duban_openid";
/// A cookie that goes along when the provider sends the browser back, and nowhere else.
const std::string passage_rules = "Path=" + openid_path + "; Max-Age=600; HttpOnly; SameSite=Lax";

struct ProviderView {
  bool configured = false;
  std::string name;  ///< as a button has it; empty: none
};
BOOST_DESCRIBE_STRUCT(ProviderView, (), (configured, name))

Answer redirected(const std::string& place) {
  Answer answer{.status = 302, .type = {}};
  answer.headers.emplace_back("Location", place);
  return answer;
}

std::string given_or(const Visit& visit, const char* name, const char* otherwise) {
  return visit.has(name) ? visit.text(name) : otherwise;
}

Result<Answer> show_provider(ProviderGate& provider, Visit&) {
  const auto name = provider.name();
  return Answer::of(whole(ProviderView{!name.empty(), name}));
}

Result<Answer> depart(ProviderGate& provider, Visit& visit) {
  const auto departure =
      provider.depart(client_of(visit.request), given_or(visit, "return_to", "/"));
  if (!departure) return departure.error();
  auto answer = redirected(departure->address);
  answer.headers.push_back(
      cookie_for(visit.request, passage_cookie, departure->secret, passage_rules));
  return answer;
}

/// What is proved of whoever returns stands in the audit log; what the browser brings does not.
void tell(const Arrival& arrival, Visit& visit) {
  if (!arrival.subject.empty()) visit.told["subject"] = arrival.subject;
  if (!arrival.known_as.empty()) visit.told["known_as"] = arrival.known_as;
  if (arrival.is_first) visit.told["bound"] = true;
}

Result<Answer> arrive(ProviderGate& provider, Visit& visit) {
  const auto arrival = provider.arrive({.secret = cookie_named(visit.request, passage_cookie),
                                        .state = visit.text("state"),
                                        .code = given_or(visit, "code", ""),
                                        .error = given_or(visit, "error", ""),
                                        .issuer = given_or(visit, "iss", ""),
                                        .address = client_of(visit.request)});
  tell(arrival, visit);
  if (!arrival.opened) {
    const auto& error = arrival.opened.error();
    if (error.problem != Problem::no_authority) return error;
    visit.suspicion = error.subject;
    auto refused = not_signed_in(visit.words.sentence(error.detail));
    refused.user = arrival.user;
    return refused;
  }
  auto answer = redirected(arrival.return_to);
  answer.headers.push_back(session_cookie(visit.request, arrival.opened->secret));
  answer.user = arrival.opened->user;
  return answer;
}

Parameter returned_parameter(const char* name, const char* means, const char* example) {
  constexpr int longest_of_provider = 8000;
  json::object schema{{"type", "string"}, {"maxLength", longest_of_provider}};
  schema["examples"] = json::array{example};
  return {.name = name, .means = means, .schema = std::move(schema)};
}

Route openid_route(const char* path, const char* operation, const char* summary, Promise promise) {
  return {.method = "GET",
          .path = openid_path + path,
          .operation = operation,
          .summary = summary,
          .door = Door::open,
          .parameters = {},
          .promises = {std::move(promise)},
          .work = {}};
}

Route start_route(ProviderGate& provider) {
  auto start = openid_route(
      "/start", "startOpenId", "Send the browser to the identity provider, to sign in there.",
      {.status = 302,
       .means = "To the provider, with a cookie.",
       .headers = {location_header("https://sso.example.cn/authorize?…"), cookie_header()}});
  json::object path{{"type", "string"}};
  path["examples"] = json::array{"/cases/12"};
  start.parameters = {{.name = "return_to",
                       .means = "A path of this server to go on at; / by default.",
                       .schema = std::move(path)}};
  start.work = with(provider, depart);
  return start;
}

Route callback_route(ProviderGate& provider) {
  auto callback = openid_route(
      "/callback", "finishOpenId", "Where the identity provider sends the browser back to.",
      {.status = 302,
       .means = "Signed in; to where one wanted, with the cookie of a session.",
       .headers = {location_header("/cases/12"), cookie_header()}});
  callback.audited = true;
  callback.from_elsewhere = true;
  callback.parameters = {
      returned_parameter("state", "What the provider was given.", "Yk3v"),
      returned_parameter("code", "What the provider is asked with.", "SplxlOBe"),
      returned_parameter("error", "Why there is no code.", "access_denied"),
      returned_parameter("iss", "Who the provider is (RFC 9207).", "https://sso.example.cn")};
  callback.parameters.front().required = true;
  callback.work = with(provider, arrive);
  return callback;
}

}  // namespace

std::vector<Route> openid_routes(ProviderGate& provider) {
  auto show = openid_route(
      "", "getOpenId", "Whether one may sign in at an identity provider.",
      {.means = "Whether, and what the button says.", .schema = whole_schema<ProviderView>()});
  show.work = with(provider, show_provider);
  return {show, start_route(provider), callback_route(provider)};
}

}  // namespace duban::http
