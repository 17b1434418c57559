#include "adapters/http/session.hpp"

#include "adapters/http/door.hpp"
#include "adapters/http/problem.hpp"
#include "engine/data/schema.hpp"
#include "engine/data/sound_text.hpp"
#include "engine/time/instant.hpp"

#include <algorithm>

namespace duban::http {

namespace {

namespace json = boost::json;

struct SignIn {
  std::string name, password;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (name, password))

struct NewPassword {
  std::string old, wanted;
};
BOOST_DESCRIBE_STRUCT(NewPassword, (), (old, wanted))

struct NewToken {
  std::string name;
  std::vector<std::string> scopes;
  std::string ends_at;
};
BOOST_DESCRIBE_STRUCT(NewToken, (), (name, scopes, ends_at))

/// Who is signed in, as a page wants to know it.
struct SessionView {
  std::string user, congress;
  std::vector<std::string> roles;
  std::string unit, deputy;
  bool must_change = false;
  std::string csrf;  ///< to be sent as X-CSRF-Token with whatever changes something
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (user, congress, roles, unit, deputy, must_change, csrf))

struct TokenView {
  std::string name;
  std::vector<std::string> scopes;
  std::string created_at, ends_at;
};
BOOST_DESCRIBE_STRUCT(TokenView, (), (name, scopes, created_at, ends_at))

json::object session_view(const User& user, const Entered& entered) {
  return {
      {"user", user.name},   {"congress", user.congress}, {"roles", json::value_from(user.roles)},
      {"unit", user.unit},   {"deputy", user.deputy},     {"must_change", entered.must_change},
      {"csrf", entered.csrf}};
}

json::object token_view(const Entry& token) {
  return {{"name", token.name},
          {"scopes", json::value_from(token.scopes)},
          {"created_at", to_text(token.created_at)},
          {"ends_at", to_text(token.ends_at)}};
}

/// Wrong name or password is no lack of authority: the client may try again.
Answer unproved(const Error& error, const Words& words) {
  auto document = document_of(error, words);
  document.status = 401;
  document.type = "urn:duban:sign_in";
  document.detail = words.sentence(error.detail);
  document.more = {{"reason", "sign_in"}};
  return problem(document);
}

/// Tells a browser that its session is open.
Answer opened_session(Gate& gate, const Opened& opened, Visit& visit) {
  const auto user = visit.desk.directory.user(opened.user);
  const auto entered = gate.enter(opened.secret);
  if (!user || !entered) return unproved({Problem::no_authority, "", "sign in first"}, visit.words);
  auto answer = Answer::of(session_view(*user, *entered));
  answer.headers.push_back(session_cookie(visit.request, opened.secret));
  answer.user = opened.user;
  return answer;
}

Result<Answer> sign_in(Gate& gate, Visit& visit) {
  const auto given = decode<SignIn>(visit.body);
  if (!given) return given.error();
  const auto opened = gate.sign_in({given->name, given->password, visit.request.remote});
  return opened ? opened_session(gate, *opened, visit) : unproved(opened.error(), visit.words);
}

Result<Answer> sign_out(Gate& gate, Visit& visit) {
  if (visit.has("everywhere") && visit.flag("everywhere"))
    gate.sign_out_everywhere(visit.user().name);
  else
    gate.sign_out(visit.caller->secret);
  auto answer = Answer::nothing();
  answer.headers.push_back(session_cookie(visit.request, ""));
  return answer;
}

Result<Answer> change_password(Gate& gate, Visit& visit) {
  const auto given = decode<NewPassword>(visit.body);
  if (!given) return given.error();
  const auto opened =
      gate.change_password({visit.user().name, given->old, visit.request.remote}, given->wanted);
  if (opened) return opened_session(gate, *opened, visit);
  if (opened.error().problem == Problem::no_authority) return unproved(opened.error(), visit.words);
  return opened.error();
}

Result<void> check_scopes(const std::vector<std::string>& scopes) {
  const std::vector<std::string> known{std::string{scope_read}, std::string{scope_write}};
  if (scopes.empty())
    return Error{Problem::bad_input, "scopes", "is empty; a token may do something", known};
  for (std::size_t i = 0; i < scopes.size(); ++i)
    if (std::ranges::find(known, scopes[i]) == known.end())
      return Error{Problem::bad_input, "scopes[" + std::to_string(i) + "]",
                   "there is no scope " + scopes[i], known};
  return {};
}

Result<Answer> open_token(Gate& gate, Visit& visit) {
  const auto given = decode<NewToken>(visit.body);
  if (!given) return given.error();
  if (auto sound = check_name("name", given->name); !sound) return sound.error();
  if (auto sound = check_scopes(given->scopes); !sound) return sound.error();
  const auto ends_at = parse_instant(given->ends_at);
  if (!ends_at) return bad_input("ends_at", ends_at.error().detail);
  const auto opened = gate.open_token(visit.user().name, {given->name, given->scopes, *ends_at});
  if (!opened) return opened.error();
  return Answer::of(json::object{{"name", given->name}, {"token", opened->secret}}, 201);
}

Result<Answer> tokens(Gate& gate, Visit& visit) {
  json::array all;
  for (const auto& token : gate.tokens(visit.user().name)) all.push_back(token_view(token));
  return Answer::of(json::object{{"items", std::move(all)}});
}

json::object items_of(json::object schema) {
  return {{"type", "object"},
          {"required", json::array{"items"}},
          {"properties",
           json::object{{"items", json::object{{"type", "array"}, {"items", std::move(schema)}}}}}};
}

json::object token_schema() {
  const json::object text{{"type", "string"}};
  return {{"type", "object"},
          {"required", json::array{"name", "token"}},
          {"properties", json::object{{"name", text}, {"token", text}}}};
}

const std::string session_path = "/api/v1/session", tokens_path = "/api/v1/tokens";

/// Work that needs the gate as well.
std::function<Result<Answer>(Visit&)> with(Gate& gate, Result<Answer> (*work)(Gate&, Visit&)) {
  return [&gate, work](Visit& visit) { return work(gate, visit); };
}

Promise session_promise() {
  return {.means = "The session.", .schema = schema_of<SessionView>()};
}

Result<Answer> session(Visit& visit) {
  return Answer::of(session_view(visit.user(), visit.caller->entered));
}

Result<Answer> revoke_token(Gate& gate, Visit& visit) {
  if (auto revoked = gate.revoke_token(visit.user().name, visit.text("name")); !revoked)
    return revoked.error();
  return Answer::nothing();
}

Route sign_in_route(Gate& gate) {
  return {.method = "POST",
          .path = session_path,
          .operation = "signIn",
          .summary = "Sign in with name and password; the answer sets the cookie of a session.",
          .door = Door::open,
          .parameters = {},
          .body = schema_of<SignIn>(),
          .promises = {session_promise()},
          .work = with(gate, sign_in)};
}

Route session_route() {
  return {.method = "GET",
          .path = session_path,
          .operation = "getSession",
          .summary = "Who is signed in.",
          .door = Door::newcomer,
          .parameters = {},
          .promises = {session_promise()},
          .work = session};
}

Route sign_out_route(Gate& gate) {
  return {.method = "DELETE",
          .path = session_path,
          .operation = "signOut",
          .summary = "Sign out, here or everywhere.",
          .door = Door::newcomer,
          .parameters = {{.name = "everywhere",
                          .means = "End every session of this user.",
                          .schema = {{"type", "boolean"}}}},
          .promises = {{.status = 204, .means = "Signed out."}},
          .work = with(gate, sign_out)};
}

Route password_route(Gate& gate) {
  return {.method = "POST",
          .path = session_path + "/password",
          .operation = "changePassword",
          .summary = "Change one's own password; every other session ends.",
          .door = Door::newcomer,
          .parameters = {},
          .body = schema_of<NewPassword>(),
          .promises = {session_promise()},
          .work = with(gate, change_password)};
}

Route tokens_route(Gate& gate) {
  return {.method = "GET",
          .path = tokens_path,
          .operation = "listTokens",
          .summary = "One's own tokens.",
          .door = Door::in_person,
          .parameters = {},
          .promises = {{.means = "The tokens, without their secrets.",
                        .schema = items_of(schema_of<TokenView>())}},
          .work = with(gate, tokens)};
}

Route open_token_route(Gate& gate) {
  return {.method = "POST",
          .path = tokens_path,
          .operation = "openToken",
          .summary = "A new token for a script.",
          .door = Door::in_person,
          .parameters = {},
          .body = schema_of<NewToken>(),
          .promises = {{.status = 201,
                        .means = "The token; it is told this once.",
                        .schema = token_schema()}},
          .work = with(gate, open_token)};
}

Route revoke_token_route(Gate& gate) {
  return {.method = "DELETE",
          .path = tokens_path + "/{name}",
          .operation = "revokeToken",
          .summary = "Revoke a token.",
          .door = Door::in_person,
          .parameters = {{.name = "name",
                          .place = Parameter::Place::path,
                          .means = "The token.",
                          .schema = {{"type", "string"}},
                          .required = true}},
          .promises = {{.status = 204, .means = "Revoked."}},
          .work = with(gate, revoke_token)};
}

}  // namespace

std::vector<Route> session_routes(Gate& gate) {
  return {sign_in_route(gate), session_route(), sign_out_route(gate), password_route(gate)};
}

std::vector<Route> token_routes(Gate& gate) {
  return {tokens_route(gate), open_token_route(gate), revoke_token_route(gate)};
}

}  // namespace duban::http
