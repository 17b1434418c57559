#include "engine/register/idempotency.hpp"

#include "engine/data/canonical.hpp"
#include "engine/data/codec.hpp"

namespace duban {

namespace {

/// Who sends a file again gets another id for it.
json::array contents_of(const Command& command) {
  json::array contents;
  for (const auto& file : command.attachments)
    contents.push_back({{"name", file.name}, {"sha256", file.sha256}});
  return contents;
}

/// Everything of a request that must be the same; a new case's id is not yet known to who asks.
std::string request_hash(const Command& command) {
  json::object request{{"event", command.event},
                       {"data", command.data},
                       {"act_of", command.act_of},
                       {"comment", command.comment}};
  if (command.workflow.empty()) request.emplace("case", command.id.stored());
  if (!command.workflow.empty()) {
    request.emplace("workflow", command.workflow);
    request.emplace("congress", command.congress);
  }
  if (!command.attachments.empty()) request.emplace("attachments", contents_of(command));
  if (command.occurred_on) request.emplace("occurred_on", to_text(*command.occurred_on));
  return hash_of(canonical(request));
}

Done done_from(const std::string& answer) {
  try {
    const auto tree = json::parse(answer);
    return {.id = CaseId::from_stored(tree.at("case").as_int64()),
            .state = std::string{std::string_view{tree.at("state").as_string()}},
            .version = tree.at("version").as_int64(),
            .events = {},
            .repeated = true};
  } catch (const std::exception&) {
    throw StoreDown("The register is damaged: a kept answer (table idempotency) cannot be read.");
  }
}

}  // namespace

std::optional<Result<Done>> answer_again(Store& store, const Command& command) {
  if (command.idempotency_key.empty()) return std::nullopt;
  const auto known = store.answered(command.actor.name, command.idempotency_key);
  if (!known) return std::nullopt;
  if (known->request != request_hash(command))
    return Error{Problem::conflict, "idempotency_key", "was used before for another request"};
  return done_from(known->answer);
}

void keep_answer(ChangeSet& change, const Command& command, const Done& done) {
  if (command.idempotency_key.empty()) return;
  change.idempotency_user = command.actor.name;
  change.idempotency_key = command.idempotency_key;
  change.idempotency_request = request_hash(command);
  change.idempotency_answer = canonical(
      json::object{{"case", done.id.stored()}, {"state", done.state}, {"version", done.version}});
}

}  // namespace duban
