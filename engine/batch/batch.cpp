#include "engine/batch/batch.hpp"

#include "engine/data/canonical.hpp"

#include <set>

namespace duban {

namespace {

namespace json = boost::json;

constexpr std::size_t digits_of_id = 32;

/// Everything that must be the same when it is sent again.
std::string request_text(const BatchOrder& order) {
  const auto& command = order.command;
  json::array cases;
  for (const auto& each : order.cases) {
    json::object named{{"id", to_text(each.id)}};
    if (each.version) named["version"] = *each.version;
    cases.push_back(std::move(named));
  }
  json::object request{{"event", command.event},
                       {"data", command.data},
                       {"act_of", command.act_of},
                       {"comment", command.comment},
                       {"cases", std::move(cases)}};
  if (command.occurred_on) request["occurred_on"] = to_text(*command.occurred_on);
  return canonical(request);
}

Command command_for(const BatchOrder& order, const BatchedCase& of) {
  auto command = order.command;
  command.id = of.id;
  command.expected_version = of.version;
  return command;
}

BatchVerdict done_verdict(const Done& done) {
  return {done.id, done.state, done.version, {}};
}

/// The case as it is, or the refusal that there is none.
BatchVerdict verdict_before(Register& cases, CaseId id, const Sees& sees) {
  BatchVerdict verdict{id, {}, 0, {}};
  const auto family = cases.store().load(id);
  const auto* self = family ? family->find(id) : nullptr;
  if (!self || !sees(*family, *self)) {
    verdict.refusal = Error{Problem::no_such_case, to_text(id), "there is no case " + to_text(id)};
    return verdict;
  }
  verdict.state = self->state;
  verdict.version = self->version;
  return verdict;
}

BatchVerdict fire_one(Register& cases, Command command, const Sees& sees) {
  command.sees = sees;
  const auto done = cases.fire(command);
  if (done) return done_verdict(*done);
  auto verdict = verdict_before(cases, command.id, sees);
  if (!verdict.refusal) verdict.refusal = done.error();
  return verdict;
}

}  // namespace

Result<void> check_order(const BatchOrder& order) {
  if (order.cases.empty()) return bad_input("cases", "names no case");
  if (order.cases.size() > most_in_batch)
    return bad_input("cases", "has more than " + std::to_string(most_in_batch) + " cases");
  std::set<CaseId> seen;
  for (std::size_t i = 0; i < order.cases.size(); ++i)
    if (!seen.insert(order.cases[i].id).second)
      return bad_input("cases[" + std::to_string(i) + "]", "is named twice");
  return {};
}

std::vector<BatchVerdict> rehearse_batch(Register& cases,
                                         const BatchOrder& order,
                                         const Sees& sees) {
  std::vector<BatchVerdict> verdicts;
  for (const auto& each : order.cases) {
    auto verdict = verdict_before(cases, each.id, sees);
    if (!verdict.refusal)
      if (const auto moves = cases.rehearse_moves(command_for(order, each)); !moves)
        verdict.refusal = moves.error();
    verdicts.push_back(std::move(verdict));
  }
  return verdicts;
}

Result<Batch> fire_batch(Register& cases,
                         Batches& batches,
                         const BatchOrder& order,
                         const std::string& key,
                         const Sees& sees) {
  if (auto free = cases.check_released(); !free) return free.error();
  const auto& actor = order.command.actor;
  Batch wanted;
  wanted.id = hash_of(actor.name + "\n" + key).substr(0, digits_of_id);
  wanted.made_by = actor.name;
  wanted.made_at = cases.now();
  wanted.event = order.command.event;
  wanted.request = request_text(order);
  for (const auto& each : order.cases) wanted.cases.push_back(each.id);
  if (const auto user = cases.directory().user(actor.name)) wanted.congress = user->congress;
  auto batch = batches.begin(wanted);
  if (batch.request != wanted.request)
    return Error{Problem::conflict, "idempotency_key", "was used before for another request"};
  batch.repeated = batch.is_finished;
  if (batch.repeated) return batch;
  batch.verdicts.clear();
  for (const auto& each : order.cases) {
    auto command = command_for(order, each);
    command.idempotency_key = "batch " + batch.id + " " + to_text(each.id);
    batch.verdicts.push_back(fire_one(cases, command, sees));
  }
  batch.is_finished = true;
  batches.finish(batch);
  return batch;
}

}  // namespace duban
