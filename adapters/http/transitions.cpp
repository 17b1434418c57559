#include "adapters/http/act.hpp"
#include "adapters/http/cases.hpp"
#include "adapters/http/problem.hpp"
#include "adapters/http/promised_headers.hpp"
#include "adapters/http/seen_version.hpp"
#include "adapters/http/visible.hpp"
#include "engine/data/whole.hpp"
#include "engine/register/idempotency.hpp"

namespace duban::http {

namespace {

namespace json = boost::json;

struct Opening {
  std::string workflow, event;
  std::optional<std::string> congress;
};
BOOST_DESCRIBE_STRUCT(Opening, (), (workflow, event, congress))

struct FiredEvent {
  std::string case_;  // NOLINT(readability-identifier-naming): whole() drops the line
  std::int64_t seq = 0;
  std::string event, from, to;
};
BOOST_DESCRIBE_STRUCT(FiredEvent, (), (case_, seq, event, from, to))

/// What an act came to.
struct Transition {
  std::string id, state;
  std::int64_t version = 0;
  std::vector<FiredEvent> events;  ///< the one asked for, then those it set off
};
BOOST_DESCRIBE_STRUCT(Transition, (), (id, state, version, events))

/// Nothing in it needs the register again: what is done stays done, whatever happens then.  Who
/// asks twice with one key is told the same twice.
Answer done_answer(const Done& done, unsigned status) {
  Transition transition{to_text(done.id), done.state, done.version, {}};
  for (const auto& event : done.events)
    transition.events.push_back(
        {to_text(event.id), event.seq, event.event, event.from_state, event.to_state});
  auto answer = Answer::of(whole(transition), status);
  answer.headers.emplace_back("ETag", etag_of(done.version));
  if (done.repeated) answer.headers.emplace_back("Idempotency-Replayed", "true");
  return answer;
}

Answer refused(const Error& error, Visit& visit, const About& what) {
  return problem(refusal_of_act(error, visit.words, what));
}

/// What the request says, as far as it can be read without the case.
Result<Command> fired_command(Visit& visit) {
  auto body = object_in(visit);
  if (!body) return body.error();
  const auto id = CaseId::parse(visit.text("id"));
  if (!id) return id.error();
  auto command = command_from(visit, id->root(), *body);
  if (!command) return command.error();
  command->id = *id;
  command->event = visit.text("event");
  return command;
}

/// What stands in the way before the register is asked.  Whether there is a case comes first.
Result<Answer> not_asked(Visit& visit, const Error& why) {
  const auto visible = visible_case(visit);
  if (!visible) return visible.error();
  if (!visit.has("If-Match")) return version_missing(visit.words);
  return why;
}

Result<Answer> fire(Visit& visit) {
  auto command = fired_command(visit);
  if (!command) return not_asked(visit, command.error());
  // First, because by now the case may be out of sight of whoever asks again.
  if (const auto again = answer_again(visit.desk.store, *command))
    return *again ? done_answer(**again, 200) : refused(again->error(), visit, {});
  const auto version = version_seen(visit, "the case is at another version");
  if (!version) return not_asked(visit, version.error());
  command->expected_version = *version;
  command->sees = sees_for(visit);
  const auto done = visit.desk.cases.fire(*command);
  if (done) return done_answer(*done, 200);
  const auto visible = visible_case(visit);
  if (!visible) return visible.error();
  return refused(done.error(), visit, about(*visible, command->event, visit));
}

Result<Answer> open(Visit& visit) {
  auto body = object_in(visit);
  if (!body) return body.error();
  const auto opening = take<Opening>(*body);
  if (!opening) return opening.error();
  auto command = command_from(visit, {}, *body);
  if (!command) return command.error();
  const auto congress = congress_called(visit, opening->congress.value_or(""));
  if (!congress) return bad_input("congress", congress.error().detail);  // not of the address
  const auto* workflow = visit.desk.cases.catalogue().find(opening->workflow);
  if (!workflow) return bad_input("workflow", "there is no workflow " + opening->workflow);
  command->workflow = opening->workflow;
  command->congress = congress->code;
  command->event = opening->event;
  const auto done = visit.desk.cases.open(*command);
  if (!done)
    return refused(done.error(), visit,
                   {.workflow = workflow,
                    .event = opening->event,
                    .who = who_text(visit.user(), visit.words)});
  auto answer = done_answer(*done, 201);
  answer.headers.emplace_back("Location", "/api/v1/cases/" + to_text(done->id));
  return answer;
}

}  // namespace

std::vector<Route> transition_routes() {
  const auto done = whole_schema<Transition>();
  return {
      {.method = "POST",
       .path = "/api/v1/cases",
       .operation = "openCase",
       .summary = "Open a case by its first event.",
       .parameters = {idempotency_parameter()},
       .body = schema_with_act<Opening>(),
       .promises = {{.status = 201,
                     .means = "It is in the register.",
                     .schema = done,
                     .headers = {location_header("/api/v1/cases/12"), etag_header(),
                                 replayed_header()}}},
       .work = open},
      {.method = "POST",
       .path = "/api/v1/cases/{id}/events/{event}",
       .operation = "fireEvent",
       .summary = "Fire an event on a case.",
       .parameters = {case_id_parameter(),
                      {.name = "event",
                       .place = Parameter::Place::path,
                       .means = "Code of the event.",
                       .schema = {{"type", "string"}},
                       .required = true},
                      {.name = "If-Match",
                       .place = Parameter::Place::header,
                       .means = "The ETag of the case as it was seen, quotation marks and all: "
                                "\"7\". Neither `*` nor a list.",
                       .schema = {{"type", "string"}}},
                      idempotency_parameter()},
       .body = schema_with_act<Act>(),
       .promises = {{.means = "What it came to, and what it set off.",
                     .schema = done,
                     .headers = {etag_header(), replayed_header()}}},
       .work = fire},
  };
}

}  // namespace duban::http
