#include "adapters/http/places.hpp"

#include "adapters/http/json_rows.hpp"
#include "adapters/http/visible.hpp"
#include "engine/people/enrolment.hpp"
#include "engine/people/names.hpp"

#include <algorithm>

namespace duban::http {

namespace {

namespace json = boost::json;

const std::vector<std::string> keepers{"officer", "deputies_body", std::string{administrator}};

/// One kind of row that an office keeps of its congress.
template <class Row>
struct RowKind {
  const char* path = nullptr;      ///< /api/v1/units
  const char* plural = nullptr;    ///< Units, in names of operations
  const char* singular = nullptr;  ///< Unit
  std::vector<Row> (Directory::*all)(std::string_view) = nullptr;
  Result<void> (*check)(const Row&) = nullptr;
  std::optional<Party> party{};  ///< that may be succeeded
};

Result<void> check_nothing(const auto&) {
  return {};
}

Result<void> check_days(const Session& session) {
  if (session.opened_on && session.closed_on && *session.closed_on < *session.opened_on)
    return bad_input("closed_on", "a session closes after it opens");
  return {};
}

/// Of what a client sends: congress and code stand elsewhere.
template <class Row>
json::object body_schema(bool with_code) {
  auto schema = schema_of<Row>();
  auto& properties = schema.at("properties").as_object();
  properties.erase("congress");
  if (!with_code) properties.erase("code");
  json::array required;
  if (with_code) required.emplace_back("name");
  schema["required"] = std::move(required);
  return schema;
}

template <class Row>
std::vector<std::string> members_of() {
  std::vector<std::string> names;
  boost::mp11::mp_for_each<codec::Members<Row>>([&](auto member) { names.push_back(member.name); });
  return names;
}

/// Each line of a list says who has come after it, if anybody; of deputies the office alone is
/// told, because the day would tell who is behind a protected name.
void mark_succeeded(json::object& list,
                    std::vector<Succession> successions,
                    Party party,
                    Visit& visit) {
  if (party == Party::deputy && !sight_for(visit).sees_everything()) successions.clear();
  for (auto& item : list.at("items").as_array()) {
    auto& line = item.as_object();
    const auto* gone = succession_of(successions, party, line.at("code").as_string());
    auto by = gone ? json::value(gone->after) : json::value{};
    auto on = gone ? json::value(to_text(gone->happened_on)) : json::value{};
    line["succeeded_by"] = std::move(by);
    line["succeeded_on"] = std::move(on);
  }
}

template <class Row>
json::object line_schema(const RowKind<Row>& kind) {
  auto schema = whole_schema<Row>();
  if (!kind.party) return schema;
  schema["title"] = std::string{"Listed"} + kind.singular;
  auto& properties = schema.at("properties").as_object();
  properties["succeeded_by"] = whole_schema<std::optional<std::string>>();
  properties["succeeded_on"] = whole_schema<std::optional<Date>>();
  for (const auto* name : {"succeeded_by", "succeeded_on"})
    schema.at("required").as_array().emplace_back(name);
  return schema;
}

template <class Row>
Result<Answer> list_rows(const RowKind<Row>& kind, Visit& visit) {
  const auto congress = congress_for(visit);
  if (!congress) return congress.error();
  auto list = items_of((visit.desk.directory.*kind.all)(congress->code));
  if (kind.party)
    mark_succeeded(list, visit.desk.directory.successions(congress->code), *kind.party, visit);
  return Answer::of(list);
}

/// Without a code the name is the code.
template <class Row>
Result<Row> new_row(const RowKind<Row>& kind, const json::object& given) {
  auto row = decode<Row>(given, Absent::is_unknown);
  if (!row) return row;
  const bool has_code = given.contains("code");
  if (!has_code) row->code = row->name;
  if (auto sound = check_title("name", row->name); !sound) return sound.error();
  if (auto sound = check_handle(has_code ? "code" : "name", row->code); !sound)
    return sound.error();
  if (auto sound = kind.check(*row); !sound) return sound.error();
  return row;
}

/// What is left out stays, though it would not be taken today: the command line keeps sessions and
/// meetings without a name.
template <class Row>
Result<Row> changed_row(const RowKind<Row>& kind, const Row& before, const json::object& given) {
  auto all = whole(before);
  for (const auto& [name, value] : given) all[name] = value;
  auto row = decode<Row>(all, Absent::is_unknown);
  if (!row) return row;
  if (given.contains("name"))
    if (auto sound = check_title("name", row->name); !sound) return sound.error();
  if (auto sound = kind.check(*row); !sound) return sound.error();
  return row;
}

Result<json::object> given_members(Visit& visit) {
  auto* body = visit.body.if_object();
  if (!body) return bad_input("body", "must be an object");
  for (const auto* own : {"congress", "code"})
    if (body->contains(own) && (std::string_view{own} == "congress" || visit.has("code")))
      return bad_input(own, "stands in the address");
  return *body;
}

template <class Row>
Result<Answer> add_row(const RowKind<Row>& kind, Visit& visit) {
  const auto congress = congress_for(visit);
  if (!congress) return congress.error();
  auto given = given_members(visit);
  if (!given) return given.error();
  (*given)["congress"] = congress->code;
  const auto row = new_row(kind, *given);
  if (!row) return row.error();
  if (auto put = visit.desk.directory.put(*row, true); !put) return put.error();
  return Answer::of(whole(*row), 201);
}

template <class Row>
Result<Answer> change_row(const RowKind<Row>& kind, Visit& visit) {
  const auto congress = congress_for(visit);
  if (!congress) return congress.error();
  const auto read = [&]() -> Result<Row> {
    const auto rows = (visit.desk.directory.*kind.all)(congress->code);
    const auto at = std::ranges::find(rows, visit.text("code"), &Row::code);
    if (at != rows.end()) return *at;
    return Error{Problem::not_found, "code", "there is no such row: " + visit.text("code")};
  };
  const auto given = given_members(visit);
  if (!given) return given.error();
  const auto changed = amended(visit.desk.amendments, read, [&](const Row& before) {
    return changed_row(kind, before, *given);
  });
  if (!changed) return changed.error();
  return Answer::of(whole(*changed));
}

template <class Row>
std::vector<Route> routes_of(const RowKind<Row>& kind) {
  const std::string plural = kind.plural, singular = kind.singular;
  const Parameter code{.name = "code",
                       .place = Parameter::Place::path,
                       .means = "Its code.",
                       .schema = {{"type", "string"}},
                       .required = true};
  return {
      {.method = "GET",
       .path = kind.path,
       .operation = "list" + plural,
       .summary = plural + " of a congress.",
       .parameters = {congress_parameter()},
       .promises = {{.means = "All of them, by code.", .schema = items_schema(line_schema(kind))}},
       .work = [kind](Visit& visit) { return list_rows(kind, visit); }},
      {.method = "POST",
       .path = kind.path,
       .operation = "add" + singular,
       .summary = "Add one; its code is its name unless another is given.",
       .audited = true,
       .told = members_of<Row>(),
       .roles = keepers,
       .parameters = {congress_parameter()},
       .body = body_schema<Row>(true),
       .promises = {{.status = 201, .means = "It is kept.", .schema = whole_schema<Row>()}},
       .work = [kind](Visit& visit) { return add_row(kind, visit); }},
      {.method = "PATCH",
       .path = std::string{kind.path} + "/{code}",
       .operation = "change" + singular,
       .summary = "Change what is given, leave the rest.",
       .audited = true,
       .told = members_of<Row>(),
       .roles = keepers,
       .parameters = {code, congress_parameter()},
       .body = body_schema<Row>(false),
       .promises = {{.means = "It is changed.", .schema = whole_schema<Row>()}},
       .work = [kind](Visit& visit) { return change_row(kind, visit); }}};
}

}  // namespace

std::vector<Route> place_routes() {
  std::vector<Route> routes;
  const auto add = [&](std::vector<Route> more) {
    std::ranges::move(more, std::back_inserter(routes));
  };
  add(routes_of(RowKind<Unit>{"/api/v1/units", "Units", "Unit", &Directory::units, check_nothing,
                              Party::unit}));
  add(routes_of(RowKind<Deputy>{"/api/v1/deputies", "Deputies", "Deputy", &Directory::deputies,
                                check_nothing, Party::deputy}));
  add(routes_of(RowKind<Session>{"/api/v1/sessions", "Sessions", "Session", &Directory::sessions,
                                 check_days}));
  add(routes_of(RowKind<Meeting>{"/api/v1/meetings", "Meetings", "Meeting", &Directory::meetings,
                                 check_nothing}));
  return routes;
}

}  // namespace duban::http
