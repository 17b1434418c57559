#include "adapters/http/case_filters.hpp"

#include "adapters/http/parameters.hpp"
#include "adapters/http/request_reader.hpp"
#include "engine/people/case_listing.hpp"
#include "engine/register/founding.hpp"

#include <boost/describe.hpp>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr int usual_rows = 50;

/// What a list filters by beside its columns (Findable).
struct MarkFilter {
  const char *name, *means;
  std::vector<std::string> possible{};  ///< empty: the office names them
};

const std::vector<MarkFilter>& mark_filters() {
  static const std::vector<MarkFilter> all{
      {"deputy", "Name of a deputy who has signed it; protected names are not found."},
      {"term", "Term of the congress (届), which its sessions are named after: 17 of 17-3."},
      {"category", "Category of the suggestion."},
      {"leader", "Leader who answers for a key suggestion."},
      {"committee", "Committee that follows it."},
      {"rating",
       "What the deputy said last; `lapsed`: nothing in time.",
       {"satisfied", "basically_satisfied", "unsatisfied", "lapsed"}},
      {"class", "Class of a unit's reply: A, B, C …"},
      {"origin", "Where the suggestion came from.", {"session", "recess", "bill"}},
      {"role", "How a unit takes part.", {"sole", "lead", "co", "separate"}},
      {"kind", "Kind of a periodic report."}};
  return all;
}

json::array enum_of(std::initializer_list<json::value_ref> all) {
  return json::array(all);
}

Parameter text_filter(const char* name, const char* means) {
  return {.name = name, .means = means, .schema = {{"type", "string"}, {"maxLength", 200}}};
}

/// Any other value would be taken for an empty list.
Parameter choice_filter(const char* name,
                        const char* means,
                        const std::vector<std::string>& possible) {
  return {.name = name,
          .means = means,
          .schema = {{"type", "string"}, {"enum", json::value_from(possible)}}};
}

/// What is asked for by day.
Result<void> add_days(CaseFilter& filter, const Visit& visit) {
  if (visit.has("due_within") && visit.has("overdue"))
    return bad_input("due_within", "does not go with overdue; leave one of the two out");
  const auto today = date_of(visit.desk.cases.now());
  filter.today = today;
  if (visit.has("due_within"))
    filter.due_through = today + std::chrono::days{visit.number("due_within")};
  if (visit.has("overdue") && visit.flag("overdue"))
    filter.due_through = today - std::chrono::days{1};
  return {};
}

/// What a saved view is asked by: a list, and the columns it shows.
Route saved_list() {
  Route route{};
  route.parameters = list_parameters();
  route.parameters.push_back(columns_of_list());
  return route;
}

Error in_query(Error error) {
  error.subject = "query." + error.subject;
  return error;
}

}  // namespace

std::vector<Parameter> list_filters() {
  std::vector<Parameter> all{
      text_filter("congress", "Code of the congress."),
      choice_filter("level", "Level of the congress.", congress_levels()),
      text_filter("workflow", "Name of the workflow: suggestion, assignment, report."),
      text_filter("state", "Code of the state."),
      text_filter("unit",
                  "Code of a unit that handles it: finds its assignments and what they "
                  "belong to."),
      text_filter("session", "Code of the session: 17-3; of a report its period."),
      text_filter("number", "The number of the case."),
      text_filter("text",
                  "Words, with blanks between, each in number, title, text or opinions; "
                  "one at least has two characters or more."),
      text_filter("clock", "Kind of a clock that runs: reply, overall_reply, feedback …"),
      {.name = "key",
       .means = "Supervised with priority (重点督办).",
       .schema = {{"type", "boolean"}, {"enum", enum_of({true})}}},
      {.name = "due_within",
       .means = "A running limit ends within so many days, or has ended. Not with `overdue`.",
       .schema = {{"type", "integer"}, {"minimum", 0}, {"maximum", 3650}}},
      {.name = "overdue",
       .means = "A running limit has ended.",
       .schema = {{"type", "boolean"}, {"enum", enum_of({true})}}}};
  for (const auto& [name, means, possible] : mark_filters())
    all.push_back(possible.empty() ? text_filter(name, means)
                                   : choice_filter(name, means, possible));
  return all;
}

Parameter order_of_list() {
  return {.name = "order",
          .means =
              "`newest` lists against the order in which cases came; `due` by the earliest due "
              "date of a running limit, cases without one left out.",
          .schema = {{"type", "string"},
                     {"enum", enum_of({"oldest", "newest", "due"})},
                     {"default", "oldest"}}};
}

std::vector<Parameter> list_parameters() {
  auto all = list_filters();
  all.push_back(order_of_list());
  all.push_back(text_filter("after", "The `next` of the page before."));
  all.push_back(
      {.name = "limit",
       .means = "How many cases a page has.",
       .schema = {
           {"type", "integer"}, {"minimum", 1}, {"maximum", most_rows}, {"default", usual_rows}}});
  return all;
}

Result<CaseFilter> filter_from(const Visit& visit) {
  CaseFilter filter;
  const std::pair<const char*, std::string CaseFilter::*> texts[] = {
      {"congress", &CaseFilter::congress}, {"level", &CaseFilter::level},
      {"workflow", &CaseFilter::workflow}, {"state", &CaseFilter::state},
      {"unit", &CaseFilter::unit},         {"session", &CaseFilter::session},
      {"number", &CaseFilter::number},     {"text", &CaseFilter::text},
      {"clock", &CaseFilter::clock_kind}};
  for (const auto& [name, member] : texts)
    if (visit.has(name)) filter.*member = visit.text(name);
  for (const auto& [name, means, possible] : mark_filters())
    if (visit.has(name)) filter.marks.push_back(mark_of(name, visit.text(name)));
  if (visit.has("key") && visit.flag("key")) filter.marks.push_back(mark_of("key", "yes"));
  if (auto added = add_days(filter, visit); !added) return added.error();
  if (auto sound = check_search("text", filter.text); !sound) return sound.error();
  if (auto known = check_known(filter, visit.desk.cases.catalogue()); !known) return known.error();
  return filter;
}

void add_order(CaseFilter& filter, const Visit& visit) {
  if (visit.has("order"))
    boost::describe::enum_from_string(visit.text("order").c_str(), filter.order);
}

Result<void> add_page(CaseFilter& filter, const Visit& visit) {
  add_order(filter, visit);
  filter.limit = visit.has("limit") ? static_cast<int>(visit.number("limit")) : usual_rows;
  if (!visit.has("after")) return {};
  return begin_after(filter, "after", visit.text("after"));
}

Parameter columns_of_list() {
  return {.name = "columns",
          .means = "Names of columns, with commas between, in their order.",
          .schema = {{"type", "string"},
                     {"maxLength", 500},
                     {"pattern", "^[a-z_]+(,[a-z_]+)*$"},
                     {"examples", json::array{"number,title,units,next_due"}}}};
}

Result<void> check_saved_query(const std::string& path,
                               const std::string& query,
                               const Visit& visit) {
  auto pairs = query_pairs(query);
  if (!pairs) return bad_input(path, "write it as it stands in an address, in percent-encoding");
  Request request;
  request.query = std::move(*pairs);
  auto given = read_parameters(saved_list(), {}, request);
  if (!given) return in_query(given.error());
  auto asked = visit;
  asked.given = std::move(*given);
  auto filter = filter_from(asked);
  if (filter)
    if (auto paged = add_page(*filter, asked); !paged) return in_query(paged.error());
  if (!filter) return in_query(filter.error());
  return {};
}

}  // namespace duban::http
