#include "adapters/http/cases.hpp"
#include "adapters/http/visible.hpp"
#include "engine/views/case_view.hpp"

#include <algorithm>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr int most_rows = 500, usual_rows = 50;
/// How many rows are looked at together for whoever sees only some of them.
constexpr int looked_at = 500;

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
      {.name = "overdue", .means = "A running limit has ended.", .schema = {{"type", "boolean"}}},
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

/// The rows that `sight` sees, one more than a page has if there are more.
std::vector<CaseRow> seen_rows(Visit& visit, CaseFilter filter, const Sight& sight) {
  const auto wanted = static_cast<std::size_t>(filter.limit) + 1;
  if (sight.sees_everything() || !sight.only_unit().empty()) {
    ++filter.limit;
    return visit.desk.directory.cases(filter);
  }
  std::vector<CaseRow> seen;
  filter.limit = looked_at;
  while (seen.size() < wanted) {
    auto rows = visit.desk.directory.cases(filter);
    for (auto& row : rows) {
      const auto family = visit.desk.store.load(row.id);
      if (family && sight.sees(*family, *family->find(row.id))) seen.push_back(row);
      if (seen.size() == wanted) break;
    }
    if (std::ssize(rows) < looked_at) break;
    filter.after = rows.back().id;
  }
  return seen;
}

Result<Answer> list(Visit& visit) {
  auto filter = filter_from(visit);
  if (!filter) return filter.error();
  const Sight sight{visit.user(), visit.desk.cases.catalogue()};
  auto rows = narrow(*filter, visit.user(), sight) ? seen_rows(visit, *filter, sight)
                                                   : std::vector<CaseRow>{};
  const bool has_more = std::ssize(rows) > filter->limit;
  if (has_more) rows.pop_back();
  auto protection = protection_for(visit);
  const auto today = date_of(visit.desk.cases.now());
  const Cover nothing;
  json::array items;
  for (const auto& row : rows)
    items.push_back(row_view(row, row.confidential ? protection.of(row.id) : nothing, today));
  json::object page{{"items", std::move(items)}};
  page["next"] = has_more ? json::value(to_text(rows.back().id)) : json::value{};
  return Answer::of(page);
}

}  // namespace

std::vector<Route> case_list_routes() {
  return {
      {.method = "GET",
       .path = "/api/v1/cases",
       .operation = "listCases",
       .summary = "The cases that one may see, by id, a page at a time.",
       .parameters = list_parameters(),
       .promises = {{.means = "A page; `next` is the `after` of the following one.",
                     .schema = {{"type", "object"}, {"required", json::array{"items", "next"}}}}},
       .work = list}};
}

}  // namespace duban::http
