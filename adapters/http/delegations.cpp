#include "adapters/http/json_rows.hpp"
#include "adapters/http/successions.hpp"
#include "adapters/http/visible.hpp"
#include "engine/people/enrolment.hpp"
#include "engine/people/stand_in.hpp"
#include "engine/views/standing_view.hpp"

#include <algorithm>

namespace duban::http {

namespace {

const std::string delegations_path = "/api/v1/congresses/{code}/delegations";

struct NewDelegation {
  std::optional<Delegation::Of> what;    ///< by default a user
  std::optional<std::string> principal;  ///< by default whoever asks
  std::string delegate;
  std::optional<Date> from;  ///< by default today
  Date through{};
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(NewDelegation, (), (what, principal, delegate, from, through, reason))

bool is_party(const Delegation& each, const User& user) {
  const auto& own = each.what == Delegation::Of::unit ? user.unit : user.name;
  return !own.empty() && (each.principal == own || each.delegate == own);
}

/// The office sees all of them, everybody those that they or their unit give or take.
bool is_shown(const Delegation& each, Visit& visit) {
  const auto& user = visit.user();
  const bool administers = std::ranges::find(user.roles, administrator) != user.roles.end();
  return administers || is_party(each, user) ||
         Sight{user, visit.desk.cases.catalogue()}.sees_everything();
}

Result<Answer> list_delegations(Visit& visit) {
  const auto congress = congress_at(visit);
  if (!congress) return congress.error();
  std::vector<DelegationView> views;
  for (const auto& each : visit.desk.directory.delegations(congress->code, {}))
    if (is_shown(each, visit)) views.push_back(delegation_view(each));
  return Answer::of(items_of(views));
}

Result<Delegation> delegation_in(Visit& visit, const std::string& congress) {
  const auto given = decode<NewDelegation>(visit.body);
  if (!given) return given.error();
  const auto now = visit.desk.cases.now();
  const auto& user = visit.user();
  const auto what = given->what.value_or(Delegation::Of::user);
  Delegation delegation{
      .congress = congress,
      .what = what,
      .principal = given->principal.value_or(what == Delegation::Of::unit ? user.unit : user.name),
      .delegate = given->delegate,
      .from_day = given->from.value_or(date_of(now)),
      .through_day = given->through,
      .reason = given->reason.value_or(""),
      .given_by = user.name,
      .given_at = now,
      .ended_by = {},
      .ended_at = {}};
  if (auto may = check_giver(delegation, user); !may) return may.error();
  if (auto sound = check_delegation(delegation, visit.desk.directory, date_of(now)); !sound)
    return sound.error();
  return delegation;
}

Result<Answer> add_delegation(Visit& visit) {
  const auto congress = congress_at(visit);
  if (!congress) return congress.error();
  auto delegation = delegation_in(visit, congress->code);
  if (!delegation) return delegation.error();
  const auto given = visit.desk.directory.give(std::move(*delegation));
  if (!given) return given.error();
  visit.desk.signals.change_rules();
  return Answer::of(whole(delegation_view(*given)), 201);
}

/// Of the congress, and to be seen by whoever asks.
Result<Delegation> delegation_called(Visit& visit, const std::string& congress) {
  const auto id = visit.number("id");
  const auto all = visit.desk.directory.delegations(congress, {});
  const auto at = std::ranges::find(all, id, &Delegation::id);
  if (at != all.end() && is_shown(*at, visit)) return *at;
  return Error{Problem::not_found, "id", "there is no delegation " + std::to_string(id)};
}

Result<Answer> end_delegation(Visit& visit) {
  const auto congress = congress_at(visit);
  if (!congress) return congress.error();
  const auto known = delegation_called(visit, congress->code);
  if (!known) return known.error();
  if (auto may = check_giver(*known, visit.user()); !may) return may.error();
  const auto ended = visit.desk.directory.end_delegation(congress->code, known->id,
                                                         visit.user().name, visit.desk.cases.now());
  if (!ended) return ended.error();
  visit.desk.signals.change_rules();
  return Answer::of(whole(delegation_view(*ended)));
}

Route list_route_of_delegations() {
  return {.method = "GET",
          .path = delegations_path,
          .operation = "listDelegations",
          .summary = "Who stands in for whom: the office sees all, everybody else their own.",
          .parameters = {congress_in_path()},
          .promises = {{.means = "All that one may see, those that are over too.",
                        .schema = items_schema(whole_schema<DelegationView>())}},
          .work = list_delegations};
}

Route give_route() {
  return {.method = "POST",
          .path = delegations_path,
          .operation = "addDelegation",
          .summary = "Let one stand in for another for some days.",
          .description =
              "A user for a user, or the contacts of a unit for those of another. Whoever stands "
              "in sees what the other sees and does what the other may; the history says both. "
              "What was handed to somebody is not handed on. Deputies speak and administrators "
              "keep users in person. Users give away what is theirs, contacts and heads what is "
              "their unit's, administrators anything.",
          .door = Door::in_person,
          .audited = true,
          .told = {"what", "principal", "delegate", "from", "through", "reason"},
          .parameters = {congress_in_path()},
          .body = schema_of<NewDelegation>(),
          .promises = {{.status = 201,
                        .means = "It is given.",
                        .schema = whole_schema<DelegationView>()}},
          .work = add_delegation};
}

Route end_route() {
  return {.method = "POST",
          .path = delegations_path + "/{id}/end",
          .operation = "endDelegation",
          .summary = "End a delegation at once.",
          .door = Door::in_person,
          .audited = true,
          .parameters = {congress_in_path(),
                         {.name = "id",
                          .place = Parameter::Place::path,
                          .means = "Its id.",
                          .schema = {{"type", "integer"}, {"minimum", 1}},
                          .required = true}},
          .promises = {{.means = "It is over.", .schema = whole_schema<DelegationView>()}},
          .work = end_delegation};
}

}  // namespace

std::vector<Route> delegation_routes() {
  return {list_route_of_delegations(), give_route(), end_route()};
}

}  // namespace duban::http
