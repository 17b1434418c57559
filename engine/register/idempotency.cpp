#include "engine/register/idempotency.hpp"

#include "engine/data/canonical.hpp"
#include "engine/register/body_members.hpp"

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

json::object kept(const EventRecord& event) {
  return {{"case", event.id.stored()},
          {"seq", event.seq},
          {"event", event.event},
          {"from", event.from_state},
          {"to", event.to_state}};
}

EventRecord event_from(const json::object& kept) {
  EventRecord event;
  event.id = CaseId::from_stored(number_of(kept, "case"));
  event.seq = number_of(kept, "seq");
  event.event = text_of(kept, "event");
  event.from_state = text_of(kept, "from");
  event.to_state = text_of(kept, "to");
  return event;
}

Done done_from(const std::string& answer) {
  try {
    const auto tree = json::parse(answer).as_object();
    Done done{.id = CaseId::from_stored(number_of(tree, "case")),
              .state = text_of(tree, "state"),
              .version = number_of(tree, "version"),
              .events = {},
              .repeated = true};
    if (const auto* events = tree.if_contains("events"))
      for (const auto& event : events->as_array())
        done.events.push_back(event_from(event.as_object()));
    return done;
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
  json::array events;
  for (const auto& event : done.events) events.push_back(kept(event));
  change.idempotency_answer = canonical(json::object{{"case", done.id.stored()},
                                                     {"state", done.state},
                                                     {"version", done.version},
                                                     {"events", std::move(events)}});
}

}  // namespace duban
