#include "adapters/http/session.hpp"

#include "adapters/http/client.hpp"
#include "adapters/http/door.hpp"
#include "adapters/http/problem.hpp"
#include "adapters/http/promised_headers.hpp"
#include "engine/data/whole.hpp"

namespace duban::http {

namespace {

namespace json = boost::json;

struct SignIn {
  std::string name, password;
  std::optional<std::string> code;  ///< of the second factor
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (name, password, code))

struct NewPassword {
  std::string old, wanted;
};
BOOST_DESCRIBE_STRUCT(NewPassword, (), (old, wanted))

/// Who is signed in, as a page wants to know it.
struct SessionView {
  std::string user, congress;
  std::vector<std::string> roles;
  std::string unit, deputy;
  bool must_change = false;
  std::string csrf;  ///< to be sent as X-CSRF-Token with whatever changes something
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (user, congress, roles, unit, deputy, must_change, csrf))

json::object session_view(const Entered& entered) {
  const auto& user = entered.user;
  return whole(SessionView{user.name, user.congress, user.roles, user.unit, user.deputy,
                           entered.must_change, entered.csrf});
}

/// Wrong name or password is no lack of authority: the client may try again.  `code_wanted` says
/// that some here need a code as well, not that this user does.
Answer unproved(const Error& error, const Words& words) {
  if (error.problem != Problem::no_authority) return problem(document_of(error, words));
  json::object more;
  if (error.subject == "code") more["code_wanted"] = true;
  return not_signed_in(words.sentence(error.detail), std::move(more));
}

/// Tells a browser that its session is open.
Answer opened_session(Gate& gate, const Opened& opened, Visit& visit) {
  const auto entered = gate.enter(opened.secret);
  if (!entered) return unproved({Problem::no_authority, "", "sign in first"}, visit.words);
  auto answer = Answer::of(session_view(*entered));
  answer.headers.push_back(session_cookie(visit.request, opened.secret));
  answer.user = opened.user;
  return answer;
}

Result<Answer> sign_in(Gate& gate, Visit& visit) {
  const auto given = decode<SignIn>(visit.body);
  if (!given) return given.error();
  const auto opened = gate.sign_in(
      {given->name, given->password, client_of(visit.request), given->code.value_or("")});
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
  const auto opened = gate.change_password(
      {visit.user().name, given->old, client_of(visit.request)}, given->wanted);
  if (opened) return opened_session(gate, *opened, visit);
  if (opened.error().subject == "old") visit.suspicion = "wrong_password";
  return unproved(opened.error(), visit.words);
}

const std::string session_path = "/api/v1/session";

Promise session_promise() {
  return {.means = "The session.", .schema = whole_schema<SessionView>()};
}

Promise opened_promise() {
  auto promise = session_promise();
  promise.headers = {cookie_header()};
  return promise;
}

Result<Answer> session(Visit& visit) {
  return Answer::of(session_view(visit.caller->entered));
}

Route sign_in_route(Gate& gate) {
  return {.method = "POST",
          .path = session_path,
          .operation = "signIn",
          .summary =
              "Sign in with name and password, and with a code of the second factor if one "
              "has it; the answer sets the cookie of a session.",
          .door = Door::open,
          .audited = true,
          .parameters = {},
          .body = schema_of<SignIn>(),
          .promises = {opened_promise()},
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
          .audited = true,
          .parameters = {{.name = "everywhere",
                          .means = "End every session of this user.",
                          .schema = {{"type", "boolean"}}}},
          .promises = {{.status = 204, .means = "Signed out.", .headers = {cookie_header()}}},
          .work = with(gate, sign_out)};
}

Route password_route(Gate& gate) {
  return {.method = "POST",
          .path = session_path + "/password",
          .operation = "changePassword",
          .summary = "Change one's own password; every other session ends.",
          .door = Door::newcomer,
          .audited = true,
          .parameters = {},
          .body = schema_of<NewPassword>(),
          .promises = {opened_promise()},
          .work = with(gate, change_password)};
}

}  // namespace

std::vector<Route> session_routes(Gate& gate) {
  return {sign_in_route(gate), session_route(), sign_out_route(gate), password_route(gate)};
}

}  // namespace duban::http
