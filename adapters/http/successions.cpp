#include "adapters/http/successions.hpp"

#include "adapters/http/json_rows.hpp"
#include "adapters/http/visible.hpp"
#include "engine/people/enrolment.hpp"
#include "engine/people/taking_over.hpp"
#include "engine/views/standing_view.hpp"

namespace duban::http {

namespace {

namespace json = boost::json;

const std::string successions_path = "/api/v1/congresses/{code}/successions";
constexpr int most_taken_over = 500, usual_taken_over = 100;

struct NewSuccession {
  Party what{};
  std::string before, after;
  std::optional<Date> on;  ///< by default today
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(NewSuccession, (), (what, before, after, on, reason))

struct TakenOverView {
  std::string id, workflow, state, number, title, unit;
  std::int64_t clocks = 0;
};
BOOST_DESCRIBE_STRUCT(TakenOverView, (), (id, workflow, state, number, title, unit, clocks))

/// What a succession would do.
struct TakingOverView {
  std::int64_t cases = 0, clocks = 0;
  std::vector<TakenOverView> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(TakingOverView, (), (cases, clocks, items, next))

Result<Answer> list_successions(Visit& visit) {
  const auto congress = congress_at(visit);
  if (!congress) return congress.error();
  const bool sees_deputies = sight_for(visit).sees_everything();
  std::vector<SuccessionView> views;
  for (const auto& each : visit.desk.directory.successions(congress->code))
    if (each.what != Party::deputy || sees_deputies) views.push_back(succession_view(each));
  return Answer::of(items_of(views));
}

Result<Succession> succession_in(Visit& visit, const std::string& congress) {
  const auto given = decode<NewSuccession>(visit.body);
  if (!given) return given.error();
  const auto now = visit.desk.cases.now();
  Succession succession{.congress = congress,
                        .what = given->what,
                        .before = given->before,
                        .after = given->after,
                        .happened_on = given->on.value_or(date_of(now)),
                        .reason = given->reason.value_or(""),
                        .recorded_by = visit.user().name,
                        .recorded_at = now};
  if (auto sound = check_succession(succession, visit.desk.directory, date_of(now)); !sound)
    return sound.error();
  return succession;
}

Result<Answer> rehearsed(Visit& visit, const Succession& succession) {
  visit.is_rehearsal = true;
  CaseId after;
  if (visit.has("after")) {
    const auto id = CaseId::parse(visit.text("after"));
    if (!id) return bad_input("after", id.error().detail);
    after = *id;
  }
  const auto limit =
      visit.has("limit") ? static_cast<int>(visit.number("limit")) : usual_taken_over;
  const auto found = rehearse_succession(visit.desk.cases, succession, after, limit);
  auto protection = protection_for(visit);
  TakingOverView view{found.cases, found.clocks, {}, {}};
  for (const auto& each : found.page)
    view.items.push_back({to_text(each.id), each.workflow, each.state, each.number,
                          protection.of(each.id).text(each.title), each.unit, each.clocks});
  if (found.has_more) view.next = view.items.back().id;
  return Answer::of(whole(view));
}

/// The running cases follow within a second, by whoever fires what is due.
Result<Answer> add_succession(Visit& visit) {
  const auto congress = congress_at(visit);
  if (!congress) return congress.error();
  auto succession = succession_in(visit, congress->code);
  if (!succession) return succession.error();
  if (visit.has("dry_run") && visit.flag("dry_run")) return rehearsed(visit, *succession);
  const auto recorded = visit.desk.directory.record(std::move(*succession));
  if (!recorded) return recorded.error();
  visit.desk.signals.change_rules();
  return Answer::of(whole(succession_view(*recorded)), 201);
}

Route list_route() {
  return {.method = "GET",
          .path = successions_path,
          .operation = "listSuccessions",
          .summary = "Who acts in the place of whom for good, in the order it was recorded.",
          .parameters = {congress_in_path()},
          .promises = {{.means = "All of them; those of deputies for the office only, because the "
                                 "day would tell who is behind a protected name.",
                        .schema = items_schema(whole_schema<SuccessionView>())}},
          .work = list_successions};
}

Route add_route() {
  return {
      .method = "POST",
      .path = successions_path,
      .operation = "addSuccession",
      .summary = "Let one act for good in the place of another.",
      .description =
          "Units were merged, renamed or split, a deputy has left, the leader of a key suggestion "
          "has changed. Running cases follow within seconds: who came before acts in them no "
          "more, whoever came after is told what is still to come. What is closed keeps its "
          "names. Nobody is succeeded twice; there is no way back.",
      .audited = true,
      .told = {"what", "before", "after", "on", "reason"},
      .roles = {"officer", "deputies_body", std::string{administrator}},
      .parameters = {congress_in_path(),
                     {.name = "dry_run",
                      .means = "Say which running cases would follow and write nothing.",
                      .schema = {{"type", "boolean"}}},
                     {.name = "after",
                      .means = "Of a dry run: the last `id` of the page before.",
                      .schema = {{"type", "string"}}},
                     {.name = "limit",
                      .means = "Of a dry run: how many cases a page has.",
                      .schema = {{"type", "integer"},
                                 {"minimum", 1},
                                 {"maximum", most_taken_over},
                                 {"default", usual_taken_over}}}},
      .body = schema_of<NewSuccession>(),
      .promises = {{.means = "What it would do; `next` is the `after` of the following page.",
                    .schema = whole_schema<TakingOverView>()},
                   {.status = 201,
                    .means = "It is recorded, and the running cases follow.",
                    .schema = whole_schema<SuccessionView>()}},
      .work = add_succession};
}

}  // namespace

std::vector<Route> succession_routes() {
  return {list_route(), add_route()};
}

}  // namespace duban::http
