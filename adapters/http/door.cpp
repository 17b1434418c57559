#include "adapters/http/door.hpp"

#include "adapters/http/problem.hpp"
#include "engine/data/secret.hpp"

#include <boost/beast/core/string.hpp>

#include <algorithm>

namespace duban::http {

namespace {

constexpr std::string_view cookie_name = "duban";
constexpr std::string_view bearer = "bearer ";

struct Shown {
  std::string secret;
  bool in_cookie = false;
};

std::string_view trimmed(std::string_view text) {
  const auto begin = std::min(text.find_first_not_of(' '), text.size());
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

std::string cookie_in(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const auto end = std::min(header.find(';'), header.size());
    const auto pair = trimmed(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    const auto equals = pair.find('=');
    if (equals != pair.npos && pair.substr(0, equals) == name)
      return std::string{pair.substr(equals + 1)};
  }
  return {};
}

Shown shown_in(std::string_view authorization, std::string_view cookies) {
  if (boost::beast::iequals(authorization.substr(0, bearer.size()), bearer))
    return {std::string{trimmed(authorization.substr(bearer.size()))}, false};
  return {cookie_in(cookies, cookie_name), true};
}

bool only_reads(const Request& request) {
  return request.method == "GET" || request.method == "HEAD";
}

Answer refused(const Visit& visit, unsigned status, const char* reason, const char* detail) {
  return problem({.status = status,
                  .type = std::string{"urn:duban:"} + reason,
                  .detail = visit.words.sentence(detail),
                  .more = {{"reason", reason}}});
}

std::optional<Answer> check_session(const Route& route, const Visit& visit) {
  const auto& entered = visit.caller->entered;
  if (!only_reads(visit.request) &&
      !is_same_secret(visit.request.header("x-csrf-token").value_or(""), entered.csrf))
    return refused(visit, 403, "csrf", "this request was not made by our own page; load it again");
  if (entered.must_change && route.door != Door::newcomer)
    return refused(visit, 403, "password_must_change", "change the one-time password first");
  return {};
}

std::optional<Answer> check_token(const Route& route, const Visit& visit) {
  if (route.door != Door::signed_in)
    return refused(visit, 403, "in_person", "a token may not do this; sign in with the password");
  if (visit.caller->entered.must_change)
    return refused(visit, 403, "password_must_change", "change the one-time password first");
  const auto needed = only_reads(visit.request) ? scope_read : scope_write;
  const auto& scopes = visit.caller->entered.scopes;
  if (std::ranges::find(scopes, needed) == scopes.end())
    return refused(visit, 403, "scope", "the token lacks the scope for this");
  return {};
}

bool holds_one(const std::vector<std::string>& wanted, const User& user) {
  return std::ranges::any_of(wanted, [&](const auto& role) {
    return std::ranges::find(user.roles, role) != user.roles.end();
  });
}

std::optional<Answer> check_roles(const Route& route, Visit& visit) {
  if (route.roles.empty() || holds_one(route.roles, visit.user())) return {};
  for (const auto& stand_in : visit.stand_ins())
    if (holds_one(route.roles, stand_in.as)) {
      visit.in_place_of = stand_in.in_place_of;
      return {};
    }
  boost::json::array possible;
  for (const auto& role : route.roles) possible.emplace_back(role);
  return problem(
      {.status = 403,
       .type = "urn:duban:no_authority",
       .detail = visit.words.sentence("this is for others: " + visit.words.roles(route.roles)),
       .more = {{"reason", "no_authority"}, {"possible", std::move(possible)}}});
}

std::optional<Answer> let_in(Gate& gate, const Route& route, Visit& visit) {
  const auto shown = shown_in(visit.request.header("authorization").value_or(""),
                              visit.request.header("cookie").value_or(""));
  auto entered = gate.enter(shown.secret);
  // A session is for browsers: its secret opens nothing where a script would send it.
  const bool fits = entered && (entered->kind == EntryKind::session) == shown.in_cookie;
  if (!fits) return not_signed_in(visit.words.sentence("sign in first"));
  visit.caller = Caller{std::move(*entered), shown.secret};
  visit.caller->stand_ins = stand_ins_of(visit.user(), visit.desk.cases, locked_by(gate));
  if (auto refusal = shown.in_cookie ? check_session(route, visit) : check_token(route, visit))
    return refusal;
  return check_roles(route, visit);
}

}  // namespace

Router::Doorkeeper doorkeeper(Gate& gate) {
  return [&gate](const Route& route, Visit& visit) { return let_in(gate, route, visit); };
}

bool opens(Gate& gate, std::string_view authorization, std::string_view cookies) {
  return gate.enter(shown_in(authorization, cookies).secret).has_value();
}

Answer not_signed_in(std::string detail, boost::json::object more) {
  more["reason"] = "sign_in";
  auto answer = problem({.status = 401,
                         .type = "urn:duban:sign_in",
                         .detail = std::move(detail),
                         .more = std::move(more)});
  answer.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"duban\"");
  return answer;
}

std::pair<std::string, std::string> session_cookie(const Request& request,
                                                   std::string_view secret) {
  const std::string rules = "Path=/; HttpOnly; SameSite=Strict";
  return cookie_for(request, cookie_name, secret, secret.empty() ? rules + "; Max-Age=0" : rules);
}

std::pair<std::string, std::string> cookie_for(const Request& request,
                                               std::string_view name,
                                               std::string_view value,
                                               std::string_view rules) {
  std::string cookie{name};
  cookie.append("=").append(value).append("; ").append(rules);
  // Browsers keep no cookie that is marked so from a page without TLS.
  if (request.is_secure) cookie += "; Secure";
  return {"Set-Cookie", cookie};
}

std::string cookie_named(const Request& request, std::string_view name) {
  return cookie_in(request.header("cookie").value_or(""), name);
}

}  // namespace duban::http
