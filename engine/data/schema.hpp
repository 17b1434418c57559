#pragma once

#include "engine/data/codec.hpp"

namespace duban {

/// JSON schema (2020-12) of a described struct, from the same description the codec reads: what is
/// required there is required here.
template <class T>
[[nodiscard]] json::object schema_of() {
  using namespace codec;
  if constexpr (is_optional<T>) {
    return schema_of<typename T::value_type>();
  } else if constexpr (is_vector<T>) {
    return {{"type", "array"}, {"items", schema_of<typename T::value_type>()}};
  } else if constexpr (is_map<T>) {
    return {{"type", "object"}, {"additionalProperties", schema_of<typename T::mapped_type>()}};
  } else if constexpr (std::same_as<T, Date>) {
    return {{"type", "string"}, {"format", "date"}};
  } else if constexpr (std::same_as<T, std::string>) {
    return {{"type", "string"}};
  } else if constexpr (std::same_as<T, bool>) {
    return {{"type", "boolean"}};
  } else if constexpr (std::integral<T>) {
    return {{"type", "integer"}};
  } else if constexpr (DescribedEnum<T>) {
    json::array words;
    for (const auto& word : Reader<T>::words()) words.emplace_back(word);
    return {{"type", "string"}, {"enum", words}};
  } else if constexpr (Described<T>) {
    json::object properties;
    json::array required;
    boost::mp11::mp_for_each<Members<T>>([&](auto d) {
      using M = std::remove_cvref_t<decltype(std::declval<T>().*d.pointer)>;
      properties.emplace(d.name, schema_of<M>());
      if constexpr (!may_be_absent<M>) required.emplace_back(d.name);
    });
    return {{"type", "object"},
            {"properties", properties},
            {"required", required},
            {"additionalProperties", false}};
  } else {
    return {};
  }
}

}  // namespace duban
