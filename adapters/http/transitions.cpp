#include "adapters/http/act.hpp"
#include "adapters/http/cases.hpp"
#include "adapters/http/problem.hpp"
#include "adapters/http/visible.hpp"
#include "engine/data/whole.hpp"
#include "engine/register/idempotency.hpp"

#include <charconv>

namespace duban::http {

namespace {

namespace json = boost::json;

struct Opening {
  std::string workflow, event;
  std::optional<std::string> congress;
};
BOOST_DESCRIBE_STRUCT(Opening, (), (workflow, event, congress))

/// `"7"`, as ETag gave it, or `W/"7"`, as a proxy made of it.
std::optional<std::int64_t> version_in(std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  if (etag.size() < 3 || !etag.starts_with('"') || !etag.ends_with('"')) return {};
  std::int64_t version = 0;
  const auto* end = etag.data() + etag.size() - 1;
  const auto [read, failed] = std::from_chars(etag.data() + 1, end, version);
  if (failed != std::errc{} || read != end) return {};
  return version;
}

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

Answer version_missing(const Words& words) {
  return problem({.status = 428,
                  .type = "urn:duban:version_missing",
                  .detail = words.sentence("send the version that was seen as If-Match"),
                  .more = {{"reason", "version_missing"}}});
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
  const auto version = visit.has("If-Match") ? version_in(visit.text("If-Match")) : std::nullopt;
  if (!version)  // a tag that is none of ours fits no version
    return not_asked(visit, {Problem::stale_version, "If-Match", "the case is at another version"});
  command->expected_version = *version;
  command->sees = sees_for(visit);
  const auto done = visit.desk.cases.fire(*command);
  if (done) return done_answer(*done, 200);
  const auto visible = visible_case(visit);
  if (!visible) return visible.error();
  return refused(done.error(), visit, about(*visible, command->event, visit));
}

/// The congress of whoever asks, or the one that is named.
Result<std::string> congress_for(const Opening& opening, const User& user) {
  const auto wanted = opening.congress.value_or(user.congress);
  if (wanted.empty()) return bad_input("congress", "is missing");
  if (!user.congress.empty() && wanted != user.congress)
    return bad_input("congress", "there is no congress " + wanted);
  return wanted;
}

Result<Answer> open(Visit& visit) {
  auto body = object_in(visit);
  if (!body) return body.error();
  const auto opening = take<Opening>(*body);
  if (!opening) return opening.error();
  auto command = command_from(visit, {}, *body);
  if (!command) return command.error();
  const auto congress = congress_for(*opening, visit.user());
  if (!congress) return congress.error();
  const auto* workflow = visit.desk.cases.catalogue().find(opening->workflow);
  if (!workflow) return bad_input("workflow", "there is no workflow " + opening->workflow);
  command->workflow = opening->workflow;
  command->congress = *congress;
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
       .promises = {{.status = 201, .means = "It is in the register.", .schema = done}},
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
                       .means = "The ETag of the case as it was seen.",
                       .schema = {{"type", "string"}}},
                      idempotency_parameter()},
       .body = schema_with_act<Act>(),
       .promises = {{.means = "What it came to, and what it set off.", .schema = done}},
       .work = fire},
  };
}

}  // namespace duban::http
