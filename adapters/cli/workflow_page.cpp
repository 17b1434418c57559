#include "adapters/cli/workflow_page.hpp"

#include "engine/machine/print.hpp"

#include <algorithm>

namespace duban::cli {

namespace {

namespace json = boost::json;

/// One line of a Markdown table.
std::string line_of(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const auto& cell : cells) line += " " + cell + " |";
  return line + "\n";
}

std::string heading_of(const std::vector<std::string>& titles) {
  return line_of(titles) + line_of(std::vector<std::string>(titles.size(), "---"));
}

std::string code(std::string_view text) {
  return "`" + std::string{text} + "`";
}

std::string codes(std::span<const std::string_view> names) {
  std::string all;
  for (const auto name : names) all += (all.empty() ? "" : ", ") + code(name);
  return all;
}

class TablePage {
 public:
  TablePage(const Workflow& workflow, const Words& words) : workflow_{workflow}, words_{words} {}

  [[nodiscard]] std::string text() const {
    return title() + diagram() + states() + rows() + events();
  }

 private:
  [[nodiscard]] std::string say(std::string_view chinese, std::string_view english) const {
    return std::string{words_.say(chinese, english)};
  }
  [[nodiscard]] static std::string named(const std::string& word, std::string_view of) {
    return word == of ? code(of) : word + " " + code(of);
  }

  [[nodiscard]] std::string title() const {
    const auto name = workflow_.name();
    return "# " + named(words_.workflow(name), name) + "\n\n" +
           say("本页由流程表印出，不要手改：", "Printed from the table, not to be edited: ") +
           code("duban --lang " + say("zh-CN", "en") + " workflow show " + std::string{name} +
                " --format page") +
           "\n\n";
  }

  [[nodiscard]] std::string diagram() const {
    return "```mermaid\n" + table_as_mermaid(workflow_) + "```\n\n";
  }

  [[nodiscard]] std::string states() const {
    auto text =
        "## " + say("状态", "States") + "\n\n" +
        heading_of({say("状态", "State"), say("在此状态下运行的期限", "Clocks that run in it")});
    for (const auto& state : workflow_.states())
      text +=
          line_of({named(words_.state(workflow_.name(), state.code), state.code), waits(state)});
    return text + "\n";
  }

  /// At least one of these runs; or why none needs to.
  [[nodiscard]] std::string waits(const StateInfo& state) const {
    if (state.clocks.empty()) return words_.sentence(std::string{state.waits_without});
    std::vector<std::string> kinds;
    for (const auto kind : state.clocks) kinds.push_back(named(words_.clock(kind), kind));
    return words_.joined(kinds);
  }

  [[nodiscard]] std::string rows() const {
    auto text = "## " + say("每一步", "Steps") + "\n\n" +
                heading_of({say("出处", "Source"), say("从", "From"), say("事件", "Event"),
                            say("权限", "Authority"), say("到", "To"),
                            say("条件", "On condition that"), say("效果", "Effects")});
    for (const auto& row : workflow_.rows())
      text += line_of({std::string{row.source}, code(row.from),
                       named(words_.event(workflow_.name(), row.event), row.event),
                       code(row.authority), row.stays ? say("不变", "stays") : code(row.to),
                       conditions(row), codes(row.effects)});
    return text + "\n";
  }

  [[nodiscard]] std::string conditions(const RowInfo& row) const {
    std::string all;
    for (const auto name : row.conditions)
      all += (all.empty() ? "" : "<br/>") + named(words_.condition(workflow_.name(), name), name);
    return all;
  }

  [[nodiscard]] std::string events() const {
    auto text = "## " + say("事件的内容", "Data of the events") + "\n\n" +
                heading_of({say("事件", "Event"), say("内容（* 必填）", "Members (* required)")});
    for (const auto& event : workflow_.events())
      text += line_of(
          {named(words_.event(workflow_.name(), event.code), event.code), members(event.schema)});
    return text;
  }

  [[nodiscard]] std::string members(const json::object& schema) const {
    const auto* properties = schema.if_contains("properties");
    if (!properties) return "-";
    const auto* required = schema.if_contains("required");
    std::string all;
    for (const auto& [name, member] : properties->as_object()) {
      const bool needed = required && std::ranges::find(required->as_array(), json::value(name)) !=
                                          required->as_array().end();
      all += (all.empty() ? "" : "<br/>") + named(words_.field(name), name) + (needed ? "*" : "");
    }
    return all.empty() ? "-" : all;
  }

  const Workflow& workflow_;
  const Words& words_;
};

}  // namespace

std::string workflow_page(const Workflow& workflow, const Words& words) {
  return TablePage{workflow, words}.text();
}

}  // namespace duban::cli
