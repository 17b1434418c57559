#include "adapters/http/cases.hpp"
#include "adapters/http/json_rows.hpp"
#include "adapters/http/visible.hpp"
#include "engine/data/codec.hpp"
#include "engine/views/case_view.hpp"

#include <algorithm>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr int most_rows = 500, usual_rows = 50;
/// How many rows are looked at together for whoever sees only some of them.
constexpr int looked_at = 200;

json::array only_true() {
  json::array values;
  values.emplace_back(true);
  return values;
}

std::vector<Parameter> list_parameters() {
  const json::object text{{"type", "string"}};
  const auto filter = [&](const char* name, const char* means) {
    return Parameter{.name = name, .means = means, .schema = text};
  };
  return {
      filter("congress", "Code of the congress."),
      filter("workflow", "Name of the workflow: suggestion, assignment, report."),
      filter("state", "Code of the state."),
      filter("unit", "Code of the unit that handles it."),
      filter("session", "Code of the session: 17-3."),
      filter("number", "The number of the case."),
      filter("text", "Words in title or number."),
      {.name = "due_within",
       .means = "A running limit ends within so many days, or has ended.",
       .schema = {{"type", "integer"}, {"minimum", 0}, {"maximum", 3650}}},
      {.name = "overdue",
       .means = "A running limit has ended.",
       .schema = {{"type", "boolean"}, {"enum", only_true()}}},
      filter("after", "The last case of the page before: 12 or 12.1."),
      {.name = "limit",
       .means = "How many cases a page has.",
       .schema =
           {{"type", "integer"}, {"minimum", 1}, {"maximum", most_rows}, {"default", usual_rows}}},
  };
}

Result<CaseFilter> filter_from(Visit& visit) {
  CaseFilter filter;
  const std::pair<const char*, std::string CaseFilter::*> texts[] = {
      {"congress", &CaseFilter::congress}, {"workflow", &CaseFilter::workflow},
      {"state", &CaseFilter::state},       {"unit", &CaseFilter::unit},
      {"session", &CaseFilter::session},   {"number", &CaseFilter::number},
      {"text", &CaseFilter::text}};
  for (const auto& [name, member] : texts)
    if (visit.has(name)) filter.*member = visit.text(name);
  const auto today = date_of(visit.desk.cases.now());
  if (visit.has("due_within"))
    filter.due_through = today + std::chrono::days{visit.number("due_within")};
  if (visit.has("overdue") && visit.flag("overdue"))
    filter.due_through = today - std::chrono::days{1};
  if (visit.has("after")) {
    const auto after = CaseId::parse(visit.text("after"));
    if (!after) return bad_input("after", after.error().detail);
    filter.after = *after;
  }
  filter.limit = visit.has("limit") ? static_cast<int>(visit.number("limit")) : usual_rows;
  return filter;
}

/// What no list could ever hold is refused, or it would be taken for an empty list.
Result<void> check_known(const CaseFilter& filter, const Catalogue& catalogue) {
  std::vector<std::string> workflows, states;
  for (const auto& workflow : catalogue.all()) {
    workflows.emplace_back(workflow->name());
    if (!filter.workflow.empty() && filter.workflow != workflow->name()) continue;
    for (const auto& state : workflow->states()) states.emplace_back(state.code);
  }
  const auto check = [](const char* name, const std::string& given,
                        const std::vector<std::string>& known) -> Result<void> {
    if (given.empty() || std::ranges::find(known, given) != known.end()) return {};
    const auto meant = codec::nearest(given, known);
    return Error{Problem::bad_input, name,
                 "there is no " + given + (meant.empty() ? "" : "; did you mean " + meant + "?"),
                 known};
  };
  if (auto known = check("workflow", filter.workflow, workflows); !known) return known;
  return check("state", filter.state, states);
}

/// False if nothing of what is asked for is the user's to see.
bool narrow(CaseFilter& filter, const User& user, const Sight& sight) {
  if (!user.congress.empty()) {
    if (!filter.congress.empty() && filter.congress != user.congress) return false;
    filter.congress = user.congress;
  }
  const auto unit = sight.only_unit();
  if (unit.empty()) return true;
  if (!filter.unit.empty() && filter.unit != unit) return false;
  filter.unit = unit;
  return true;
}

std::vector<CaseId> roots_of(const std::vector<CaseRow>& rows) {
  std::vector<CaseId> roots;
  for (const auto& row : rows)
    if (roots.empty() || roots.back() != row.id.root()) roots.push_back(row.id.root());
  return roots;
}

CaseId root_id(const Family& family) {
  return family.root().id;
}

/// Whether what was looked for stands in what is shown: nobody finds a case by a name that is
/// covered.
bool shows(const json::object& row, const std::string& text) {
  if (text.empty()) return true;
  const auto holds = [&](const char* member) {
    const std::string_view value = row.at(member).as_string();
    return value.find(text) != value.npos;
  };
  return holds("title") || holds("number");
}

/// Those of `rows` that `sight` sees.
std::vector<CaseRow> only_seen(std::vector<CaseRow> rows, Visit& visit, const Sight& sight) {
  const auto families = visit.desk.store.load_all(roots_of(rows));
  std::erase_if(rows, [&](const CaseRow& row) {
    const auto family = std::ranges::find(families, row.id.root(), root_id);
    const auto* self = family == families.end() ? nullptr : family->find(row.id);
    return !self || !sight.sees(*family, *self);
  });
  return rows;
}

/// The rows that `sight` sees, one more than a page has if there are more.
std::vector<CaseRow> seen_rows(Visit& visit, CaseFilter filter, const Sight& sight) {
  const auto wanted = static_cast<std::size_t>(filter.limit) + 1;
  if (sight.sees_everything() || !sight.only_unit().empty()) {
    ++filter.limit;
    return visit.desk.directory.cases(filter);
  }
  std::vector<CaseRow> seen;
  filter.limit = looked_at;
  for (bool more = true; more && seen.size() < wanted;) {
    auto rows = visit.desk.directory.cases(filter);
    more = std::ssize(rows) == looked_at;
    if (more) filter.after = rows.back().id;
    std::ranges::move(only_seen(std::move(rows), visit, sight), std::back_inserter(seen));
  }
  if (seen.size() > wanted) seen.resize(wanted);
  return seen;
}

Result<Answer> list(Visit& visit) {
  auto filter = filter_from(visit);
  if (!filter) return filter.error();
  if (auto known = check_known(*filter, visit.desk.cases.catalogue()); !known) return known.error();
  const Sight sight{visit.user(), visit.desk.cases.catalogue()};
  auto rows = narrow(*filter, visit.user(), sight) ? seen_rows(visit, *filter, sight)
                                                   : std::vector<CaseRow>{};
  const bool has_more = std::ssize(rows) > filter->limit;
  if (has_more) rows.pop_back();
  auto protection = protection_for(visit);
  const auto today = date_of(visit.desk.cases.now());
  const Cover nothing;
  json::array items;
  for (const auto& row : rows) {
    auto view = row_view(row, row.confidential ? protection.of(row.id) : nothing, today);
    if (!row.confidential || shows(view, filter->text)) items.push_back(std::move(view));
  }
  json::object page{{"items", std::move(items)}};
  page["next"] = has_more ? json::value(to_text(rows.back().id)) : json::value{};
  return Answer::of(page);
}

}  // namespace

std::vector<Route> case_list_routes() {
  return {{.method = "GET",
           .path = "/api/v1/cases",
           .operation = "listCases",
           .summary = "The cases that one may see, by id, a page at a time.",
           .parameters = list_parameters(),
           .promises = {{.means = "A page; `next` is the `after` of the following one.",
                         .schema = page_schema(whole_schema<CaseLine>(), "string")}},
           .work = list}};
}

}  // namespace duban::http
