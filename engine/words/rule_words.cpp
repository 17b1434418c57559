#include "engine/words/rule_words.hpp"

#include "engine/time/time_rule.hpp"

#include <spdlog/fmt/fmt.h>

#include <array>

namespace duban {

namespace {

constexpr std::string_view agreed = "on ";

constexpr std::array<std::string_view, 10> chinese_digits{"",   "一", "二", "三", "四",
                                                          "五", "六", "七", "八", "九"};
constexpr std::array<std::string_view, 12> english_months{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

/// As statutes write them: 三, 两, 十五, 二十; beyond 99 in figures.
std::string chinese_count(int count) {
  if (count == 2) return "两";
  if (count > 99) return std::to_string(count);
  const auto tens = static_cast<std::size_t>(count / 10),
             ones = static_cast<std::size_t>(count % 10);
  std::string text;
  if (tens > 1) text += chinese_digits[tens];
  if (tens > 0) text += "十";
  return text.append(chinese_digits[ones]);
}

std::string_view chinese_unit(TimeRule::Unit unit) {
  switch (unit) {
    case TimeRule::Unit::day:
      return "日";
    case TimeRule::Unit::working_day:
      return "个工作日";
    case TimeRule::Unit::month:
      return "个月";
    case TimeRule::Unit::year:
      return "年";
  }
  return {};
}

std::string chinese_text(const TimeRule& rule) {
  const auto month = unsigned{rule.date.month()}, day = unsigned{rule.date.day()};
  switch (rule.kind) {
    case TimeRule::Kind::until:
      return fmt::format("{}月{}日前", month, day);
    case TimeRule::Kind::window:
      return fmt::format("{}月内", month);
    case TimeRule::Kind::span:
      break;
  }
  return fmt::format("{}{}{}", rule.before ? "提前" : "", chinese_count(rule.amount),
                     chinese_unit(rule.unit));
}

std::string english_text(const TimeRule& rule) {
  const auto month = unsigned{rule.date.month()}, day = unsigned{rule.date.day()};
  if (rule.kind == TimeRule::Kind::span) return to_text(rule);
  const auto name = english_months[month - 1];
  return rule.kind == TimeRule::Kind::until ? fmt::format("by {} {}", day, name)
                                            : fmt::format("in {}", name);
}

}  // namespace

std::string rule_in_words(std::string_view rule, const Words& words) {
  if (rule.starts_with(agreed)) {
    const auto day = rule.substr(agreed.size());
    return std::string{words.say("约定日期 ", "agreed date ")}.append(day);
  }
  const auto read = parse_time_rule(rule);
  if (!read) return std::string{rule};
  return std::string{words.say(chinese_text(*read), english_text(*read))};
}

}  // namespace duban
