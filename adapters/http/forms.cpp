#include "adapters/http/forms.hpp"

#include "adapters/http/cases.hpp"
#include "adapters/http/json_rows.hpp"
#include "adapters/http/rules.hpp"
#include "adapters/http/visible.hpp"
#include "engine/data/member_bounds.hpp"

#include <algorithm>

namespace duban::http {

namespace {

Result<Answer> list_forms(const std::vector<FormHints>& hints, Visit& visit) {
  const auto workflow = workflow_named(visit);
  if (!workflow) return workflow.error();
  const auto congress = congress_for(visit);
  if (!congress) return congress.error();
  const auto rules = visit.desk.cases.rulebook().of_congress(congress->code);
  if (!rules) return rules.error();
  std::vector<EventForm> forms;
  for (const auto& event : (*workflow)->events())
    if (auto form = event_form(**workflow, event.code, hints, rules->regulation, visit.words))
      forms.push_back(std::move(*form));
  return Answer::of(items_of(forms));
}

}  // namespace

std::optional<EventForm> event_form(const Workflow& workflow,
                                    std::string_view event,
                                    const std::vector<FormHints>& hints,
                                    const Regulation& regulation,
                                    const Words& words) {
  const auto events = workflow.events();
  const auto at = std::ranges::find(events, event, &EventInfo::code);
  if (at == events.end()) return {};
  const bool opens = std::ranges::any_of(workflow.rows(), [&](const RowInfo& row) {
    return row.event == event && row.from == workflow.initial();
  });
  return EventForm{std::string{event}, words.event(workflow.name(), event), opens,
                   bounded(at->schema), form_of(*at, workflow, hints, &regulation, words)};
}

const std::string& FormTexts::of(const Workflow& workflow,
                                 std::string_view event,
                                 const Regulation& regulation,
                                 const Words& words) {
  Key key{&words, regulation.edition, workflow.name(), event};
  const std::scoped_lock lock{mutex_};
  const auto known = texts_.find(key);
  if (known != texts_.end()) return known->second;
  const auto form = event_form(workflow, event, hints_, regulation, words);
  auto text = form ? json::serialize(whole(*form)) : std::string{};
  return texts_.emplace(std::move(key), std::move(text)).first->second;
}

std::vector<Route> form_routes(const std::vector<FormHints>& hints) {
  return {{.method = "GET",
           .path = "/api/v1/workflows/{name}/forms",
           .operation = "listForms",
           .summary = "The forms of a workflow's events, as a congress's regulation has them.",
           .parameters = {workflow_parameter(), congress_parameter()},
           .promises = {{.means = "All of them; one that `opens` may open a case.",
                         .schema = items_schema(whole_schema<EventForm>())}},
           .work = [hints](Visit& visit) { return list_forms(hints, visit); }}};
}

}  // namespace duban::http
