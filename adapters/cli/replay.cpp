#include "adapters/cli/replay.hpp"

#include "engine/data/codec.hpp"
#include "engine/data/json_text.hpp"

#include <algorithm>
#include <istream>
#include <ostream>

namespace duban::cli {

namespace {

struct TracedEvent {
  std::string name;
  json::object data;
};

Result<TracedEvent> event_from(const json::value& value, const std::string& path) {
  if (const auto* name = value.if_string())
    return TracedEvent{std::string{std::string_view{*name}}, {}};
  const auto* object = value.if_object();
  if (!object) return bad_input(path, "expected an event's name, or {\"name\":…,\"data\":{…}}");
  const auto* name = object->if_contains("name");
  if (!name || !name->is_string()) return bad_input(path + ".name", "expected a text");
  TracedEvent event{std::string{std::string_view{name->get_string()}}, {}};
  const auto* data = object->if_contains("data");
  if (!data || data->is_null()) return event;
  if (!data->is_object()) return bad_input(path + ".data", "expected an object");
  event.data = data->get_object();
  return event;
}

struct Trace {
  json::value run;
  std::vector<TracedEvent> events;
};

Result<Trace> trace_from(const std::string& line) {
  const auto value = parse_json(line, "");
  if (!value) return value.error();
  const auto* object = value->if_object();
  const auto* events = object ? object->if_contains("events") : nullptr;
  if (!events || !events->is_array()) return bad_input("events", "expected a list");
  Trace trace;
  if (const auto* run = object->if_contains("run")) trace.run = *run;
  for (std::size_t i = 0; i < events->get_array().size(); ++i) {
    auto event = event_from(events->get_array()[i], "events[" + std::to_string(i) + "]");
    if (!event) return event.error();
    trace.events.push_back(std::move(*event));
  }
  return trace;
}

bool is_final(const Workflow& workflow, std::string_view state) {
  const auto at = std::ranges::find(workflow.states(), state, &StateInfo::code);
  return at != workflow.states().end() && at->final;
}

void write_step(const Workflow& workflow,
                const Trace& trace,
                std::size_t step,
                std::string_view state,
                std::ostream& out) {
  const auto event = step == 0 ? json::value{} : json::value(trace.events[step - 1].name);
  out << json::serialize(json::object{{"run", trace.run},
                                      {"step", step},
                                      {"event", event},
                                      {"states", json::array{state}},
                                      {"done", is_final(workflow, state)}})
      << '\n';
}

void replay_text(const Workflow& workflow, const Trace& trace, std::ostream& out) {
  std::string state{workflow.initial()};
  write_step(workflow, trace, 0, state, out);
  for (std::size_t i = 0; i < trace.events.size(); ++i) {
    const auto& event = trace.events[i];
    state = workflow.step(state, event.name, [&](std::string_view condition) {
      const auto* answer = event.data.if_contains(condition);
      return !answer || !answer->is_bool() || answer->get_bool();
    });
    write_step(workflow, trace, i + 1, state, out);
  }
}

}  // namespace

Result<void> replay(const Workflow& workflow,
                    std::istream& traces,
                    const std::string& file,
                    std::ostream& out) {
  std::string line;
  for (std::size_t number = 1; std::getline(traces, line); ++number) {
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    const auto trace = trace_from(line);
    if (!trace) {
      const auto& error = trace.error();
      return bad_input(file + ":" + std::to_string(number),
                       error.subject.empty() ? error.detail : error.subject + ": " + error.detail);
    }
    replay_text(workflow, *trace, out);
  }
  return {};
}

}  // namespace duban::cli
