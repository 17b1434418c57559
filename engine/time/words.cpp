#include "engine/time/words.hpp"

#include <array>
#include <charconv>
#include <system_error>

namespace duban {

namespace {

struct UnitWord {
  std::string_view one;
  std::string_view many;
  Amount::Unit unit;
  int most;  // far beyond any statute, and small enough to keep every date within four-digit years
};

constexpr std::array unit_words{
    UnitWord{"day", "days", Amount::Unit::day, 9999},
    UnitWord{"week", "weeks", Amount::Unit::week, 1400},
    UnitWord{"month", "months", Amount::Unit::month, 1200},
    UnitWord{"year", "years", Amount::Unit::year, 100},
};

}  // namespace

std::vector<std::string_view> words_of(std::string_view text) {
  constexpr std::string_view blank = " \t";
  std::vector<std::string_view> words;
  auto begin = text.find_first_not_of(blank);
  while (begin != text.npos) {
    const auto end = text.find_first_of(blank, begin);
    words.push_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(blank, end);
  }
  return words;
}

std::optional<int> parse_count(std::string_view word, int most) {
  int count = 0;
  const auto* end = word.data() + word.size();
  const auto [stop, problem] = std::from_chars(word.data(), end, count);
  if (problem != std::errc{} || stop != end || count < 1 || count > most) return {};
  return count;
}

std::optional<Amount> take_amount(std::vector<std::string_view>& words) {
  const bool working = words.size() >= 3 && words[1] == "working";
  const std::size_t length = working ? 3 : 2;
  if (words.size() < length) return {};

  for (const auto& unit : unit_words) {
    if (words[length - 1] != unit.one && words[length - 1] != unit.many) continue;
    if (working && unit.unit != Amount::Unit::day) return {};
    const auto count = parse_count(words[0], unit.most);
    if (!count) return {};
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(length));
    return Amount{*count, working ? Amount::Unit::working_day : unit.unit};
  }
  return {};
}

}  // namespace duban
