#include "adapters/cli/event_form.hpp"

#include "adapters/cli/refusal.hpp"
#include "adapters/cli/text_table.hpp"
#include "engine/data/codec.hpp"
#include "engine/machine/print.hpp"
#include "engine/views/event_form.hpp"
#include "workflows/forms.hpp"

#include <algorithm>
#include <sstream>

namespace duban::cli {

namespace {

std::string_view text(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_string() ? std::string_view{value->get_string()} : std::string_view{};
}

bool is_required(const json::object& schema, std::string_view name) {
  const auto* required = schema.if_contains("required");
  return required &&
         std::ranges::find(required->as_array(), json::value(name)) != required->as_array().end();
}

/// Writes the members of a form as rows: `units[].role`, type, needed, meaning.
class FormRows {
 public:
  FormRows(const Context& context, TextTable& table) : context_{context}, table_{table} {}

  void add(const FormMember& member) {
    add(member, member.name);
    for (const auto& column : member.columns) add(column, member.name + "[]." + column.name);
  }

 private:
  void add(const FormColumn& member, const std::string& path) {
    table_.add({path, type_of(member.widget),
                member.required ? context_.say("必填", "needed") : std::string{}, meaning(member)});
  }

  [[nodiscard]] std::string type_of(Widget widget) const {
    const auto list = [&](const std::string& of) { return context_.say("列表", "list of ") + of; };
    const auto text = context_.say("文字", "text"), choice = context_.say("选择", "one of");
    switch (widget) {
      case Widget::date:
        return context_.say("日期", "date");
      case Widget::number:
        return context_.say("整数", "number");
      case Widget::yes_no:
        return "true/false";
      case Widget::choice:
        return choice;
      case Widget::choices:
        return list(choice);
      case Widget::rows:
        return list(context_.say("对象", "object"));
      case Widget::texts:
      case Widget::units:
      case Widget::deputies:
        return list(text);
      default:
        return text;
    }
  }

  [[nodiscard]] std::string meaning(const FormColumn& member) const {
    auto words = member.label;
    std::vector<std::string> each;
    for (const auto& [code, label] : member.choices)
      each.push_back(label == code ? code : code + "=" + label);
    if (!each.empty()) words += context_.say("：", ": ") + context_.words.joined(each);
    return member.help ? words + context_.say("；", "; ") + *member.help : words;
  }

  const Context& context_;
  TextTable& table_;
};

json::value sample(const json::object& schema) {
  if (const auto* options = schema.if_contains("enum")) return options->as_array().front();
  const auto type = text(schema, "type");
  if (text(schema, "format") == "date") return "2025-06-16";
  if (type == "boolean") return false;
  if (type == "integer") return 1;
  if (type == "array") return json::array{sample(schema.at("items").as_object())};
  const auto* properties = schema.if_contains("properties");
  if (type != "object" || !properties) return "…";
  json::object object;
  for (const auto& [name, member] : properties->as_object()) {
    const auto* items = member.as_object().if_contains("items");
    const bool list_of_objects = items && text(items->as_object(), "type") == "object";
    if (is_required(schema, name) || list_of_objects) object[name] = sample(member.as_object());
  }
  return object;
}

}  // namespace

std::string form_text(const EventInfo& event, const Workflow& workflow, const Context& context) {
  std::ostringstream out;
  out << context.words.workflow(workflow.name()) << " · "
      << context.words.event(workflow.name(), event.code) << " (" << event.code << ")\n";
  TextTable table{{context.say("成员", "Member"), context.say("类型", "Type"), context.say("", ""),
                   context.say("含义", "Meaning")}};
  FormRows rows{context, table};
  for (const auto& member : form_of(event, workflow, all_form_hints(), nullptr, context.words))
    rows.add(member);
  if (table.empty()) {
    out << "  " << context.say("不需要内容", "takes no data") << '\n';
    return out.str();
  }
  table.print(out, "  ");
  out << "  --data '" << json::serialize(sample(event.schema)) << "'\n";
  return out.str();
}

std::string forms_text(const Catalogue& catalogue, std::string_view event, const Context& context) {
  std::string all;
  std::vector<std::string> known;
  for (const auto& workflow : catalogue.all()) {
    if (const auto* info = find_event(*workflow, event))
      all += form_text(*info, *workflow, context);
    for (const auto& info : workflow->events()) known.emplace_back(info.code);
  }
  if (!all.empty()) return all;
  const auto meant = codec::nearest(event, known);
  auto none = context.say("没有名为 {} 的事件", "there is no event {}", event);
  return meant.empty() ? none : none + context.say("；是不是 {}？", "; did you mean {}?", meant);
}

const EventInfo* find_event(const Workflow& workflow, std::string_view code) {
  const auto at = std::ranges::find(workflow.events(), code, &EventInfo::code);
  return at == workflow.events().end() ? nullptr : &*at;
}

}  // namespace duban::cli
