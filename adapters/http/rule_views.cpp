#include "adapters/http/rule_views.hpp"

#include "engine/regulation.hpp"

namespace duban::http {

namespace {

/// A profile is stored without what is empty in it, so that nothing is required.
void require_nothing(json::value& schema) {
  if (auto* array = schema.if_array())
    for (auto& item : *array) require_nothing(item);
  if (auto* object = schema.if_object()) {
    if (auto* required = object->if_contains("required"); required && required->is_array())
      object->erase("required");
    for (auto& [name, member] : *object) require_nothing(member);
  }
}

}  // namespace

json::object table_schema() {
  auto state = whole_schema<TableState>();
  json::array only_code;  // the other members stand there where they say something
  only_code.emplace_back("code");
  state["required"] = std::move(only_code);
  const json::object text{{"type", "string"}};
  const auto list = [](json::object item) {
    return json::object{{"type", "array"}, {"items", std::move(item)}};
  };
  json::object properties{{"workflow", text}, {"initial", text}};
  properties["states"] = list(std::move(state));
  properties["rows"] = list(whole_schema<TableRow>());
  properties["events"] = list(whole_schema<TableEvent>());
  json::array required;
  for (const auto& [name, member] : properties) required.emplace_back(name);
  return {{"title", "Table"},
          {"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}

json::object regulation_schema() {
  auto schema = whole_schema<RegulationView>();
  json::value profile = schema_of<RegulationText>();
  require_nothing(profile);
  schema.at("properties").as_object()["profile"] = std::move(profile);
  return schema;
}

}  // namespace duban::http
