#include "adapters/http/congresses.hpp"

#include "adapters/http/json_rows.hpp"
#include "adapters/http/problem.hpp"
#include "adapters/http/rule_views.hpp"
#include "adapters/http/visible.hpp"
#include "engine/people/enrolment.hpp"
#include "engine/register/founding.hpp"

#include <algorithm>

namespace duban::http {

namespace {

const std::string congresses_path = "/api/v1/congresses";

/// Profile and calendar by their names on the shelf.
struct NewCongress {
  std::string code, name;
  CongressLevel level{};
  std::optional<std::string> parent, regulation, calendar;
};
BOOST_DESCRIBE_STRUCT(NewCongress, (), (code, name, level, parent, regulation, calendar))

struct ChangedCongress {
  std::optional<std::string> name;
  std::optional<CongressLevel> level;
  std::optional<std::string> parent, regulation, calendar;
};
BOOST_DESCRIBE_STRUCT(ChangedCongress, (), (name, level, parent, regulation, calendar))

struct RegulationLine {
  std::string name, title, source, edition;
};
BOOST_DESCRIBE_STRUCT(RegulationLine, (), (name, title, source, edition))

/// The tree of levels: each names the one above.
Result<Answer> list_congresses(Visit& visit) {
  auto all = visit.desk.directory.congresses();
  const auto& own = visit.user().congress;
  if (!own.empty()) std::erase_if(all, [&](const Congress& each) { return each.code != own; });
  return Answer::of(items_of(all));
}

/// Where the program lies is nobody's business: of the shelf only the names are told.
Error not_on_shelf(const char* thing,
                   const std::string& name,
                   const std::vector<std::string>& known) {
  const auto meant = codec::nearest(name, known);
  return {Problem::bad_input, thing,
          std::string{"there is no "} + thing + " " + name +
              (meant.empty() ? "" : "; did you mean " + meant + "?"),
          known};
}

Result<std::string> kept_regulation(const Shelf& shelf, const std::string& name, Visit& visit) {
  const auto known = shelf.regulations();
  if (std::ranges::find(known, name) == known.end()) return not_on_shelf("regulation", name, known);
  const auto regulation = shelf.regulation(name, visit.desk.cases.catalogue());
  if (!regulation) return Error{Problem::conflict, "regulation", regulation.error().detail};
  return keep_rules(*regulation, visit.desk.directory);
}

Result<std::string> kept_calendar(const Shelf& shelf, const std::string& name, Visit& visit) {
  auto calendar = shelf.calendar(name);
  if (!calendar && calendar.error().problem == Problem::not_found)
    return not_on_shelf("calendar", name, calendar.error().possible);
  if (!calendar) return Error{Problem::conflict, "calendar", calendar.error().detail};
  auto& directory = visit.desk.directory;
  return keep_rules(
      with_imported_notices(std::move(*calendar), directory, visit.desk.cases.rulebook()),
      directory);
}

/// Takes what was given over into `congress`; rules are kept once everything else is sound.
Result<Congress> taken_over(const Shelf& shelf,
                            const ChangedCongress& given,
                            Congress congress,
                            Visit& visit) {
  if (given.name) congress.name = *given.name;
  if (given.level) congress.level = boost::describe::enum_to_string(*given.level, "");
  if (given.parent) congress.parent = *given.parent;
  if (auto sound = check_congress(congress, visit.desk.directory.congresses()); !sound)
    return sound.error();
  if (auto free = visit.desk.cases.check_released(); !free) return free.error();
  if (given.regulation) {
    auto edition = kept_regulation(shelf, *given.regulation, visit);
    if (!edition) return edition.error();
    congress.regulation = std::move(*edition);
  }
  if (given.calendar) {
    auto edition = kept_calendar(shelf, *given.calendar, visit);
    if (!edition) return edition.error();
    congress.calendar = std::move(*edition);
  }
  return congress;
}

/// Whoever administers one congress keeps what is in it, not which there are.
std::optional<Answer> kept_out(const Visit& visit) {
  if (visit.user().congress.empty()) return {};
  return problem({.status = 403,
                  .type = "urn:duban:no_authority",
                  .detail = visit.words.sentence(
                      "this is for an administrator who belongs to no congress, or for `duban "
                      "congress` on the command line"),
                  .more = {{"reason", "no_authority"}}});
}

Result<Answer> add_congress(const Shelf& shelf, Visit& visit) {
  if (auto refused = kept_out(visit)) return *refused;
  auto given = decode<NewCongress>(visit.body);
  if (!given) return given.error();
  const std::string usual{usual_rules};
  const ChangedCongress rest{std::move(given->name), given->level, std::move(given->parent),
                             given->regulation.value_or(usual), given->calendar.value_or(usual)};
  const auto congress = taken_over(shelf, rest, {given->code, "", "", "", "", ""}, visit);
  if (!congress) return congress.error();
  if (auto put = visit.desk.directory.put(*congress, true); !put)
    return Error{put.error().problem, "code", put.error().detail};
  visit.desk.signals.change_rules();
  return Answer::of(whole(*congress), 201);
}

/// Running cases follow another calendar within seconds, by whoever fires what is due.
Result<Answer> amend_congress(const Shelf& shelf, Visit& visit) {
  if (auto refused = kept_out(visit)) return *refused;
  const auto before = congress_at(visit);
  if (!before) return before.error();
  const auto given = decode<ChangedCongress>(visit.body);
  if (!given) return given.error();
  const auto after = taken_over(shelf, *given, *before, visit);
  if (!after) return after.error();
  if (auto changed = change_congress(*before, *after, visit.desk.directory); !changed)
    return changed.error();
  visit.desk.signals.change_rules();
  return Answer::of(whole(*after));
}

/// A profile that an office has spoiled hides no other.
Result<Answer> list_regulations(const Shelf& shelf, Visit& visit) {
  std::vector<RegulationLine> lines;
  for (const auto& name : shelf.regulations())
    if (const auto regulation = shelf.regulation(name, visit.desk.cases.catalogue()))
      lines.push_back({name, regulation->text.title, regulation->text.source, regulation->edition});
  return Answer::of(items_of(lines));
}

/// So that a profile is read before a congress goes by it.
Result<Answer> show_shelved(const Shelf& shelf, Visit& visit) {
  const auto name = visit.text("name");
  const auto known = shelf.regulations();
  if (std::ranges::find(known, name) == known.end()) {
    auto error = not_on_shelf("regulation", name, known);
    error.problem = Problem::not_found;
    error.subject = "name";
    return error;
  }
  const auto regulation = shelf.regulation(name, visit.desk.cases.catalogue());
  if (!regulation) return Error{Problem::conflict, "name", regulation.error().detail};
  const auto edition = Rulebook::edition_of(*regulation);
  return Answer::of(whole(RegulationView{"", edition.hash, edition.name,
                                         boost::json::parse(edition.body).as_object()}));
}

Route list_congresses_route() {
  return {.method = "GET",
          .path = congresses_path,
          .operation = "listCongresses",
          .summary = "The congresses that one may see; `parent` makes a tree of them.",
          .parameters = {},
          .promises = {{.means = "All of them, by code.",
                        .schema = items_schema(whole_schema<Congress>())}},
          .work = list_congresses};
}

Route add_congress_route(const Shelf& shelf) {
  return {.method = "POST",
          .path = congresses_path,
          .operation = "addCongress",
          .summary = "Add a congress: what an office begins with.",
          .description =
              "For an administrator who belongs to no congress, such as the first user of a new "
              "register. `regulation` and `calendar` go by name (`/regulations`); `cn` unless they "
              "are given. The answer names both by the hash of their edition.",
          .audited = true,
          .told = {"code", "name", "level", "parent", "regulation", "calendar"},
          .roles = {std::string{administrator}},
          .parameters = {},
          .body = schema_of<NewCongress>(),
          .promises = {{.status = 201, .means = "It is kept.", .schema = whole_schema<Congress>()}},
          .work = [shelf](Visit& visit) { return add_congress(shelf, visit); }};
}

Route change_congress_route(const Shelf& shelf) {
  return {.method = "PATCH",
          .path = congresses_path + "/{code}",
          .operation = "changeCongress",
          .summary = "Change what is given, leave the rest.",
          .description =
              "For an administrator who belongs to no congress. New cases go by another profile, "
              "running ones keep theirs (`duban profile move`); another calendar moves running "
              "limits within seconds, never to an earlier day than was announced.",
          .audited = true,
          .told = {"name", "level", "parent", "regulation", "calendar"},
          .roles = {std::string{administrator}},
          .parameters = {congress_in_path()},
          .body = schema_of<ChangedCongress>(),
          .promises = {{.means = "It is changed.", .schema = whole_schema<Congress>()}},
          .work = [shelf](Visit& visit) { return amend_congress(shelf, visit); }};
}

Route regulations_route(const Shelf& shelf) {
  return {.method = "GET",
          .path = "/api/v1/regulations",
          .operation = "listRegulations",
          .summary = "The profiles that a congress may go by; one that cannot be read is left out.",
          .roles = {std::string{administrator}},
          .parameters = {},
          .promises = {{.means = "All of them, by name.",
                        .schema = items_schema(whole_schema<RegulationLine>())}},
          .work = [shelf](Visit& visit) { return list_regulations(shelf, visit); }};
}

Route regulation_on_shelf_route(const Shelf& shelf) {
  return {
      .method = "GET",
      .path = "/api/v1/regulations/{name}",
      .operation = "getShelvedRegulation",
      .summary = "One of them whole: limits, authorities, settings, each with its source.",
      .roles = {std::string{administrator}},
      .parameters = {{.name = "name",
                      .place = Parameter::Place::path,
                      .means = "Its name: cn, hefei.",
                      .schema = {{"type", "string"}, {"examples", boost::json::array{"cn"}}},
                      .required = true}},
      .promises = {{.means = "The profile; `congress` is empty.", .schema = regulation_schema()}},
      .work = [shelf](Visit& visit) { return show_shelved(shelf, visit); }};
}

}  // namespace

std::vector<Route> congress_routes(const Shelf& shelf) {
  return {list_congresses_route(), add_congress_route(shelf), change_congress_route(shelf),
          regulations_route(shelf), regulation_on_shelf_route(shelf)};
}

}  // namespace duban::http
