#include "adapters/http/door.hpp"
#include "adapters/http/json_rows.hpp"
#include "adapters/http/session.hpp"
#include "engine/data/schema.hpp"
#include "engine/people/names.hpp"
#include "engine/time/instant.hpp"

#include <algorithm>

namespace duban::http {

namespace {

namespace json = boost::json;

struct NewToken {
  std::string name;
  std::vector<std::string> scopes;
  std::string ends_at;
};
BOOST_DESCRIBE_STRUCT(NewToken, (), (name, scopes, ends_at))

struct TokenView {
  std::string name;
  std::vector<std::string> scopes;
  std::string created_at, ends_at;
};
BOOST_DESCRIBE_STRUCT(TokenView, (), (name, scopes, created_at, ends_at))

struct OpenedToken {
  std::string name, token;
};
BOOST_DESCRIBE_STRUCT(OpenedToken, (), (name, token))

TokenView view_of(const Entry& token) {
  return {token.name, token.scopes, to_local_text(token.created_at), to_local_text(token.ends_at)};
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
  if (auto sound = check_handle("name", given->name); !sound) return sound.error();
  if (auto sound = check_scopes(given->scopes); !sound) return sound.error();
  const auto ends_at = parse_instant(given->ends_at);
  if (!ends_at) return bad_input("ends_at", ends_at.error().detail);
  const auto opened =
      gate.open_token(visit.caller->entered, {given->name, given->scopes, *ends_at});
  if (!opened && opened.error().problem == Problem::no_authority)
    return not_signed_in(visit.words.sentence(opened.error().detail));
  if (!opened) return opened.error();
  return Answer::of(whole(OpenedToken{given->name, opened->secret}), 201);
}

Result<Answer> tokens(Gate& gate, Visit& visit) {
  std::vector<TokenView> all;
  for (const auto& token : gate.tokens(visit.user().name)) all.push_back(view_of(token));
  return Answer::of(items_of(all));
}

const std::string tokens_path = "/api/v1/tokens";

Result<Answer> revoke_token(Gate& gate, Visit& visit) {
  if (auto revoked = gate.revoke_token(visit.user().name, visit.text("name")); !revoked)
    return revoked.error();
  return Answer::nothing();
}

Route tokens_route(Gate& gate) {
  return {.method = "GET",
          .path = tokens_path,
          .operation = "listTokens",
          .summary = "One's own tokens.",
          .door = Door::in_person,
          .parameters = {},
          .promises = {{.means = "The tokens, without their secrets.",
                        .schema = items_schema(whole_schema<TokenView>())}},
          .work = with(gate, tokens)};
}

Route open_token_route(Gate& gate) {
  return {.method = "POST",
          .path = tokens_path,
          .operation = "openToken",
          .summary = "A new token for a script.",
          .door = Door::in_person,
          .audited = true,
          .told = {"name", "scopes", "ends_at"},
          .parameters = {},
          .body = schema_of<NewToken>(),
          .promises = {{.status = 201,
                        .means = "The token; it is told this once.",
                        .schema = whole_schema<OpenedToken>()}},
          .work = with(gate, open_token)};
}

Route revoke_token_route(Gate& gate) {
  return {.method = "DELETE",
          .path = tokens_path + "/{name}",
          .operation = "revokeToken",
          .summary = "Revoke a token.",
          .door = Door::in_person,
          .audited = true,
          .parameters = {{.name = "name",
                          .place = Parameter::Place::path,
                          .means = "The token.",
                          .schema = {{"type", "string"}},
                          .required = true}},
          .promises = {{.status = 204, .means = "Revoked."}},
          .work = with(gate, revoke_token)};
}

}  // namespace

std::vector<Route> token_routes(Gate& gate) {
  return {tokens_route(gate), open_token_route(gate), revoke_token_route(gate)};
}

}  // namespace duban::http
