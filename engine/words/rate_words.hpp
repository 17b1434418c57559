#pragma once

#include "engine/measure.hpp"
#include "engine/words/words.hpp"

namespace duban {

/// What people call a rate, a group, a definition.
class RateWords {
 public:
  RateWords(const Words& words, std::string_view workflow) : words_{words}, workflow_{workflow} {}

  [[nodiscard]] std::string rate(const Rate& rate) const;
  [[nodiscard]] std::string number(const std::string& set) const;
  [[nodiscard]] std::string variants(const std::vector<std::string>& codes) const;
  [[nodiscard]] std::string group(std::string_view grouping, const std::string& group) const;

 private:
  [[nodiscard]] std::string word(std::string_view kind, const std::string& code) const;

  const Words& words_;
  std::string_view workflow_;
};

}  // namespace duban
