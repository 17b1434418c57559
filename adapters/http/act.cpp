#include "adapters/http/act.hpp"

#include "engine/data/sound_text.hpp"
#include "engine/people/sight.hpp"

#include <algorithm>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr std::size_t longest_key = 255;

json::value take_data(json::object& body) {
  auto* at = body.find("data");
  if (at == body.end()) return json::object{};
  auto data = std::move(at->value());
  body.erase(at);
  return data;
}

/// Members of a body that stand beside the data, or name the case.
bool is_beside_data(std::string_view member) {
  static const auto beside = [] {
    auto names = codec::Reader<Act>::names();
    names.insert(names.end(), {"data", "workflow", "congress"});
    return names;
  }();
  return std::ranges::find(beside, member) != beside.end();
}

/// The register names what is wrong by its path in the data, a request calls these `data`.
Error in_request(Error error) {
  if (error.problem != Problem::bad_input && error.problem != Problem::not_found) return error;
  if (error.subject.empty())
    error.subject = "data";
  else if (!is_beside_data(error.subject.substr(0, error.subject.find_first_of(".["))))
    error.subject = codec::member_path("data", error.subject);
  return error;
}

}  // namespace

Result<json::object> object_in(const Visit& visit) {
  if (const auto* body = visit.body.if_object()) return *body;
  return bad_input("body", "must be an object");
}

Result<Command> command_from(Visit& visit, CaseId root, json::object& body) {
  Command command;
  command.data = take_data(body);
  const auto act = decode<Act>(body);
  if (!act) return act.error();
  command.actor = actor_of(visit.user());
  command.stand_ins = actors_of(visit.stand_ins());
  command.occurred_on = act->occurred_on;
  command.act_of = act->act_of.value_or("");
  command.comment = act->comment.value_or("");
  if (auto sound = check_long_text("comment", command.comment); !sound) return sound.error();
  if (visit.has("Idempotency-Key")) command.idempotency_key = visit.text("Idempotency-Key");
  auto files = visit.desk.uploads.for_event(act->attachments, visit.user().name, root,
                                            !command.idempotency_key.empty());
  if (!files) return files.error();
  command.attachments = std::move(*files);
  return command;
}

Parameter idempotency_parameter() {
  return {.name = "Idempotency-Key",
          .place = Parameter::Place::header,
          .means =
              "The same key acts once in seven days, and gets the same answer; a repeated one "
              "bears Idempotency-Replayed.",
          .schema = {{"type", "string"}, {"minLength", 1}, {"maxLength", longest_key}}};
}

ProblemDocument refusal_of_act(const Error& refused, const Words& words, const About& about) {
  const auto error = in_request(refused);
  auto document = document_of(error, words, about);
  if (error.problem == Problem::not_found) {
    document.status = 422;
    document.more["errors"] = errors_of(error, words);
  }
  if (error.subject == "idempotency_key") {
    document.status = 422;
    document.type = "urn:duban:idempotency_key";
    document.more["reason"] = "idempotency_key";
  }
  return document;
}

}  // namespace duban::http
