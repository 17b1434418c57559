#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace duban {

/// The words of `text`; any run of spaces and tabs parts them.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view text);

/// A whole number without a sign, if it lies in 1 … `most`.
[[nodiscard]] std::optional<int> parse_count(std::string_view word, int most);

/// `10 working days`, `5 days`, `2 weeks`, `3 months`, `1 year` at the front of some words.
struct Amount {
  enum class Unit { day, working_day, week, month, year };
  int count = 0;
  Unit unit = Unit::day;
};

/// Takes an amount off the front of `words`; takes nothing if there is none.
[[nodiscard]] std::optional<Amount> take_amount(std::vector<std::string_view>& words);

}  // namespace duban
