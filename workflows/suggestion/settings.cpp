#include "workflows/suggestion/settings.hpp"

#include <map>
#include <set>
#include <string_view>

namespace duban::suggestion {

const Settings& settings_of(const Regulation& regulation) {
  thread_local std::map<std::string, Settings> read;
  if (const auto known = read.find(regulation.edition); known != read.end()) return known->second;
  auto settings = decode_stored<Settings>(regulation.text.settings.at("suggestion"));
  return read.emplace(regulation.edition, std::move(settings)).first->second;
}

namespace {

/// The combined rate is never shown as if all of it were satisfied.
Result<void> check_rates(const RateSettings& rates) {
  const std::string path = "settings.suggestion.rates.";
  if (rates.decimals.value < 0 || rates.decimals.value > most_decimals)
    return bad_input(path + "decimals.value", "expected 0 to " + std::to_string(most_decimals));
  const auto& label = rates.combined_label.value;
  if (codec::is_blank(label) || label == "满意率")
    return bad_input(path + "combined_label.value",
                     "expected a label that tells it from 满意率, such as 满意率（含基本满意）");
  return {};
}

}  // namespace

namespace {

/// Suggestions count forward, and from nothing that only a report has.
Result<void> check_limits(const Regulation& regulation) {
  for (const auto& [name, limit] : regulation.limits) {
    if (name.starts_with("report_")) continue;
    if (limit.rule.before)
      return bad_input("limits." + name + ".rule",
                       "counts backward; a limit of a suggestion runs forward");
    if (limit.anchor == "meeting")
      return bad_input("limits." + name + ".anchor", "'meeting' is for reports only");
  }
  return {};
}

}  // namespace

Result<void> check_settings_of(const Regulation& regulation) {
  const auto own = regulation.text.settings.find("suggestion");
  if (own == regulation.text.settings.end()) return bad_input("settings.suggestion", "is missing");
  const auto settings = decode<Settings>(own->second, Absent::is_an_error, "settings.suggestion");
  if (!settings) return settings.error();
  if (settings->max_rounds.value < 1)
    return bad_input("settings.suggestion.max_rounds.value", "expected 1 or more");
  if (settings->number_format.value.find("{serial}") == std::string::npos)
    return bad_input("settings.suggestion.number_format.value",
                     "has no {serial}; then every number would be the same");
  if (auto sound = check_limits(regulation); !sound) return sound;
  if (settings->reply_classes.value.empty())
    return bad_input("settings.suggestion.reply_classes.value", "expected at least one class");
  std::set<std::string_view> codes;
  for (const auto& one : settings->reply_classes.value)
    if (!codes.insert(one.code).second)
      return bad_input("settings.suggestion.reply_classes.value",
                       "'" + one.code + "' is listed twice");
  return check_rates(settings->rates);
}

}  // namespace duban::suggestion
