#include "adapters/http/cases.hpp"
#include "adapters/http/problem.hpp"
#include "adapters/http/visible.hpp"
#include "engine/data/schema.hpp"
#include "engine/data/sound_text.hpp"

#include <charconv>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr std::size_t longest_key = 255;

/// What every act may say beside the data of its event.
struct Act {
  std::optional<Date> occurred_on;  ///< the day of the act; by default today
  std::optional<std::string> act_of, comment;
  std::vector<std::int64_t> attachments;  ///< ids of uploads that have come whole
};
BOOST_DESCRIBE_STRUCT(Act, (), (occurred_on, act_of, comment, attachments))

struct Opening {
  std::string workflow, event;
  std::optional<std::string> congress;
};
BOOST_DESCRIBE_STRUCT(Opening, (), (workflow, event, congress))

/// Takes the member `data`, which only its event can read, out of a body.
json::value take_data(json::object& body) {
  auto* at = body.find("data");
  if (at == body.end()) return json::object{};
  auto data = std::move(at->value());
  body.erase(at);
  return data;
}

/// Takes the members that T has out of a body, and reads them.
template <class T>
Result<T> take(json::object& body) {
  json::object own;
  boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>(
      [&](auto member) {
        const auto at = body.find(member.name);
        if (at == body.end()) return;
        own[member.name] = std::move(at->value());
        body.erase(at);
      });
  return decode<T>(own);
}

/// `root`: of the family that takes the attachments; none for one that is opened.
Result<Command> command_from(Uploads& uploads, Visit& visit, CaseId root, json::object& body) {
  Command command;
  command.data = take_data(body);
  const auto act = decode<Act>(body);
  if (!act) return act.error();
  command.actor = actor_of(visit.user());
  command.occurred_on = act->occurred_on;
  command.act_of = act->act_of.value_or("");
  command.comment = act->comment.value_or("");
  if (auto sound = check_long_text("comment", command.comment); !sound) return sound.error();
  if (visit.has("Idempotency-Key")) command.idempotency_key = visit.text("Idempotency-Key");
  auto files = uploads.for_event(act->attachments, visit.user().name, root,
                                 !command.idempotency_key.empty());
  if (!files) return files.error();
  command.attachments = std::move(*files);
  return command;
}

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

/// Nothing in it needs the register again: what is done stays done, whatever happens then.
json::object done_view(const Done& done) {
  json::array events;
  for (const auto& event : done.events)
    events.push_back({{"case", to_text(event.id)},
                      {"seq", event.seq},
                      {"event", event.event},
                      {"from", event.from_state},
                      {"to", event.to_state}});
  return {{"id", to_text(done.id)},
          {"state", done.state},
          {"version", done.version},
          {"repeated", done.repeated},
          {"events", std::move(events)}};
}

Answer done_answer(const Done& done, unsigned status) {
  auto answer = Answer::of(done_view(done), status);
  answer.headers.emplace_back("ETag", etag_of(done.version));
  return answer;
}

/// The same key with another request is a fault of the data, not of the case; so is what the data
/// name that is not there.
Answer refused(const Error& error, Visit& visit, const About& what) {
  auto document = document_of(error, visit.words, what);
  if (error.problem == Problem::not_found) {
    document.status = 422;
    document.more["errors"] = errors_of(error, visit.words);
  }
  if (error.subject == "idempotency_key") {
    document.status = 422;
    document.type = "urn:duban:idempotency_key";
    document.more["reason"] = "idempotency_key";
  }
  return problem(document);
}

Result<Answer> fire(Uploads& uploads, Visit& visit) {
  const auto visible = visible_case(visit);
  if (!visible) return visible.error();
  if (!visit.has("If-Match"))
    return problem({.status = 428,
                    .type = "urn:duban:version_missing",
                    .detail = visit.words.sentence("send the version that was seen as If-Match"),
                    .more = {{"reason", "version_missing"}}});
  const auto version = version_in(visit.text("If-Match"));
  if (!version)  // a tag that is none of ours fits no version
    return Error{Problem::stale_version, "If-Match", "the case is at another version"};
  auto* body = visit.body.if_object();
  if (!body) return bad_input("body", "must be an object");
  auto command = command_from(uploads, visit, visible->id.root(), *body);
  if (!command) return command.error();
  command->id = visible->id;
  command->event = visit.text("event");
  command->expected_version = *version;
  const auto done = visit.desk.cases.fire(*command);
  if (!done) return refused(done.error(), visit, about(*visible, command->event, visit));
  return done_answer(*done, 200);
}

/// The congress of whoever asks, or the one that is named.
Result<std::string> congress_for(const Opening& opening, const User& user) {
  const auto wanted = opening.congress.value_or(user.congress);
  if (wanted.empty()) return bad_input("congress", "is missing");
  if (!user.congress.empty() && wanted != user.congress)
    return bad_input("congress", "there is no congress " + wanted);
  return wanted;
}

Result<Answer> open(Uploads& uploads, Visit& visit) {
  auto* body = visit.body.if_object();
  if (!body) return bad_input("body", "must be an object");
  const auto opening = take<Opening>(*body);
  if (!opening) return opening.error();
  auto command = command_from(uploads, visit, {}, *body);
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

Parameter idempotency_parameter() {
  return {.name = "Idempotency-Key",
          .place = Parameter::Place::header,
          .means = "The same key acts once in seven days, and gets the same answer.",
          .schema = {{"type", "string"}, {"minLength", 1}, {"maxLength", longest_key}}};
}

/// The schema of T with the member `data`, which is the event's own.
template <class T>
json::object schema_with_data() {
  auto schema = schema_of<T>();
  schema.at("properties").as_object()["data"] = json::object{{"type", "object"}};
  return schema;
}

/// Of an opening and its act together.
json::object opening_schema() {
  auto schema = schema_with_data<Opening>();
  auto& properties = schema.at("properties").as_object();
  const auto act = schema_of<Act>();
  for (const auto& [name, member] : act.at("properties").as_object()) properties[name] = member;
  return schema;
}

}  // namespace

std::vector<Route> transition_routes(Uploads& uploads) {
  const json::object done{{"type", "object"},
                          {"required", json::array{"id", "state", "version", "events"}}};
  return {
      {.method = "POST",
       .path = "/api/v1/cases",
       .operation = "openCase",
       .summary = "Open a case by its first event.",
       .parameters = {idempotency_parameter()},
       .body = opening_schema(),
       .promises = {{.status = 201, .means = "It is in the register.", .schema = done}},
       .work = [&uploads](Visit& visit) { return open(uploads, visit); }},
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
       .body = schema_with_data<Act>(),
       .promises = {{.means = "What it came to, and what it set off.", .schema = done}},
       .work = [&uploads](Visit& visit) { return fire(uploads, visit); }},
  };
}

}  // namespace duban::http
