#include "engine/machine/print.hpp"

#include "engine/data/codec.hpp"
#include "engine/data/width.hpp"

#include <algorithm>

namespace duban {

namespace {

std::string joined(std::span<const std::string_view> names, std::string_view between) {
  std::string text;
  for (const auto name : names) {
    if (!text.empty()) text += between;
    text += name;
  }
  return text;
}

json::array list(std::span<const std::string_view> names) {
  json::array all;
  for (const auto name : names) all.emplace_back(name);
  return all;
}

/// What stands at an arrow: event, condition, source.
std::string label(const RowInfo& row) {
  std::string text{row.event};
  if (!row.conditions.empty()) text += " [" + joined(row.conditions, ", ") + "]";
  return text + " (" + std::string{row.source} + ")";
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

json::object row_as_json(const RowInfo& row) {
  return {{"source", row.source},        {"from", row.from}, {"event", row.event},
          {"authority", row.authority},  {"to", row.to},     {"conditions", list(row.conditions)},
          {"effects", list(row.effects)}};
}

json::object state_as_json(const StateInfo& state) {
  json::object object{{"code", state.code}};
  if (state.final) object.emplace("final", true);
  if (!state.clocks.empty()) object.emplace("clocks", list(state.clocks));
  if (!state.waits_without.empty()) object.emplace("waits_without_clock", state.waits_without);
  return object;
}

}  // namespace

json::object table_as_json(const Workflow& workflow) {
  json::array states;
  json::array rows;
  json::array events;
  for (const auto& state : workflow.states()) states.push_back(state_as_json(state));
  for (const auto& row : workflow.rows()) rows.push_back(row_as_json(row));
  for (const auto& event : workflow.events())
    events.push_back(json::object{{"code", event.code}, {"data", event.schema}});
  return {{"workflow", workflow.name()},
          {"initial", workflow.initial()},
          {"states", states},
          {"rows", rows},
          {"events", events}};
}

namespace {

struct Column {
  const char* title;
  std::string (*cell)(const RowInfo&);
};

}  // namespace

std::string table_as_text(const Workflow& workflow) {
  static constexpr std::array<Column, 7> columns{{
      {"source", [](const RowInfo& r) { return std::string{r.source}; }},
      {"from", [](const RowInfo& r) { return std::string{r.from}; }},
      {"event", [](const RowInfo& r) { return std::string{r.event}; }},
      {"authority", [](const RowInfo& r) { return std::string{r.authority}; }},
      {"to", [](const RowInfo& r) { return std::string{r.to}; }},
      {"conditions", [](const RowInfo& r) { return joined(r.conditions, ", "); }},
      {"effects", [](const RowInfo& r) { return joined(r.effects, ", "); }},
  }};
  std::string out;
  std::array<std::size_t, columns.size()> widths{};
  for (std::size_t i = 0; i < columns.size(); ++i) {
    widths.at(i) = width_of(columns.at(i).title);
    for (const auto& row : workflow.rows())
      widths.at(i) = std::max(widths.at(i), width_of(columns.at(i).cell(row)));
    out += padded(columns.at(i).title, widths.at(i)) + "  ";
  }
  for (const auto& row : workflow.rows()) {
    out += '\n';
    for (std::size_t i = 0; i < columns.size(); ++i)
      out += padded(columns.at(i).cell(row), i + 1 < columns.size() ? widths.at(i) : 0) + "  ";
  }
  return out + "\n";
}

namespace {

std::string mermaid_arrow(std::string_view from, std::string_view to, const std::string& text) {
  return "  " + std::string{from} + " --> " + std::string{to} + ": " + text + "\n";
}

/// Mermaid draws one arrow from a state to itself at most, so this one carries all such rows.
std::string mermaid_loop(const Workflow& workflow, std::string_view state) {
  std::string lines;
  for (const auto& row : workflow.rows())
    if (row.from == state && row.to == state) lines += (lines.empty() ? "" : "<br/>") + label(row);
  return lines.empty() ? "" : mermaid_arrow(state, state, lines);
}

}  // namespace

std::string table_as_mermaid(const Workflow& workflow) {
  std::string out = "stateDiagram-v2\n  [*] --> " + std::string{workflow.initial()} + "\n";
  for (const auto& row : workflow.rows())
    if (row.from != row.to) out += mermaid_arrow(row.from, row.to, label(row));
  for (const auto& state : workflow.states()) out += mermaid_loop(workflow, state.code);
  for (const auto& state : workflow.states())
    if (state.final) out += "  " + std::string{state.code} + " --> [*]\n";
  return out;
}

std::string table_as_dot(const Workflow& workflow) {
  std::string out =
      "digraph " + std::string{workflow.name()} + " {\n  rankdir=LR;\n  node [shape=box];\n";
  for (const auto& state : workflow.states())
    if (state.final) out += "  " + std::string{state.code} + " [peripheries=2];\n";
  for (const auto& row : workflow.rows())
    out += "  " + std::string{row.from} + " -> " + std::string{row.to} + " [label=\"" + label(row) +
           "\"];\n";
  return out + "}\n";
}

namespace {

std::string scxml_condition(std::string_view name) {
  return "!(_event.data && _event.data." + std::string{name} + " === false)";
}

std::string scxml_transition(const RowInfo& row) {
  std::string out = "    <transition event=\"" + std::string{row.event} + "\"";
  std::string all;
  for (const auto name : row.conditions) all += (all.empty() ? "" : " && ") + scxml_condition(name);
  if (!all.empty()) out += " cond=\"" + escaped(all) + "\"";
  if (!row.stays) out += " target=\"" + std::string{row.to} + "\"";
  return out + "/>\n";
}

}  // namespace

std::string table_as_scxml(const Workflow& workflow) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" datamodel=\"ecmascript\" "
      "name=\"" +
      std::string{workflow.name()} + "\" initial=\"" + std::string{workflow.initial()} + "\">\n";
  for (const auto& state : workflow.states()) {
    if (state.final) {
      out += "  <final id=\"" + std::string{state.code} + "\"/>\n";
      continue;
    }
    out += "  <state id=\"" + std::string{state.code} + "\">\n";
    for (const auto& row : workflow.rows())
      if (row.from == state.code) out += scxml_transition(row);
    out += "  </state>\n";
  }
  return out + "</scxml>\n";
}

std::vector<std::string> possible_events(const Workflow& workflow, std::string_view state) {
  std::vector<std::string> possible;
  for (const auto& row : workflow.rows())
    if (row.from == state && row.authority != "derived" &&
        std::ranges::find(possible, row.event) == possible.end())
      possible.emplace_back(row.event);
  return possible;
}

Error unknown_event(const Workflow& workflow, std::string_view event) {
  std::vector<std::string> known;
  for (const auto& info : workflow.events()) known.emplace_back(info.code);
  const auto meant = codec::nearest(event, known);
  return Error{Problem::no_such_event, std::string{event},
               std::string{workflow.name()} + " has no event of this name" +
                   (meant.empty() ? "" : "; did you mean " + meant + "?"),
               known};
}

Error not_in_state(const Workflow& workflow, std::string_view state, std::string_view event) {
  auto possible = possible_events(workflow, state);
  const auto rest = possible.empty() ? std::string{"nothing is possible there any more"}
                                     : "possible are " + codec::list_of(possible);
  return Error{Problem::not_in_state, std::string{event},
               "is not possible in state " + std::string{state} + "; " + rest, std::move(possible)};
}

}  // namespace duban
