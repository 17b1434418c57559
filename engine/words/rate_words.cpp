#include "engine/words/rate_words.hpp"

namespace duban {

std::string RateWords::word(std::string_view kind, const std::string& code) const {
  const auto* found = words_.find({kind, workflow_, code});
  return found ? *found : code;
}

std::string RateWords::rate(const Rate& rate) const {
  const auto* found = words_.find({"rates", workflow_, rate.word.empty() ? rate.name : rate.word});
  auto text = found ? *found : rate.name;
  if (const auto gap = text.find("{}"); gap != text.npos) text.replace(gap, 2, rate.label);
  return text;
}

std::string RateWords::number(const std::string& set) const {
  return word("rates", set);
}

std::string RateWords::variants(const std::vector<std::string>& codes) const {
  std::vector<std::string> named;
  for (const auto& code : codes) named.push_back(word("variants", code));
  return words_.joined(named);
}

std::string RateWords::group(std::string_view grouping, const std::string& group) const {
  if (group.empty()) return std::string{words_.say("（未写明）", "(not known)")};
  return words_.value(grouping, group);
}

}  // namespace duban
