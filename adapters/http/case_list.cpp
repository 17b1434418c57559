#include "adapters/http/case_filters.hpp"
#include "adapters/http/cases.hpp"
#include "adapters/http/json_rows.hpp"
#include "adapters/http/visible.hpp"
#include "engine/people/case_listing.hpp"
#include "engine/views/case_view.hpp"

#include <cmath>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr int most_alike = 20, usual_alike = 10;

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
          .description =
              "By workflow, state and every mark; by `overdue` (`yes`) of the cases that are; and, "
              "where `due_within` or `overdue` narrows the list, by `due_on`: each day on which a "
              "case is due next, those that have passed under their own dates. The overdue by unit "
              "are counted of the assignments (`workflow=assignment&overdue=true`): the limit of a "
              "whole suggestion is the limit of all its units.",
          .parameters = list_filters(),
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
           .description = "An assignment without number or title of its own goes by those of its "
                          "suggestion.",
           .parameters = list_parameters(),
           .promises = {{.means = "A page; `next` is the `after` of the following one.",
                         .schema = page_schema(whole_schema<CaseLine>(), "string")}},
           .work = list},
          counts_route(),
          alike_route()};
}

}  // namespace duban::http
