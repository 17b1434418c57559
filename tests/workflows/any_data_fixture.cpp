#include "workflows/any_data.hpp"

#include <rapidcheck.h>

#include <algorithm>

namespace duban::test {

namespace json = boost::json;

namespace {

bool is_texts(const json::value& value) {
  const auto* array = value.if_array();
  return array && std::ranges::all_of(*array, [](const auto& one) { return one.is_string(); });
}

json::value any_text(const json::object& schema, const Vocabulary& words) {
  if (const auto* options = schema.if_contains("enum"))
    return *rc::gen::elementOf(
        std::vector<json::value>(options->as_array().begin(), options->as_array().end()));
  if (schema.contains("format"))
    return json::value(to_text(words.today + std::chrono::days{*rc::gen::inRange(-20, 200)}));
  return json::value(*rc::gen::elementOf(words.texts));
}

json::value any_list(const json::object& schema, const Vocabulary& words) {
  const auto& items = schema.at("items").as_object();
  if (items.at("type") == "string" && !words.lists.empty() && *rc::gen::inRange(0, 3) > 0)
    return *rc::gen::elementOf(words.lists);
  json::array list;
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) list.push_back(any_data(items, words));
  return list;
}

json::value any_object(const json::object& schema, const Vocabulary& words) {
  json::object object;
  const auto& required = schema.at("required").as_array();
  for (const auto& [name, member] : schema.at("properties").as_object()) {
    const bool needed = std::ranges::find(required, json::value(name)) != required.end();
    const bool is_rare =
        member.as_object().at("type") != "boolean" && member.as_object().at("type") != "array";
    if (!needed && is_rare && *rc::gen::inRange(0, 3) > 0) continue;
    object.emplace(name, any_data(member.as_object(), words));
  }
  return object;
}

}  // namespace

Vocabulary vocabulary_of(const json::object& facts, Date today) {
  Vocabulary words{{"A", "B", "甲局", "乙局", "张代表", "不满意", "局长"}, {}, today};
  for (const auto& [name, value] : facts) {
    if (value.is_string() && !value.get_string().empty())
      words.texts.emplace_back(value.get_string());
    if (is_texts(value)) words.lists.push_back(value.get_array());
  }
  return words;
}

json::value any_data(const json::object& schema, const Vocabulary& words) {
  const auto& type = schema.at("type").as_string();
  if (type == "object") return any_object(schema, words);
  if (type == "array") return any_list(schema, words);
  if (type == "boolean") return *rc::gen::inRange(0, 4) > 0;
  if (type == "integer") return *rc::gen::inRange(0, 3);
  return any_text(schema, words);
}

}  // namespace duban::test
