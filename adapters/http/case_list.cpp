#include "adapters/http/cases.hpp"
#include "adapters/http/json_rows.hpp"
#include "adapters/http/visible.hpp"
#include "engine/people/case_listing.hpp"
#include "engine/register/founding.hpp"
#include "engine/views/case_view.hpp"

#include <cmath>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr int most_rows = 500, usual_rows = 50;
constexpr int most_alike = 20, usual_alike = 10;

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

/// What a list and the counts of a list are asked by.
std::vector<Parameter> filters() {
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

std::vector<Parameter> list_parameters() {
  auto all = filters();
  all.push_back(
      {.name = "order",
       .means = "`newest` lists against the order in which cases came; `due` by the earliest due "
                "date of a running limit, cases without one left out.",
       .schema = {{"type", "string"},
                  {"enum", enum_of({"oldest", "newest", "due"})},
                  {"default", "oldest"}}});
  all.push_back(text_filter("after", "The `next` of the page before."));
  all.push_back(
      {.name = "limit",
       .means = "How many cases a page has.",
       .schema = {
           {"type", "integer"}, {"minimum", 1}, {"maximum", most_rows}, {"default", usual_rows}}});
  return all;
}

/// What is asked for by day.
Result<void> add_days(CaseFilter& filter, Visit& visit) {
  if (visit.has("due_within") && visit.has("overdue"))
    return bad_input("due_within", "does not go with overdue; leave one of the two out");
  const auto today = date_of(visit.desk.cases.now());
  if (visit.has("due_within"))
    filter.due_through = today + std::chrono::days{visit.number("due_within")};
  if (visit.has("overdue") && visit.flag("overdue"))
    filter.due_through = today - std::chrono::days{1};
  return {};
}

Result<CaseFilter> filter_from(Visit& visit) {
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

Result<void> add_page(CaseFilter& filter, Visit& visit) {
  if (visit.has("order"))
    boost::describe::enum_from_string(visit.text("order").c_str(), filter.order);
  filter.limit = visit.has("limit") ? static_cast<int>(visit.number("limit")) : usual_rows;
  if (!visit.has("after")) return {};
  return begin_after(filter, "after", visit.text("after"));
}

/// What whoever asks may find.
struct Finder {
  explicit Finder(Visit& visit)
      : protection{protection_for(visit)},
        sight{sight_for(visit)},
        listing{visit.desk.store, visit.desk.directory, visit.desk.cases.catalogue(), protection,
                &sight},
        today{date_of(visit.desk.cases.now())} {}

  [[nodiscard]] json::object view(const CaseRow& row) {
    static const Cover nothing;
    return row_view(row, row.confidential ? protection.of(row.id) : nothing, today);
  }

  Protection protection;
  Sight sight;
  CaseListing listing;
  Date today;
};

Result<Answer> list(Visit& visit) {
  auto filter = filter_from(visit);
  if (!filter) return filter.error();
  if (auto paged = add_page(*filter, visit); !paged) return paged.error();
  Finder finder{visit};
  const auto found = finder.listing.page(*filter);
  json::array items;
  for (const auto& row : found.rows) items.push_back(finder.view(row));
  json::object page{{"items", std::move(items)}};
  page["next"] =
      found.has_more ? json::value(page_key(found.rows.back(), filter->order)) : json::value{};
  return Answer::of(page);
}

struct CountedCases {
  std::vector<CaseCount> items;
  std::int64_t cases = 0;  ///< of the whole list
  bool complete = true;    ///< false: there are more than were counted
};
BOOST_DESCRIBE_STRUCT(CountedCases, (), (items, cases, complete))

Result<Answer> counts(Visit& visit) {
  const auto filter = filter_from(visit);
  if (!filter) return filter.error();
  auto counts = Finder{visit}.listing.counts(*filter);
  return Answer::of(whole(CountedCases{std::move(counts.by), counts.cases, counts.complete}));
}

Result<Answer> alike(Visit& visit) {
  const auto congress = congress_for(visit);
  if (!congress) return congress.error();
  if (auto sound = check_search("text", visit.text("text")); !sound) return sound.error();
  const auto limit = visit.has("limit") ? static_cast<int>(visit.number("limit")) : usual_alike;
  Finder finder{visit};
  json::array items;
  for (const auto& [row, likeness] :
       finder.listing.alike(congress->code, visit.text("text"), limit)) {
    auto view = finder.view(row);
    view["likeness"] = std::lround(likeness * 100);
    items.push_back(std::move(view));
  }
  return Answer::of(json::object{{"items", std::move(items)}});
}

Route counts_route() {
  return {.method = "GET",
          .path = "/api/v1/cases/counts",
          .operation = "countCases",
          .summary = "How many cases of a list have which state, unit, category …",
          .parameters = filters(),
          .promises = {{.means = "`cases` of the whole list, and of each value; not `complete` "
                                 "where there are more than are counted.",
                        .schema = whole_schema<CountedCases>()}},
          .work = counts};
}

json::object similar_schema() {
  auto schema = whole_schema<CaseLine>();
  schema["title"] = "SimilarCase";
  schema.at("properties").as_object()["likeness"] =
      json::object{{"type", "integer"}, {"minimum", 0}, {"maximum", 100}};
  schema.at("required").as_array().emplace_back("likeness");
  return schema;
}

Route alike_route() {
  return {
      .method = "GET",
      .path = "/api/v1/cases/similar",
      .operation = "listSimilarCases",
      .summary = "Earlier cases whose text is like this one, the likest first.",
      .parameters = {congress_parameter(),
                     {.name = "text",
                      .means = "Title and beginning of the text of a new case.",
                      .schema = {{"type", "string"}, {"maxLength", 2000}},
                      .required = true},
                     {.name = "limit",
                      .means = "How many cases at most.",
                      .schema = {{"type", "integer"},
                                 {"minimum", 1},
                                 {"maximum", most_alike},
                                 {"default", usual_alike}}}},
      .promises = {{.means = "Each with its `likeness`: how much of the shorter text stands in the "
                             "other, in per cent.",
                    .schema = items_schema(similar_schema())}},
      .work = alike};
}

}  // namespace

std::vector<Route> case_list_routes() {
  return {{.method = "GET",
           .path = "/api/v1/cases",
           .operation = "listCases",
           .summary = "The cases that one may see, in `order`, a page at a time.",
           .parameters = list_parameters(),
           .promises = {{.means = "A page; `next` is the `after` of the following one.",
                         .schema = page_schema(whole_schema<CaseLine>(), "string")}},
           .work = list},
          counts_route(),
          alike_route()};
}

}  // namespace duban::http
