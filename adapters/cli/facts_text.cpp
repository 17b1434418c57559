#include "adapters/cli/facts_text.hpp"

#include <algorithm>
#include <array>

namespace duban::cli {

namespace {

namespace json = boost::json;

constexpr std::array names_of_deputies{"lead_deputy", "co_signers", "deputy",
                                       "signers",     "served",     "unconfirmed_co_signers"};

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

void cover(json::value& value, const Words& words) {
  if (auto* array = value.if_array())
    for (auto& item : *array) cover(item, words);
  if (auto* object = value.if_object()) *object = without_names(std::move(*object), words);
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

bool protects_names(const Family& family) {
  const auto* flag = family.root().facts.if_contains("confidential");
  return flag && flag->is_bool() && flag->get_bool();
}

json::object without_names(json::object facts, const Words& words) {
  for (auto& [key, value] : facts) {
    if (std::ranges::find(names_of_deputies, std::string_view{key}) != names_of_deputies.end())
      value = std::string{words.say("（保密）", "(protected)")};
    else
      cover(value, words);
  }
  return facts;
}

}  // namespace duban::cli
