#pragma once

#include "engine/data/codec.hpp"
#include "engine/time/instant.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What stands in the body of a stored event, member by member; an absent one is empty.
namespace duban {

inline std::string text_of(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value ? std::string{value->as_string().data(), value->as_string().size()} : std::string{};
}

inline std::int64_t number_of(const json::object& object, std::string_view name) {
  return object.at(name).to_number<std::int64_t>();
}

inline std::optional<Date> date_in(const json::object& object, std::string_view name) {
  const auto text = text_of(object, name);
  return text.empty() ? std::nullopt : std::optional{parse_date(text).value()};
}

inline std::vector<std::string> texts_in(const json::object& object, std::string_view name) {
  std::vector<std::string> all;
  if (const auto* array = object.if_contains(name))
    for (const auto& text : array->as_array())
      all.emplace_back(text.as_string().data(), text.as_string().size());
  return all;
}

/// The day of the act, or where nobody knows it the day it was recorded.
inline Date day_in(const json::object& body) {
  const Instant recorded_at{std::chrono::microseconds{number_of(body, "recorded_at")}};
  return date_in(body, "occurred_on").value_or(date_of(recorded_at));
}

}  // namespace duban
