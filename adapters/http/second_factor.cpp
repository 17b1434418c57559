// The second factor of whoever is signed in.

#include "adapters/http/client.hpp"
#include "adapters/http/json_rows.hpp"
#include "adapters/http/session.hpp"

namespace duban::http {

namespace {

namespace json = boost::json;

const std::string factor_path = "/api/v1/second-factor";

struct OwnPassword {
  std::string password;
};
BOOST_DESCRIBE_STRUCT(OwnPassword, (), (password))

struct GivenCode {
  std::string code;
};
BOOST_DESCRIBE_STRUCT(GivenCode, (), (code))

struct PasswordAndCode {
  std::string password, code;
};
BOOST_DESCRIBE_STRUCT(PasswordAndCode, (), (password, code))

struct FactorView {
  bool on = false;
  int recovery_codes = 0;  ///< that are left
};
BOOST_DESCRIBE_STRUCT(FactorView, (), (on, recovery_codes))

struct SecretView {
  std::string secret, uri;
};
BOOST_DESCRIBE_STRUCT(SecretView, (), (secret, uri))

struct RecoveryView {
  std::vector<std::string> recovery_codes;
};
BOOST_DESCRIBE_STRUCT(RecoveryView, (), (recovery_codes))

/// A guess at somebody's password or code is worth a line in the audit log.
Error guessed(const Error& error, Visit& visit) {
  if (error.problem == Problem::bad_input) visit.suspicion = "wrong_" + error.subject;
  return error;
}

Result<Answer> show_factor(Gate& gate, Visit& visit) {
  const auto state = gate.factor_of(visit.user().name);
  return Answer::of(whole(FactorView{state.is_on, state.recovery_codes}));
}

Result<Answer> begin_factor(Gate& gate, Visit& visit) {
  const auto given = decode<OwnPassword>(visit.body);
  if (!given) return given.error();
  const auto begun =
      gate.begin_factor({visit.user().name, given->password, client_of(visit.request)});
  if (!begun) return guessed(begun.error(), visit);
  return Answer::of(whole(SecretView{begun->secret, begun->uri}), 201);
}

Result<Answer> confirm_factor(Gate& gate, Visit& visit) {
  const auto given = decode<GivenCode>(visit.body);
  if (!given) return given.error();
  auto codes = gate.confirm_factor(visit.user().name, given->code);
  if (!codes) return codes.error();
  return Answer::of(whole(RecoveryView{std::move(*codes)}));
}

Result<Answer> drop_factor(Gate& gate, Visit& visit) {
  const auto given = decode<PasswordAndCode>(visit.body);
  if (!given) return given.error();
  const auto dropped =
      gate.drop_factor({visit.user().name, given->password, client_of(visit.request), given->code});
  if (!dropped) return guessed(dropped.error(), visit);
  return Answer::nothing();
}

/// In person: a script has no device.
Route factor_route(const char* method,
                   const std::string& path,
                   const char* operation,
                   const char* summary,
                   Promise promise) {
  return {.method = method,
          .path = factor_path + path,
          .operation = operation,
          .summary = summary,
          .door = Door::in_person,
          .audited = std::string_view{method} != "GET",
          .parameters = {},
          .promises = {std::move(promise)},
          .work = {}};
}

}  // namespace

std::vector<Route> factor_routes(Gate& gate) {
  auto show = factor_route("GET", "", "getSecondFactor", "Whether signing in takes a code as well.",
                           {.means = "Whether it does, and how many codes for recovery are left.",
                            .schema = whole_schema<FactorView>()});
  show.work = with(gate, show_factor);
  auto begin = factor_route(
      "POST", "", "beginSecondFactor",
      "Get a secret for a device that derives codes (RFC 6238); it counts once it is confirmed.",
      {.status = 201,
       .means = "The secret, also as a URI for a QR code; it is told this once.",
       .schema = whole_schema<SecretView>()});
  begin.body = schema_of<OwnPassword>();
  begin.work = with(gate, begin_factor);
  auto confirm = factor_route(
      "POST", "/confirmation", "confirmSecondFactor",
      "Confirm the secret by the code that the device shows; from then on signing in takes one.",
      {.means = "Codes for whoever loses the device, each good once; they are told this once.",
       .schema = whole_schema<RecoveryView>()});
  confirm.body = schema_of<GivenCode>();
  confirm.work = with(gate, confirm_factor);
  auto drop = factor_route("POST", "/removal", "removeSecondFactor",
                           "Switch the second factor off, with the password and a code.",
                           {.status = 204, .means = "It is off."});
  drop.body = schema_of<PasswordAndCode>();
  drop.work = with(gate, drop_factor);
  return {show, begin, confirm, drop};
}

}  // namespace duban::http
