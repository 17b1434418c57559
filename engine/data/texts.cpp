#include "engine/data/texts.hpp"

#include <algorithm>

namespace duban {

namespace json = boost::json;

namespace {

bool is_text(const json::value& value) {
  if (const auto* list = value.if_array()) return std::ranges::any_of(*list, is_text);
  const auto* text = value.if_string();
  return text && !text->empty();
}

std::string path_in(const json::array& list, std::span<const std::string_view> names) {
  for (std::size_t i = 0; i < list.size(); ++i)
    if (const auto path = path_of_text(list[i], names); !path.empty())
      return "[" + std::to_string(i) + "]." + path;
  return {};
}

std::string path_in(const json::object& object, std::span<const std::string_view> names) {
  for (const auto& [key, value] : object) {
    const std::string name{std::string_view{key}};
    if (is_text(value) && std::ranges::find(names, name) != names.end()) return name;
    const auto path = path_of_text(value, names);
    if (!path.empty()) return path.starts_with('[') ? name + path : name + "." + path;
  }
  return {};
}

}  // namespace

std::string path_of_text(const json::value& data, std::span<const std::string_view> names) {
  if (const auto* list = data.if_array()) return path_in(*list, names);
  if (const auto* object = data.if_object()) return path_in(*object, names);
  return {};
}

std::string text_in(const json::value& data, std::string_view name) {
  const auto* object = data.if_object();
  const auto* value = object ? object->if_contains(name) : nullptr;
  const auto* text = value ? value->if_string() : nullptr;
  return text ? std::string{text->data(), text->size()} : std::string{};
}

}  // namespace duban
