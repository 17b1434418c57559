#include "adapters/cli/facts_text.hpp"

namespace duban::cli {

namespace {

namespace json = boost::json;

std::string one_line(std::string_view field, const json::value& value, const Words& words);

std::string joined_members(const json::object& object, const Words& words) {
  std::string text;
  for (const auto& [key, value] : object) {
    if (!text.empty()) text += words.say("，", ", ");
    text += words.field(key);
    text += words.say("：", ": ");
    text += one_line(key, value, words);
  }
  return text;
}

std::string one_line(std::string_view field, const json::value& value, const Words& words) {
  if (const auto* text = value.if_string()) return words.value(field, std::string_view{*text});
  if (const auto* truth = value.if_bool())
    return std::string{*truth ? words.say("是", "yes") : words.say("否", "no")};
  if (const auto* object = value.if_object()) return joined_members(*object, words);
  const auto* array = value.if_array();
  if (!array) return json::serialize(value);
  std::string text;
  for (const auto& item : *array) {
    if (!text.empty()) text += item.is_object() ? words.say("；", "; ") : words.say("、", ", ");
    text += one_line(field, item, words);
  }
  return text;
}

}  // namespace

std::string facts_text(const json::object& facts, const Words& words, std::string_view indent) {
  std::string text;
  for (const auto& [key, value] : facts) {
    text.append(indent).append(words.field(key)).append(words.say("：", ": "));
    text.append(one_line(key, value, words)).append("\n");
  }
  return text;
}

}  // namespace duban::cli
