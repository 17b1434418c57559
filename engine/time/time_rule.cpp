#include "engine/time/time_rule.hpp"

#include "engine/time/digits.hpp"
#include "engine/time/words.hpp"

#include <spdlog/fmt/fmt.h>

#include <optional>

namespace duban {

namespace {

using namespace std::chrono;

Error not_a_rule(std::string_view text) {
  return bad_input(
      std::string{text},
      "a limit is written `3 months`, `1 year`, `10 working days`, `5 days`, `2 weeks`, "
      "any of these with `before` after it, `until 06-30` or `window 07`; at most 9999 "
      "days, 1400 weeks, 1200 months or 100 years");
}

std::optional<month> parse_month(std::string_view& text) {
  const auto number = take_digits(text, 2);
  if (!number || *number < 1 || *number > 12) return {};
  return month(static_cast<unsigned>(*number));
}

Result<TimeRule> parse_until(std::string_view text) {
  auto rest = text;
  const auto m = parse_month(rest);
  const bool dash = take(rest, '-');
  const auto d = take_digits(rest, 2);
  if (!m || !dash || !d || !rest.empty()) {
    return bad_input(std::string{text}, "the day after `until` is written MM-DD, such as 06-30");
  }
  const month_day date{*m, day(static_cast<unsigned>(*d))};
  if (!date.ok()) {
    const year_month_day_last end{year{2000} / *m / last};  // a leap year: 02-29 is a day
    return bad_input(std::string{text}, fmt::format("the days of month {:02} are 01 to {}",
                                                    unsigned{*m}, unsigned{end.day()}));
  }
  return TimeRule{.kind = TimeRule::Kind::until, .date = date};
}

Result<TimeRule> parse_window(std::string_view text) {
  auto rest = text;
  const auto m = parse_month(rest);
  if (!m || !rest.empty()) {
    return bad_input(std::string{text}, "the month after `window` is written 01 to 12");
  }
  return TimeRule{.kind = TimeRule::Kind::window, .date = month_day{*m, day{1}}};
}

TimeRule span_of(Amount amount, bool before) {
  TimeRule rule{.amount = amount.count,
                .before = before,
                .roll = before ? TimeRule::Roll::backward : TimeRule::Roll::forward};
  switch (amount.unit) {
    case Amount::Unit::day:
      break;
    case Amount::Unit::week:
      rule.amount *= 7;
      break;
    case Amount::Unit::working_day:
      rule.unit = TimeRule::Unit::working_day;
      break;
    case Amount::Unit::month:
      rule.unit = TimeRule::Unit::month;
      break;
    case Amount::Unit::year:
      rule.unit = TimeRule::Unit::year;
      break;
  }
  return rule;
}

std::string_view unit_text(TimeRule::Unit unit) {
  switch (unit) {
    case TimeRule::Unit::day:
      return "day";
    case TimeRule::Unit::working_day:
      return "working day";
    case TimeRule::Unit::month:
      return "month";
    case TimeRule::Unit::year:
      return "year";
  }
  return {};
}

}  // namespace

Result<TimeRule> parse_time_rule(std::string_view text) {
  auto words = words_of(text);
  if (words.size() == 2 && words[0] == "until") return parse_until(words[1]);
  if (words.size() == 2 && words[0] == "window") return parse_window(words[1]);

  const auto amount = take_amount(words);
  if (!amount) return not_a_rule(text);
  const bool before = words.size() == 1 && words[0] == "before";
  if (!words.empty() && !before) return not_a_rule(text);
  return span_of(*amount, before);
}

std::string to_text(const TimeRule& rule) {
  switch (rule.kind) {
    case TimeRule::Kind::until:
      return fmt::format("until {:02}-{:02}", unsigned{rule.date.month()},
                         unsigned{rule.date.day()});
    case TimeRule::Kind::window:
      return fmt::format("window {:02}", unsigned{rule.date.month()});
    case TimeRule::Kind::span:
      break;
  }
  return fmt::format("{} {}{}{}", rule.amount, unit_text(rule.unit), rule.amount == 1 ? "" : "s",
                     rule.before ? " before" : "");
}

}  // namespace duban
