#include "adapters/http/rules.hpp"

#include "adapters/http/json_rows.hpp"
#include "adapters/http/rule_views.hpp"
#include "adapters/http/visible.hpp"
#include "engine/machine/print.hpp"
#include "engine/people/enrolment.hpp"
#include "engine/schedule/scheduler.hpp"

#include <array>

namespace duban::http {

namespace {

namespace json = boost::json;

Result<Answer> list_workflows(Visit& visit) {
  std::vector<WorkflowLine> lines;
  for (const auto& workflow : visit.desk.cases.catalogue().all())
    lines.push_back({std::string{workflow->name()}, visit.words.workflow(workflow->name()),
                     std::ssize(workflow->states()), std::ssize(workflow->rows()),
                     workflow->edition()});
  return Answer::of(items_of(lines));
}

Result<Answer> show_workflow(Visit& visit) {
  const auto workflow = workflow_named(visit);
  if (!workflow) return workflow.error();
  return Answer::of(table_as_json(**workflow));
}

Result<Answer> draw_workflow(Visit& visit) {
  const auto workflow = workflow_named(visit);
  if (!workflow) return workflow.error();
  const auto format = visit.has("format") ? visit.text("format") : "mermaid";
  if (format == "scxml")
    return Answer{.type = "application/scxml+xml", .body = table_as_scxml(**workflow)};
  if (format == "dot") return Answer{.type = "text/vnd.graphviz", .body = table_as_dot(**workflow)};
  return Answer{.type = "text/vnd.mermaid", .body = table_as_mermaid(**workflow)};
}

Result<Answer> show_regulation(Visit& visit) {
  const auto congress = congress_for(visit);
  if (!congress) return congress.error();
  const auto edition = visit.desk.directory.edition(congress->regulation);
  if (!edition) throw std::logic_error("the edition of a congress is kept");
  return Answer::of(whole(RegulationView{congress->code, edition->hash, edition->name,
                                         json::parse(edition->body).as_object()}));
}

Result<Answer> show_edition(Visit& visit) {
  const auto hash = visit.text("hash");
  auto edition = visit.desk.directory.edition(hash);
  if (!edition) return Error{Problem::not_found, "hash", "there is no edition " + hash};
  return Answer::of(whole(EditionText{std::move(edition->hash), std::move(edition->kind),
                                      std::move(edition->name), std::move(edition->body)}));
}

Answer told_time(Visit& visit) {
  return Answer::of(whole(RegisterTime{to_local_text(visit.desk.cases.now()),
                                       visit.desk.directory.simulated_now().has_value()}));
}

Result<Answer> show_clock(Visit& visit) {
  return told_time(visit);
}

struct WantedTime {
  std::string now;
};
BOOST_DESCRIBE_STRUCT(WantedTime, (), (now))

/// Fires everything on the way, as `--now` does.
Result<Answer> move_clock(Visit& visit) {
  const auto now = visit.desk.directory.simulated_now();
  if (!now) return Error{Problem::conflict, "now", "this register runs on real time"};
  const auto given = decode<WantedTime>(visit.body);
  if (!given) return given.error();
  const auto to = parse_instant(given->now);
  if (!to) return bad_input("now", to.error().detail);
  if (*to < *now) return bad_input("now", "is past: the clock never goes back");
  FixedTime time{*now};
  Register cases{visit.desk.store, visit.desk.directory, visit.desk.cases.catalogue(), time,
                 &visit.desk.signals};
  const auto fired = advance(cases, time, *to);
  if (!fired) return fired.error();
  return told_time(visit);
}

Parameter text_parameter(const char* name, Parameter::Place place, const char* means) {
  return {.name = name,
          .place = place,
          .means = means,
          .schema = {{"type", "string"}},
          .required = true};
}

Route workflows_route() {
  return {
      .method = "GET",
      .path = "/api/v1/workflows",
      .operation = "listWorkflows",
      .summary = "The tables that cases go by.",
      .parameters = {},
      .promises = {{.means = "All of them.", .schema = items_schema(whole_schema<WorkflowLine>())}},
      .work = list_workflows};
}

Route workflow_route() {
  return {.method = "GET",
          .path = "/api/v1/workflows/{name}",
          .operation = "getWorkflow",
          .summary = "A table: states, rows, events with the schemas of their data.",
          .parameters = {workflow_parameter()},
          .promises = {{.means = "The table.", .schema = table_schema()}},
          .work = show_workflow};
}

Route diagram_route() {
  return {
      .method = "GET",
      .path = "/api/v1/workflows/{name}/diagram",
      .operation = "drawWorkflow",
      .summary = "A table as a diagram: Mermaid, Graphviz (dot) or SCXML.",
      .parameters = {workflow_parameter(),
                     {.name = "format",
                      .means = "How it is written.",
                      .schema = {{"type", "string"}, {"enum", {"mermaid", "dot", "scxml"}}}}},
      .promises = {{.means = "The diagram.",
                    .types = {"text/vnd.mermaid", "text/vnd.graphviz", "application/scxml+xml"}}},
      .work = draw_workflow};
}

Route regulation_route() {
  return {.method = "GET",
          .path = "/api/v1/regulation",
          .operation = "getRegulation",
          .summary = "The profile a congress goes by: limits, authorities, settings, sources.",
          .parameters = {congress_parameter()},
          .promises = {{.means = "The profile.", .schema = regulation_schema()}},
          .work = show_regulation};
}

Route edition_route() {
  return {.method = "GET",
          .path = "/api/v1/editions/{hash}",
          .operation = "getEdition",
          .summary = "A profile, calendar or table as an event names it that was decided by it.",
          .parameters = {text_parameter("hash", Parameter::Place::path, "SHA-256 of its text.")},
          .promises = {{.means = "Its text, which never changes.",
                        .schema = whole_schema<EditionText>()}},
          .work = show_edition};
}

Route clock_route() {
  return {.method = "GET",
          .path = "/api/v1/clock",
          .operation = "getClock",
          .summary = "The register's time.",
          .parameters = {},
          .promises = {{.means = "The time.", .schema = whole_schema<RegisterTime>()}},
          .work = show_clock};
}

Route move_clock_route() {
  auto body = schema_of<WantedTime>();
  body.at("properties").at("now").as_object()["format"] = "date-time";
  return {.method = "POST",
          .path = "/api/v1/clock",
          .operation = "moveClock",
          .summary = "Move a simulated register's time forward; everything on the way is fired.",
          .audited = true,
          .told = {"now"},
          .roles = {"officer", std::string{administrator}},
          .parameters = {},
          .body = std::move(body),
          .promises = {{.means = "The time.", .schema = whole_schema<RegisterTime>()}},
          .work = move_clock};
}

}  // namespace

Result<const Workflow*> workflow_named(Visit& visit) {
  const auto name = visit.text("name");
  if (const auto* workflow = visit.desk.cases.catalogue().find(name)) return workflow;
  return Error{Problem::not_found, "name", "there is no workflow " + name};
}

Parameter workflow_parameter() {
  return {.name = "name",
          .place = Parameter::Place::path,
          .means = "Name of the workflow: suggestion, assignment, report.",
          .schema = {{"type", "string"}, {"examples", json::array{"suggestion"}}},
          .required = true};
}

std::vector<Route> rule_routes() {
  return {workflows_route(), workflow_route(), diagram_route(),   regulation_route(),
          edition_route(),   clock_route(),    move_clock_route()};
}

}  // namespace duban::http
