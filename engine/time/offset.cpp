#include "engine/time/ladder.hpp"
#include "engine/time/words.hpp"

#include <spdlog/fmt/fmt.h>

namespace duban {

namespace {

/// An amount in days; no distance from a due date is given in months.
std::optional<Offset> take_days(std::vector<std::string_view>& words) {
  const auto amount = take_amount(words);
  if (!amount) return {};
  switch (amount->unit) {
    case Amount::Unit::day:
      return Offset{amount->count, false};
    case Amount::Unit::week:
      return Offset{amount->count * 7, false};
    case Amount::Unit::working_day:
      return Offset{amount->count, true};
    case Amount::Unit::month:
    case Amount::Unit::year:
      break;
  }
  return {};
}

}  // namespace

Result<Offset> parse_offset(std::string_view text) {
  auto words = words_of(text);
  if (words == std::vector<std::string_view>{"on", "the", "day"}) return Offset{};
  if (words == std::vector<std::string_view>{"when", "the", "window", "opens"}) return window_opens;

  auto offset = take_days(words);
  if (offset && words.size() == 1 && words[0] == "after") return *offset;
  if (offset && words.size() == 1 && words[0] == "before") {
    return Offset{-offset->amount, offset->working_days};
  }
  return bad_input(
      std::string{text},
      "a distance from the due date is written `15 days before`, `2 working days before`, "
      "`on the day`, `3 working days after`, `1 week after` or `when the window opens`");
}

Result<Offset> parse_interval(std::string_view text) {
  auto words = words_of(text);
  const auto interval = take_days(words);
  if (interval && words.empty()) return *interval;
  return bad_input(std::string{text},
                   "an interval is written `5 working days`, `7 days` or `1 week`");
}

std::string code_of(Offset offset) {
  if (offset == window_opens) return "open";
  if (offset.amount == 0) return "0";
  return fmt::format("{:+}{}", offset.amount, offset.working_days ? 'w' : 'd');
}

}  // namespace duban
