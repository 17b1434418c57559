#include "adapters/http/stream.hpp"

namespace duban::http {

namespace {

constexpr auto last_event_id = "Last-Event-ID";

Result<Answer> listen(Feed& feed, Visit& visit) {
  const auto last = visit.has(last_event_id) ? visit.text(last_event_id) : std::string{};
  auto flow = feed.open(visit.caller.value(), visit.request.remote, last);
  if (!flow) return flow.error();
  Answer answer{.type = "text/event-stream", .flow = std::move(*flow)};
  answer.headers.emplace_back("X-Accel-Buffering",
                              "no");  // a proxy that gathers would keep it back
  return answer;
}

}  // namespace

std::vector<Route> stream_routes(Feed& feed) {
  return {{
      .method = "GET",
      .path = "/api/v1/stream",
      .operation = "listen",
      .summary = "Changes of the cases that the user may see, as they come, on whatever node.",
      .parameters = {{.name = last_event_id,
                      .place = Parameter::Place::header,
                      .means =
                          "The last id that was read: goes on after it, without gap or doubling.",
                      .schema = {{"type", "string"}}}},
      .promises =
          {{.means =
                "Server-sent events, without end. `case`: {id, root, version, state, event}, the "
                "case has had this event. `reset`: what came after the last id is no longer known; "
                "read again what is shown.",
            .types = {"text/event-stream"}}},
      .work = [&feed](Visit& visit) { return listen(feed, visit); },
  }};
}

}  // namespace duban::http
