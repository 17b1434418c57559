#include "engine/views/event_form.hpp"

#include "engine/data/member_bounds.hpp"

#include <algorithm>

namespace duban {

namespace {

namespace json = boost::json;

std::string_view word_in(const json::object& schema, std::string_view name) {
  const auto* value = schema.if_contains(name);
  return value && value->is_string() ? std::string_view{value->get_string()} : std::string_view{};
}

bool is_required(const json::object& schema, std::string_view name) {
  const auto* required = schema.if_contains("required");
  return required &&
         std::ranges::find(required->as_array(), json::value(name)) != required->as_array().end();
}

/// The one of several.
Widget list_of(Widget one) {
  switch (one) {
    case Widget::choice:
      return Widget::choices;
    case Widget::unit:
      return Widget::units;
    case Widget::deputy:
      return Widget::deputies;
    default:
      return Widget::texts;
  }
}

/// Makes the members of one event.
class FormMaking {
 public:
  FormMaking(std::string_view event,
             std::string_view workflow,
             std::span<const FormHints> hints,
             const Regulation* regulation,
             const Words& words)
      : event_{event}, workflow_{workflow}, regulation_{regulation}, words_{words} {
    const auto at = std::ranges::find(hints, workflow, &FormHints::workflow);
    if (at != hints.end()) hints_ = &*at;
  }

  [[nodiscard]] std::vector<FormMember> members(const json::object& schema) const {
    std::vector<FormMember> all;
    for (const auto& [name, value] : schema.at("properties").as_object()) {
      FormMember member;
      static_cast<FormColumn&>(member) = column(name, value.as_object(), schema);
      if (member.widget == Widget::rows) member.columns = columns(value.at("items").as_object());
      all.push_back(std::move(member));
    }
    return all;
  }

 private:
  [[nodiscard]] std::vector<FormColumn> columns(const json::object& row) const {
    std::vector<FormColumn> all;
    for (const auto& [name, value] : row.at("properties").as_object())
      all.push_back(column(name, value.as_object(), row));
    return all;
  }

  [[nodiscard]] FormColumn column(std::string_view name,
                                  const json::object& schema,
                                  const json::object& whole) const {
    FormColumn column{std::string{name}, words_.field(name), {}, is_required(whole, name), {}, {}};
    const bool is_list = word_in(schema, "type") == "array";
    const auto& one = is_list ? schema.at("items").as_object() : schema;
    column.choices = choices(name, one);
    const auto widget = widget_of(name, one, !column.choices.empty());
    column.widget = !is_list ? widget : one.contains("properties") ? Widget::rows : list_of(widget);
    if (const auto* help = words_.find({"help", workflow_, event_, name})) column.help = *help;
    return column;
  }

  [[nodiscard]] std::vector<Choice> choices(std::string_view name,
                                            const json::object& schema) const {
    std::vector<Choice> all;
    if (const auto* codes = schema.if_contains("enum"))
      for (const auto& each : codes->as_array()) {
        const std::string code{std::string_view{each.as_string()}};
        all.push_back({code, words_.value(name, code)});
      }
    if (all.empty() && hints_ && regulation_) return hints_->choices(event_, name, *regulation_);
    return all;
  }

  [[nodiscard]] Widget widget_of(std::string_view name,
                                 const json::object& schema,
                                 bool has_choices) const {
    const auto type = word_in(schema, "type");
    if (has_choices) return Widget::choice;
    if (word_in(schema, "format") == "date") return Widget::date;
    if (type == "boolean") return Widget::yes_no;
    if (type == "integer") return Widget::number;
    const auto picked = hints_ ? hints_->picks(event_, name) : Widget::text;
    if (picked != Widget::text) return picked;
    return may_have_lines(name) ? Widget::long_text : Widget::text;
  }

  std::string_view event_, workflow_;
  const FormHints* hints_ = nullptr;
  const Regulation* regulation_;
  const Words& words_;
};

}  // namespace

std::vector<FormMember> form_of(const EventInfo& event,
                                const Workflow& workflow,
                                std::span<const FormHints> hints,
                                const Regulation* regulation,
                                const Words& words) {
  if (!event.schema.contains("properties")) return {};
  return FormMaking{event.code, workflow.name(), hints, regulation, words}.members(event.schema);
}

}  // namespace duban
