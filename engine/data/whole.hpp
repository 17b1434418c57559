#pragma once

#include "engine/data/schema.hpp"

/// Described structs as answers tell them: every member, the empty ones too, so that an answer has
/// one shape and its schema can say it.
namespace duban {

template <class T>
[[nodiscard]] json::value whole_value(const T& value);

namespace codec {

/// What an answer calls a member: one that C++ keeps for itself, such as `case_`, ends with a line.
[[nodiscard]] constexpr std::string_view name_in_answer(std::string_view name) {
  if (name.ends_with('_')) name.remove_suffix(1);
  return name;
}

}  // namespace codec

/// Every member of a described struct, those of the structs in it as well.
template <codec::Described T>
[[nodiscard]] json::object whole(const T& row) {
  json::object all;
  all.reserve(boost::mp11::mp_size<codec::Members<T>>::value);
  boost::mp11::mp_for_each<codec::Members<T>>([&](auto member) {
    all.emplace(codec::name_in_answer(member.name), whole_value(row.*member.pointer));
  });
  return all;
}

template <class T>
json::value whole_value(const T& value) {
  if constexpr (codec::is_optional<T>) {
    return value ? whole_value(*value) : json::value{};
  } else if constexpr (codec::is_vector<T>) {
    json::array all;
    all.reserve(value.size());
    for (const auto& item : value) all.push_back(whole_value(item));
    return json::value(std::move(all));
  } else if constexpr (codec::is_map<T>) {
    json::object all;
    for (const auto& [key, item] : value) all.emplace(key, whole_value(item));
    return json::value(std::move(all));
  } else if constexpr (codec::Described<T> && std::is_class_v<T>) {
    return json::value(whole(value));
  } else {
    return encode(value);
  }
}

template <class T>
[[nodiscard]] json::object whole_schema();

namespace codec {

/// The same, or null.
[[nodiscard]] inline json::object or_null(json::object schema) {
  if (schema.empty()) return schema;  // anything
  if (schema.contains("title")) {
    json::array either;
    either.push_back(std::move(schema));
    either.push_back(json::object{{"type", "null"}});
    return {{"anyOf", std::move(either)}};
  }
  json::array either;
  either.push_back(schema.at("type"));
  either.emplace_back("null");
  schema["type"] = std::move(either);
  if (auto* words = schema.if_contains("enum")) words->as_array().push_back(json::value{});
  return schema;
}

template <class T>
json::object schema_of_members() {
  json::object properties;
  json::array required;
  boost::mp11::mp_for_each<Members<T>>([&](auto member) {
    using Member = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
    const auto name = name_in_answer(member.name);
    properties.emplace(name, whole_schema<Member>());
    required.emplace_back(name);
  });
  return {{"title", naming::type_name<T>()},
          {"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}

}  // namespace codec

/// The schema of what whole_value() writes; that of a described struct bears its name as `title`.
template <class T>
json::object whole_schema() {
  if constexpr (codec::is_optional<T>) {
    return codec::or_null(whole_schema<typename T::value_type>());
  } else if constexpr (codec::is_vector<T>) {
    return {{"type", "array"}, {"items", whole_schema<typename T::value_type>()}};
  } else if constexpr (codec::is_map<T>) {
    return {{"type", "object"}, {"additionalProperties", whole_schema<typename T::mapped_type>()}};
  } else if constexpr (std::same_as<T, json::object>) {
    return {{"type", "object"}};
  } else if constexpr (codec::Described<T> && std::is_class_v<T>) {
    return codec::schema_of_members<T>();
  } else {
    return schema_of<T>();
  }
}

}  // namespace duban
