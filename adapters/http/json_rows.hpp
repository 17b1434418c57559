#pragma once

#include "engine/data/schema.hpp"

#include <initializer_list>

namespace duban::http {

/// Every member of a described struct, the empty ones too: an answer has one shape.
template <class Row>
[[nodiscard]] boost::json::object whole(const Row& row) {
  boost::json::object all;
  boost::mp11::mp_for_each<codec::Members<Row>>(
      [&](auto member) { all.emplace(member.name, encode(row.*member.pointer)); });
  return all;
}

/// The schema of what whole() writes.
template <class Row>
[[nodiscard]] boost::json::object whole_schema() {
  auto schema = schema_of<Row>();
  boost::json::array required;
  for (const auto& [name, value] : schema.at("properties").as_object()) required.emplace_back(name);
  schema["required"] = std::move(required);
  auto& properties = schema.at("properties").as_object();  // the line before may have moved them
  boost::mp11::mp_for_each<codec::Members<Row>>([&](auto member) {
    using Value = std::remove_cvref_t<decltype(std::declval<Row>().*member.pointer)>;
    if constexpr (codec::is_optional<Value>) {
      auto& type = properties.at(member.name).as_object()["type"];
      boost::json::array either;
      either.push_back(type);
      either.emplace_back("null");
      type = std::move(either);
    }
  });
  return schema;
}

/// An object that has these members, whatever else it has.
[[nodiscard]] inline boost::json::object requiring(std::initializer_list<const char*> members) {
  boost::json::array required;
  for (const auto* member : members) required.emplace_back(member);
  return {{"type", "object"}, {"required", std::move(required)}};
}

/// `{items: […]}`
[[nodiscard]] inline boost::json::object items_schema(boost::json::object schema) {
  boost::json::array required;
  required.emplace_back("items");
  return {{"type", "object"},
          {"required", std::move(required)},
          {"properties",
           boost::json::object{
               {"items", boost::json::object{{"type", "array"}, {"items", std::move(schema)}}}}}};
}

template <class Row>
[[nodiscard]] boost::json::object items_of(const std::vector<Row>& rows) {
  boost::json::array items;
  for (const auto& row : rows) items.push_back(whole(row));
  return {{"items", std::move(items)}};
}

}  // namespace duban::http
