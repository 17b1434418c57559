#include "adapters/http/cases.hpp"
#include "adapters/http/forms.hpp"
#include "adapters/http/json_rows.hpp"
#include "adapters/http/pages.hpp"
#include "adapters/http/problem.hpp"
#include "adapters/http/promised_headers.hpp"
#include "adapters/http/visible.hpp"
#include "engine/machine/print.hpp"
#include "engine/register/attaching.hpp"
#include "engine/views/awaited_view.hpp"
#include "engine/views/case_view.hpp"
#include "engine/views/clock_view.hpp"

#include <algorithm>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr int most_events = 1000, usual_events = 200;

/// What show() tells: a case with what belongs to it.
struct CasePage : CaseView {
  std::vector<CaseView> assignments;
  std::vector<ClockView> clocks;
  std::vector<AwaitedEvent> waits_for;     ///< who must do what next, whoever asks
  std::vector<EventForm> possible_events;  ///< for whoever asks, as far as table and profile say
  bool may_attach = false;                 ///< files by themselves, beside those of other events
};
BOOST_DESCRIBE_STRUCT(CasePage,
                      (CaseView),
                      (assignments, clocks, waits_for, possible_events, may_attach))

/// Whether an event is possible for whoever asks, and what stands in the way.
struct Explanation {
  bool possible = false;
  std::optional<std::string> reason, detail, condition;
  std::vector<std::string> may;              ///< roles
  std::vector<std::string> possible_events;  ///< for whoever asks, as far as table and profile say
};
BOOST_DESCRIBE_STRUCT(Explanation, (), (possible, reason, detail, condition, may, possible_events))

/// The forms of the events that are possible, as a JSON array.
std::string possible_forms(const Visible& visible,
                           Visit& visit,
                           const Regulation& regulation,
                           FormTexts& forms) {
  std::string possible = "[";
  for (const auto& event : possible_for(visible, visit, regulation)) {
    const auto& form = forms.of(*visible.workflow, event, regulation, visit.words);
    if (form.empty()) continue;
    if (possible.size() > 1) possible += ',';
    possible += form;
  }
  return possible + "]";
}

/// Whether whoever asks may add files by themselves, beside those that come with other events.
bool may_attach(const Visible& visible, Visit& visit, const Regulation& regulation) {
  return visible.workflow->keeps_texts(visible.family.root().facts) &&
         std::ranges::any_of(actors_for(visit), [&](const Actor& actor) {
           return check_attaching(*visible.workflow, actor, visible.family, visible.self(),
                                  regulation)
               .has_value();
         });
}

/// What a case waits for, and of a root what the parts wait for that whoever asks may see.
json::array awaited_by(const Visible& visible,
                       Visit& visit,
                       const Sight& sight,
                       const Rules& rules) {
  const AwaitedBy by{visit.desk.cases.catalogue(), rules, visit.words,
                     date_of(visit.desk.cases.now())};
  json::array all;
  for (const auto& kase : visible.family.cases)
    if (kase.id == visible.id || (visible.id.is_root() && sight.sees(visible.family, kase)))
      for (const auto& event : awaited_events(visible.family, kase, by))
        all.push_back(whole(event));
  return all;
}

Result<Answer> show(FormTexts& forms, Visit& visit) {
  const auto visible = visible_case(visit);
  if (!visible) return visible.error();
  const auto& self = visible->self();
  const auto rules = visit.desk.cases.rulebook().of_family(visible->family);
  if (!rules) return rules.error();
  auto protection = protection_for(visit);
  const auto& cover = protection.of(visible->family);
  const auto sight = sight_for(visit);
  const auto today = date_of(visit.desk.cases.now());
  auto page = case_view(self, cover);
  json::array assignments, clocks;
  if (self.id.is_root())
    for (const auto& child : visible->family.cases)
      if (!child.id.is_root() && sight.sees(visible->family, child))
        assignments.push_back(case_view(child, cover));
  for (const auto& clock : clocks_of(visible->family, self.id))
    if (sight.sees(visible->family, *visible->family.find(clock.id)))
      clocks.push_back(clock_view(clock, visit.desk.cases.rulebook(), visit.words, today));
  page["assignments"] = std::move(assignments);
  page["clocks"] = std::move(clocks);
  page["waits_for"] = awaited_by(*visible, visit, sight, *rules);
  page["may_attach"] = may_attach(*visible, visit, rules->regulation);
  auto answer = Answer::of(page);
  add_member(answer.body, "possible_events",
             possible_forms(*visible, visit, rules->regulation, forms));
  answer.headers.emplace_back("ETag", etag_of(self.version));
  return answer;
}

/// Who has signed a suggestion, protected or not.
struct Signers {
  std::string lead_deputy;
  std::vector<std::string> co_signers;
};
BOOST_DESCRIBE_STRUCT(Signers, (), (lead_deputy, co_signers))

Result<Answer> signers(Visit& visit) {
  const auto visible = visible_case(visit);
  if (!visible) return visible.error();
  const auto& facts = visible->family.root().facts;
  const auto deputies = visit.desk.directory.deputies(visible->family.root().congress);
  const auto name_of = [&](const json::value& told) {
    std::string known{std::string_view{told.as_string()}};
    const auto at = std::ranges::find(deputies, known, &Deputy::code);
    return at == deputies.end() ? known : at->name;
  };
  Signers told;
  if (const auto* lead = facts.if_contains("lead_deputy")) told.lead_deputy = name_of(*lead);
  if (const auto* others = facts.if_contains("co_signers"))
    for (const auto& each : others->as_array()) told.co_signers.push_back(name_of(each));
  return Answer::of(whole(told));
}

Result<Answer> events(Visit& visit) {
  const auto visible = visible_case(visit);
  if (!visible) return visible.error();
  const auto after = visit.has("after") ? visit.number("after") : 0;
  const auto limit = visit.has("limit") ? static_cast<int>(visit.number("limit")) : usual_events;
  auto all = visit.desk.store.events(visible->id, after, limit + 1);
  const bool has_more = cut_off(all, limit);
  auto protection = protection_for(visit);
  json::array items;
  for (const auto& event : all) items.push_back(event_view(event, protection.of(visible->family)));
  json::object page{{"items", std::move(items)}};
  page["next"] = has_more ? json::value(all.back().seq) : json::value{};
  return Answer::of(page);
}

Result<Answer> clocks(Visit& visit) {
  const auto visible = visible_case(visit);
  if (!visible) return visible.error();
  const auto sight = sight_for(visit);
  const bool explained = visit.has("explain") && visit.flag("explain");
  const auto today = date_of(visit.desk.cases.now());
  auto& rulebook = visit.desk.cases.rulebook();
  json::array items;
  for (const auto& clock : clocks_of(visible->family, visible->id)) {
    if (!sight.sees(visible->family, *visible->family.find(clock.id))) continue;
    items.push_back(explained ? explained_clock_view(clock, rulebook, visit.words, today)
                              : clock_view(clock, rulebook, visit.words, today));
  }
  return Answer::of(json::object{{"items", std::move(items)}});
}

/// What bars an event whatever its data are: the table, or who asks.
std::optional<Error> bar_to(const Visible& visible,
                            const std::string& event,
                            const std::vector<std::string>& possible,
                            const Regulation& regulation) {
  const auto& workflow = *visible.workflow;
  const auto& state = visible.self().state;
  const auto events = workflow.events();
  if (std::ranges::find(events, event, &EventInfo::code) == events.end())
    return unknown_event(workflow, event);
  if (std::ranges::find(possible, event) != possible.end()) return {};
  std::vector<std::string> may;
  bool is_possible = false;
  for (const auto& row : workflow.rows()) {
    if (row.from != state || row.event != event) continue;
    is_possible = true;
    for (const auto& role : regulation.roles_with(row.authority))
      if (role != "system" && std::ranges::find(may, role) == may.end()) may.push_back(role);
  }
  if (!is_possible) return not_in_state(workflow, state, event);
  return Error{Problem::no_authority, event, "", std::move(may)};
}

void explain(const Error& error, const About& about, const Words& words, Explanation& told) {
  const auto document = document_of(error, words, about);
  told.reason = std::string{std::string_view{document.more.at("reason").as_string()}};
  told.detail = document.detail;
  if (error.problem == Problem::condition) told.condition = error.subject;
  if (error.problem == Problem::no_authority) told.may = error.possible;
}

/// Decides the event as whoever asks, as far as it can be decided before its data are there: those
/// a form asks for.
Result<Answer> why_not(Visit& visit) {
  const auto visible = visible_case(visit);
  if (!visible) return visible.error();
  const auto rules = visit.desk.cases.rulebook().of_family(visible->family);
  if (!rules) return rules.error();
  Command command;
  command.id = visible->id;
  command.event = visit.text("event");
  command.data_to_come = true;
  command.actor = actor_of(visit.user());
  command.stand_ins = actors_of(visit.stand_ins());
  Explanation told;
  told.possible_events = possible_for(*visible, visit, rules->regulation);
  auto bar = bar_to(*visible, command.event, told.possible_events, rules->regulation);
  if (!bar)
    if (const auto moves = visit.desk.cases.rehearse_moves(command); !moves) bar = moves.error();
  told.possible = !bar;
  if (bar) {
    std::erase(told.possible_events, command.event);  // no word that is still to come would help
    auto what = about(*visible, command.event, visit);
    what.possible = told.possible_events;
    explain(*bar, what, visit.words, told);
  }
  return Answer::of(whole(told));
}

const std::string case_path = "/api/v1/cases/{id}";

Route show_route(const std::vector<FormHints>& hints) {
  const auto forms = std::make_shared<FormTexts>(hints);
  return {.method = "GET",
          .path = case_path,
          .operation = "getCase",
          .summary =
              "A case with its assignments, clocks, what it waits for, and what whoever asks can "
              "do with it.",
          .parameters = {case_id_parameter()},
          .promises = {{.means = "The case; its ETag is the If-Match of a transition.",
                        .schema = whole_schema<CasePage>(),
                        .headers = {etag_header()}}},
          .work = [forms](Visit& visit) { return show(*forms, visit); }};
}

Route signers_route() {
  return {.method = "GET",
          .path = case_path + "/signers",
          .operation = "showSigners",
          .summary = "The deputies of a suggestion, also where their names are protected.",
          .description = "Whoever asks stands in the audit log.",
          .audited = true,
          .roles = {"officer", "deputies_body"},
          .parameters = {case_id_parameter()},
          .promises = {{.means = "Their names.", .schema = whole_schema<Signers>()}},
          .work = signers};
}

Route events_route() {
  return {
      .method = "GET",
      .path = case_path + "/events",
      .operation = "listEvents",
      .summary = "The history of a case, a page at a time.",
      .parameters = {case_id_parameter(),
                     {.name = "after",
                      .means = "The last `seq` of the page before.",
                      .schema = {{"type", "integer"}, {"minimum", 0}}},
                     {.name = "limit",
                      .means = "How many events a page has.",
                      .schema = {{"type", "integer"}, {"minimum", 1}, {"maximum", most_events}}}},
      .promises = {{.means = "A page; `next` is the `after` of the following one.",
                    .schema = page_schema(whole_schema<EventView>(), "integer")}},
      .work = events};
}

json::object either_clock() {
  json::array either;
  either.push_back(whole_schema<ClockView>());
  either.push_back(whole_schema<ExplainedClock>());
  return {{"anyOf", std::move(either)}};
}

Route clocks_route() {
  return {.method = "GET",
          .path = case_path + "/clocks",
          .operation = "listClocks",
          .summary = "The limits of a case, or of a whole family.",
          .parameters = {case_id_parameter(),
                         {.name = "explain",
                          .means = "With each day that counts or does not, and by which article.",
                          .schema = {{"type", "boolean"}}}},
          .promises = {{.means = "Running ones first, by due date.",
                        .schema = items_schema(either_clock())}},
          .work = clocks};
}

Route why_not_route() {
  return {.method = "GET",
          .path = case_path + "/why-not",
          .operation = "explainEvent",
          .summary = "Whether whoever asks can fire an event, and what stands in the way.",
          .parameters = {case_id_parameter(),
                         {.name = "event",
                          .means = "Code of the event.",
                          .schema = {{"type", "string"}},
                          .required = true}},
          .promises = {{.means = "The answer, with the reason.",
                        .schema = whole_schema<Explanation>()}},
          .work = why_not};
}

}  // namespace

Parameter case_id_parameter() {
  return {.name = "id",
          .place = Parameter::Place::path,
          .means = "The case: 12, or 12.1 for an assignment.",
          .schema = {{"type", "string"}, {"pattern", "^[0-9]+(\\.[0-9]+)?$"}},
          .required = true};
}

std::vector<Route> case_routes(const std::vector<FormHints>& forms) {
  return {show_route(forms), signers_route(), events_route(), clocks_route(), why_not_route()};
}

}  // namespace duban::http
