#include "adapters/http/users.hpp"

#include "adapters/http/json_rows.hpp"
#include "adapters/http/visible.hpp"
#include "engine/people/enrolment.hpp"
#include "engine/people/names.hpp"

#include <algorithm>

namespace duban::http {

namespace {

namespace json = boost::json;

const std::string users_path = "/api/v1/users";

struct NewUser {
  std::string name;
  std::vector<std::string> roles;
  std::optional<std::string> unit, deputy;
};
BOOST_DESCRIBE_STRUCT(NewUser, (), (name, roles, unit, deputy))

struct ChangedUser {
  std::optional<std::vector<std::string>> roles;
  std::optional<std::string> unit, deputy;
};
BOOST_DESCRIBE_STRUCT(ChangedUser, (), (roles, unit, deputy))

struct Locking {
  std::string why;
};
BOOST_DESCRIBE_STRUCT(Locking, (), (why))

/// A password that is told this once.
struct GivenPassword {
  std::string name, password;
};
BOOST_DESCRIBE_STRUCT(GivenPassword, (), (name, password))

struct UserView {
  std::string name, congress;
  std::vector<std::string> roles;
  std::string unit, deputy;
  std::string locked;  ///< why; empty: not
  bool second_factor = false;
};
BOOST_DESCRIBE_STRUCT(UserView, (), (name, congress, roles, unit, deputy, locked, second_factor))

UserView view_of(const User& user, Gate& gate) {
  return {user.name,
          user.congress,
          user.roles,
          user.unit,
          user.deputy,
          gate.why_locked(user.name),
          gate.factor_of(user.name).is_on};
}

/// An administrator of one congress sees its users; one of none sees all.
bool is_seen(const User& user, const User& by) {
  return by.congress.empty() || user.congress == by.congress;
}

Result<Answer> list_users(Gate& gate, Visit& visit) {
  std::vector<UserView> seen;
  for (const auto& user : visit.desk.directory.users())
    if (is_seen(user, visit.user())) seen.push_back(view_of(user, gate));
  return Answer::of(items_of(seen));
}

Result<void> check_sound(const User& user, Visit& visit) {
  if (user.congress.empty()) {  // the first administrator, who is of no congress
    if (user.roles == std::vector<std::string>{"officer", std::string{administrator}}) return {};
    return bad_input("congress", "is missing");
  }
  const auto rules = visit.desk.cases.rulebook().of_congress(user.congress);
  if (!rules) return rules.error();
  return check_user(user, rules->regulation, visit.desk.directory);
}

/// What the data name that is not there is a fault of the data.
Error in_data(Error error) {
  if (error.problem == Problem::not_found) error.problem = Problem::bad_input;
  return error;
}

Result<Answer> told_once(const std::string& name,
                         const Result<std::string>& password,
                         unsigned status) {
  if (!password) return password.error();
  return Answer::of(whole(GivenPassword{name, *password}), status);
}

/// The register calls what is there already a user; whoever asks has given a name.
Result<std::string> enrolled(const User& user, Gate& gate) {
  auto password = gate.enrol(user);
  if (!password && password.error().subject == "user")
    return Error{Problem::conflict, "name", password.error().detail};
  return password;
}

Result<Answer> add_user(Gate& gate, Visit& visit) {
  const auto congress = congress_for(visit);
  if (!congress) return congress.error();
  const auto given = decode<NewUser>(visit.body);
  if (!given) return given.error();
  if (auto sound = check_login("name", given->name); !sound) return sound.error();
  const User user{given->name, congress->code, given->roles, given->unit.value_or(""),
                  given->deputy.value_or("")};
  if (auto sound = check_sound(user, visit); !sound) return in_data(sound.error());
  return told_once(user.name, enrolled(user, gate), 201);
}

/// Or nobody could undo it.
Result<void> check_not_oneself(const User& user, Visit& visit) {
  if (user.name != visit.user().name) return {};
  return Error{Problem::conflict, "name",
               "nobody locks or demotes themselves; ask another administrator"};
}

bool administers(const User& user) {
  return std::ranges::find(user.roles, administrator) != user.roles.end();
}

Result<User> changed_by(const ChangedUser& given, User user, Visit& visit) {
  if (given.roles) user.roles = *given.roles;
  if (given.unit) user.unit = *given.unit;
  if (given.deputy) user.deputy = *given.deputy;
  if (!administers(user))
    if (auto other = check_not_oneself(user, visit); !other) return other.error();
  if (auto sound = check_sound(user, visit); !sound) return in_data(sound.error());
  return user;
}

Result<Answer> change_user(Gate& gate, Visit& visit) {
  if (const auto known = administered_user(visit); !known) return known.error();
  const auto given = decode<ChangedUser>(visit.body);
  if (!given) return given.error();
  const auto changed = amended(
      visit.desk.amendments, [&] { return administered_user(visit); },
      [&](const User& before) { return changed_by(*given, before, visit); });
  if (!changed) return changed.error();
  return Answer::of(whole(view_of(*changed, gate)));
}

Result<Answer> renew_password(Gate& gate, Visit& visit) {
  const auto user = administered_user(visit);
  if (!user) return user.error();
  return told_once(user->name, gate.give_password(user->name), 200);
}

Result<Answer> lock(Gate& gate, Visit& visit) {
  const auto user = administered_user(visit);
  if (!user) return user.error();
  const auto given = decode<Locking>(visit.body);
  if (!given) return given.error();
  if (codec::is_blank(given->why)) return bad_input("why", "is missing");
  if (auto sound = check_title("why", given->why); !sound) return sound.error();
  if (auto other = check_not_oneself(*user, visit); !other) return other.error();
  if (auto locked = gate.lock(user->name, given->why); !locked) return locked.error();
  return Answer::nothing();
}

Result<Answer> unlock(Gate& gate, Visit& visit) {
  const auto user = administered_user(visit);
  if (!user) return user.error();
  if (auto unlocked = gate.lock(user->name, ""); !unlocked) return unlocked.error();
  return Answer::nothing();
}

/// One's own goes by password and code, or whoever finds a page open could switch it off.
Result<Answer> reset_factor(Gate& gate, Visit& visit) {
  const auto user = administered_user(visit);
  if (!user) return user.error();
  if (user->name == visit.user().name)
    return Error{Problem::conflict, "name",
                 "one's own second factor is switched off with password and code"};
  if (auto reset = gate.reset_factor(user->name); !reset) return reset.error();
  return Answer::nothing();
}

Parameter name_parameter() {
  return {.name = "name",
          .place = Parameter::Place::path,
          .means = "Login of the user.",
          .schema = {{"type", "string"}},
          .required = true};
}

}  // namespace

Result<User> administered_user(Visit& visit) {
  const auto name = visit.text("name");
  auto user = visit.desk.directory.user(name);
  if (user && is_seen(*user, visit.user())) return *user;
  return Error{Problem::not_found, "name", "there is no user " + name};
}

Route user_route(const char* method,
                 const std::string& path,
                 const char* operation,
                 const char* summary,
                 Promise promise) {
  Route route{.method = method,
              .path = users_path + path,
              .operation = operation,
              .summary = summary,
              .door = Door::in_person,
              .audited = std::string_view{method} != "GET",
              .roles = {std::string{administrator}},
              .parameters = {},
              .promises = {std::move(promise)},
              .work = {}};
  if (!path.empty()) route.parameters.push_back(name_parameter());
  return route;
}

std::vector<Route> user_routes(Gate& gate) {
  const auto user = whole_schema<UserView>(), password = whole_schema<GivenPassword>();
  auto list = user_route("GET", "", "listUsers", "The users that one administers.",
                         {.means = "All of them, by name.", .schema = items_schema(user)});
  list.work = with(gate, list_users);
  auto add = user_route(
      "POST", "", "addUser", "Add a user.",
      {.status = 201, .means = "The one-time password; it is told this once.", .schema = password});
  add.parameters.push_back(congress_parameter());
  add.told = {"name", "roles", "unit", "deputy"};
  add.body = schema_of<NewUser>();
  add.work = with(gate, add_user);
  auto change =
      user_route("PATCH", "/{name}", "changeUser", "Change what is given, leave the rest.",
                 {.means = "The user.", .schema = user});
  change.told = {"roles", "unit", "deputy"};
  change.body = schema_of<ChangedUser>();
  change.work = with(gate, change_user);
  auto renew =
      user_route("POST", "/{name}/password", "renewPassword",
                 "Give a new one-time password; sessions and tokens end.",
                 {.means = "The one-time password; it is told this once.", .schema = password});
  renew.work = with(gate, renew_password);
  auto locking = user_route("PUT", "/{name}/lock", "lockUser", "Lock a user out.",
                            {.status = 204, .means = "Locked."});
  locking.told = {"why"};
  locking.body = schema_of<Locking>();
  locking.work = with(gate, lock);
  auto unlocking = user_route("DELETE", "/{name}/lock", "unlockUser", "Let a user in again.",
                              {.status = 204, .means = "Unlocked."});
  unlocking.work = with(gate, unlock);
  auto reset = user_route("DELETE", "/{name}/second-factor", "resetSecondFactor",
                          "Switch off the second factor of a user who has lost it.",
                          {.status = 204, .means = "It is off."});
  reset.work = with(gate, reset_factor);
  return {list, add, change, renew, locking, unlocking, reset};
}

}  // namespace duban::http
