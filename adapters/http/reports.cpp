#include "adapters/http/reports.hpp"

#include "adapters/http/visible.hpp"
#include "engine/views/rate_view.hpp"

#include <set>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr std::size_t most_cases = 1000;
constexpr int first_year = 1992, last_year = 2199;

using Measures = std::vector<Measure>;

/// Whoever sees a part of the congress would take the figures of that part for the whole.
Result<Congress> counted_congress(Visit& visit) {
  if (!sight_for(visit).sees_everything())
    return Error{Problem::no_authority, "", "figures are for those who see the whole congress"};
  return congress_for(visit);
}

Result<Date> counted_day(Visit& visit) {
  const auto today = date_of(visit.desk.cases.now());
  if (!visit.has("as_of")) return today;
  const auto day = parse_date(visit.text("as_of"));
  if (!day) return bad_input("as_of", day.error().detail);
  if (*day > today)
    return bad_input("as_of", to_text(*day) + " lies in the future; today is " + to_text(today));
  return day;
}

Result<RatesQuestion> question_in(Visit& visit) {
  const auto congress = counted_congress(visit);
  if (!congress) return congress.error();
  const auto day = counted_day(visit);
  if (!day) return day.error();
  const auto text = [&](const char* name) {
    return visit.has(name) ? visit.text(name) : std::string{};
  };
  RatesQuestion question{
      .congress = *congress, .as_of = *day, .by = text("by"), .only = {}, .listed = text("rate")};
  if (visit.has("session")) question.only.emplace("session", visit.text("session"));
  if (visit.has("year")) question.only.emplace("year", std::to_string(visit.number("year")));
  return question;
}

/// Whatever is not there stands in the request's address.
Error in_address(Error error) {
  if (error.problem == Problem::not_found) error.problem = Problem::bad_input;
  return error;
}

Result<std::string> group_in(Visit& visit,
                             const char* parameter,
                             const std::string& grouping,
                             const Surveys& surveys,
                             const RatesQuestion& question) {
  auto group = group_called({visit.text(parameter), parameter, grouping}, surveys,
                            question.congress, visit.desk.directory, visit.words);
  return group ? group : in_address(group.error());
}

Result<Surveys> surveys_for(const RatesQuestion& question, const Measures& measures, Visit& visit) {
  auto surveys = survey(question, measures, visit.desk.cases, visit.words);
  if (!surveys) return in_address(surveys.error());
  if (visit.has("session"))
    if (auto known = group_in(visit, "session", "session", *surveys, question); !known)
      return known.error();
  return surveys;
}

Result<Answer> show_rates(const Measures& measures, Visit& visit) {
  const auto question = question_in(visit);
  if (!question) return question.error();
  const auto surveys = surveys_for(*question, measures, visit);
  if (!surveys) return surveys.error();
  return Answer::of(whole(rates_view(*surveys, *question, visit.words)));
}

Result<Answer> list_cases(const Measures& measures, Visit& visit) {
  const auto question = question_in(visit);
  if (!question) return question.error();
  if (visit.has("of") && !visit.has("by"))
    return bad_input("of", "is a group; `by` says what it is a group of");
  const auto surveys = surveys_for(*question, measures, visit);
  if (!surveys) return surveys.error();
  std::optional<std::string> only;
  if (visit.has("of")) {
    const auto group = group_in(visit, "of", question->by, *surveys, *question);
    if (!group) return group.error();
    only = *group;
  }
  auto protection = protection_for(visit);
  return Answer::of(
      whole(rated_cases(*surveys, *question, only, most_cases, protection, visit.words)));
}

json::object grouping_names(const Measures& measures) {
  std::set<std::string_view> names;
  for (const auto& measure : measures)
    for (const auto& grouping : measure.groupings) names.insert(grouping.name);
  json::array all;
  for (const auto name : names) all.emplace_back(name);
  return {{"type", "string"}, {"enum", std::move(all)}};
}

/// What both are asked by.
std::vector<Parameter> rate_parameters(const Measures& measures) {
  return {congress_parameter(),
          {.name = "by",
           .means = "What the figures are told apart by; of units their assignments are counted, "
                    "otherwise whole cases.",
           .schema = grouping_names(measures)},
          {.name = "session",
           .means = "Only items of this session.",
           .schema = {{"type", "string"}, {"examples", json::array{"17-3"}}}},
          {.name = "year",
           .means = "Only this year: items registered in it, reports of a period in it.",
           .schema = {{"type", "integer"}, {"minimum", first_year}, {"maximum", last_year}}},
          {.name = "as_of",
           .means = "What was recorded by the end of this day; by default today.",
           .schema = {
               {"type", "string"}, {"format", "date"}, {"examples", json::array{"2025-03-14"}}}}};
}

Route rates_route(const Measures& measures) {
  return {.method = "GET",
          .path = "/api/v1/reports/rates",
          .operation = "getRates",
          .summary = "Completion, on-time, satisfaction and other rates, each with its base.",
          .description =
              "The figures of `duban report rates`: definitions, decimals and rounding are the "
              "profile's, and what is not the default stands in `variants` and `note`. For those "
              "who see the whole congress. The history is read for it, which takes its time on a "
              "large register.",
          .parameters = rate_parameters(measures),
          .promises = {{.means = "A survey for each workflow that is measured.",
                        .schema = whole_schema<RatesView>()}},
          .work = [measures](Visit& visit) { return show_rates(measures, visit); }};
}

Route rated_cases_route(const Measures& measures) {
  auto parameters = rate_parameters(measures);
  parameters.push_back({.name = "rate",
                        .means = "Whose cases: the `rate` of a figure, or its `label`.",
                        .schema = {{"type", "string"}, {"minLength", 1}},
                        .required = true});
  parameters.push_back({.name = "of",
                        .means = "Only this group, by the `group` of a figure or its `label`.",
                        .schema = {{"type", "string"}}});
  return {.method = "GET",
          .path = "/api/v1/reports/rates/cases",
          .operation = "listRatedCases",
          .summary = "The cases behind a rate: those counted, and those of its base that are not.",
          .description = "Protected names are covered. Each list has at most 1,000 cases.",
          .parameters = std::move(parameters),
          .promises = {{.means = "Both; `complete` is false where a list was cut off.",
                        .schema = whole_schema<RatedCases>()}},
          .work = [measures](Visit& visit) { return list_cases(measures, visit); }};
}

}  // namespace

std::vector<Route> report_routes(const std::vector<Measure>& measures) {
  return {rates_route(measures), rated_cases_route(measures)};
}

}  // namespace duban::http
