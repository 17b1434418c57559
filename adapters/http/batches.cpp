#include "adapters/http/act.hpp"
#include "adapters/http/batch_views.hpp"
#include "adapters/http/cases.hpp"
#include "adapters/http/json_rows.hpp"
#include "adapters/http/pages.hpp"
#include "adapters/http/promised_headers.hpp"
#include "engine/batch/batch.hpp"

#include <algorithm>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr int most_batches = 200, usual_batches = 50;

struct NamedCase {
  std::string id;
  std::int64_t version = 0;  ///< that was seen
};
BOOST_DESCRIBE_STRUCT(NamedCase, (), (id, version))

struct BatchBody {
  std::string event;
  std::vector<NamedCase> cases;
};
BOOST_DESCRIBE_STRUCT(BatchBody, (), (event, cases))

Result<BatchOrder> order_in(Visit& visit) {
  auto body = object_in(visit);
  if (!body) return body.error();
  const auto wanted = take<BatchBody>(*body);
  if (!wanted) return wanted.error();
  const auto* files = body->if_contains("attachments");
  if (files && files->is_array() && !files->get_array().empty())
    return bad_input("attachments", "must stay empty: a file belongs to one case");
  auto command = command_from(visit, {}, *body);
  if (!command) return command.error();
  command->idempotency_key.clear();
  command->event = wanted->event;
  BatchOrder order{std::move(*command), {}};
  for (std::size_t i = 0; i < wanted->cases.size(); ++i) {
    const auto id = CaseId::parse(wanted->cases[i].id);
    if (!id) return bad_input("cases[" + std::to_string(i) + "].id", id.error().detail);
    order.cases.push_back({*id, wanted->cases[i].version});
  }
  if (auto sound = check_order(order); !sound) return sound.error();
  return order;
}

Answer rehearsed(Visit& visit, const BatchOrder& order) {
  visit.is_rehearsal = true;
  Batch batch;
  batch.made_by = visit.user().name;
  batch.made_at = visit.desk.cases.now();
  batch.event = order.command.event;
  batch.is_finished = true;
  batch.verdicts = rehearse_batch(visit.desk.cases, order, sees_for(visit));
  for (const auto& each : order.cases) batch.cases.push_back(each.id);
  return Answer::of(whole(BatchTelling{visit, batch, true}.whole_batch()));
}

Result<Answer> make_batch(Visit& visit) {
  const auto order = order_in(visit);
  if (!order) return order.error();
  if (visit.has("dry_run") && visit.flag("dry_run")) return rehearsed(visit, *order);
  if (!visit.has("Idempotency-Key")) return bad_input("Idempotency-Key", "is missing");
  const auto batch = fire_batch(visit.desk.cases, visit.desk.batches, *order,
                                visit.text("Idempotency-Key"), sees_for(visit));
  if (!batch) return problem(refusal_of_act(batch.error(), visit.words, {}));
  const auto lacked_authority = [](const BatchVerdict& verdict) {
    return verdict.refusal && verdict.refusal->problem == Problem::no_authority;
  };
  if (std::ranges::any_of(batch->verdicts, lacked_authority)) visit.suspicion = "no_authority";
  auto answer = Answer::of(whole(BatchTelling{visit, *batch, false}.whole_batch()), 201);
  answer.headers.emplace_back("Location", "/api/v1/batches/" + batch->id);
  if (batch->repeated) answer.headers.emplace_back("Idempotency-Replayed", "true");
  return answer;
}

/// Whoever sees the whole congress sees its batches; everybody sees their own.
bool is_seen(const Batch& batch, Visit& visit) {
  const auto& user = visit.user();
  if (batch.made_by == user.name) return true;
  const bool of_all = sight_for(visit).sees_everything();
  return of_all && (user.congress.empty() || user.congress == batch.congress);
}

Result<Answer> show_batch(Visit& visit) {
  auto batch = visit.desk.batches.find(visit.text("id"));
  if (!batch || !is_seen(*batch, visit))
    return Error{Problem::not_found, "id", "there is no batch " + visit.text("id")};
  const BatchTelling telling{visit, *batch, false};
  const auto sees = sees_for(visit);
  for (auto& verdict : batch->verdicts) verdict = telling.hidden(verdict, sees);
  return Answer::of(whole(telling.whole_batch()));
}

Result<Answer> list_batches(Visit& visit) {
  const auto& user = visit.user();
  BatchFilter filter;
  if (sight_for(visit).sees_everything())
    filter.congress = user.congress;
  else
    filter.made_by = user.name;
  if (visit.has("case")) {
    const auto id = CaseId::parse(visit.text("case"));
    if (!id) return bad_input("case", id.error().detail);
    filter.case_id = *id;
  }
  if (visit.has("before")) filter.before = visit.number("before");
  const auto limit = visit.has("limit") ? static_cast<int>(visit.number("limit")) : usual_batches;
  filter.limit = limit + 1;
  auto batches = visit.desk.batches.list(filter);
  const bool has_more = cut_off(batches, limit);
  std::vector<ListedBatch> rows;
  std::ranges::transform(batches, std::back_inserter(rows), listed);
  auto page = items_of(rows);
  page["next"] = has_more ? json::value(rows.back().number) : json::value{};
  return Answer::of(page);
}

const std::string batches_path = "/api/v1/batches";

Route make_route() {
  return {
      .method = "POST",
      .path = batches_path,
      .operation = "makeBatch",
      .summary = "Fire one event on many cases.",
      .description =
          "Each case is decided and written by itself, in their order, with a verdict for each; a "
          "dry run says what each would come to alone. At most 500 cases. The batch is known by "
          "its Idempotency-Key, which only a dry run may lack: sent again with the same key it "
          "goes on where it broke off, and nothing is applied twice.",
      .parameters = {{.name = "dry_run",
                      .means = "Say every case's verdict and write nothing.",
                      .schema = {{"type", "boolean"}}},
                     idempotency_parameter()},
      .body = schema_with_act<BatchBody>(),
      .promises = {{.means = "The verdicts of a dry run.", .schema = batch_schema()},
                   {.status = 201,
                    .means = "The verdicts, kept.",
                    .schema = batch_schema(),
                    .headers = {location_header("/api/v1/batches/5be86359073c434bad2da3932222dabe"),
                                replayed_header()}}},
      .work = make_batch};
}

Route list_route() {
  auto before = json::object{{"type", "integer"}, {"minimum", 1}};
  return {.method = "GET",
          .path = batches_path,
          .operation = "listBatches",
          .summary = "One's own batches, or the office's, the last first, a page at a time.",
          .parameters = {{.name = "case",
                          .means = "A case that is in it: 12 or 12.1.",
                          .schema = {{"type", "string"}}},
                         {.name = "before",
                          .means = "The last `number` of the page before.",
                          .schema = std::move(before)},
                         {.name = "limit",
                          .means = "How many batches a page has.",
                          .schema = {{"type", "integer"},
                                     {"minimum", 1},
                                     {"maximum", most_batches},
                                     {"default", usual_batches}}}},
          .promises = {{.means = "A page; `next` is the `before` of the following one.",
                        .schema = page_schema(whole_schema<ListedBatch>(), "integer")}},
          .work = list_batches};
}

Route show_batch_route() {
  return {.method = "GET",
          .path = batches_path + "/{id}",
          .operation = "getBatch",
          .summary = "A batch with the verdict of each case.",
          .parameters = {{.name = "id",
                          .place = Parameter::Place::path,
                          .means = "Its id.",
                          .schema = {{"type", "string"}},
                          .required = true}},
          .promises = {{.means = "The batch.", .schema = batch_schema()}},
          .work = show_batch};
}

}  // namespace

std::vector<Route> batch_routes() {
  return {make_route(), list_route(), show_batch_route()};
}

}  // namespace duban::http
