#include "workflows/report/settings.hpp"

#include "workflows/report/plan.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace duban::report {

namespace {

std::string path_of(std::size_t item, std::string_view member) {
  return "settings.report.plan[" + std::to_string(item) + "]." + std::string{member};
}

Result<void> check_item(const PlanItem& item, std::size_t nth) {
  const auto yearly = item.occasion == Occasion::yearly;
  if (item.kind.empty()) return bad_input(path_of(nth, "kind"), "is empty");
  if (item.name.empty()) return bad_input(path_of(nth, "name"), "is empty");
  if (item.source.empty())
    return bad_input(path_of(nth, "source"),
                     "is empty; it names regulation and article, or says \"proposal\"");
  std::set<std::string> senders{item.sender.value_or("")};
  for (const auto& sender : item.joint_senders)
    if (!senders.insert(sender).second)
      return bad_input(path_of(nth, "joint_senders"), "'" + sender + "' is listed twice");
  if (item.limits.empty() || (!yearly && item.limits.size() > 1))
    return bad_input(path_of(nth, "limits"), "expected one limit, or for a yearly report several");
  if (yearly && (!item.sender || item.sender->empty()))
    return bad_input(path_of(nth, "sender"), "is missing; a yearly report needs a sender");
  if (yearly && !item.covers)
    return bad_input(path_of(nth, "covers"),
                     "is missing; a yearly report covers a half_year or a year");
  return {};
}

/// A report that comes by itself every year ends on a day of the year.
Result<void> check_limits(const PlanItem& item, std::size_t nth, const Regulation& regulation) {
  for (const auto& name : item.limits)
    if (!regulation.limits.contains(name))
      return bad_input(path_of(nth, "limits"), "'" + name + "' is no limit of this profile");
  if (item.occasion != Occasion::yearly) return {};
  std::set<std::string> periods;
  for (const auto& name : item.limits) {
    const auto limit = regulation.limits.find(name);
    if (limit != regulation.limits.end() && limit->second.rule.kind == TimeRule::Kind::span)
      return bad_input(path_of(nth, "limits"),
                       "'" + name + "' is no day of the year: `until 03-31` or `window 07`");
    const auto any_day = parse_date("2025-01-01").value();
    const auto due = limit_from(any_day, limit->second.rule, {}).due;
    if (!periods.insert(period_before(due, *item.covers)).second)
      return bad_input(path_of(nth, "limits"),
                       "'" + name + "' covers the same period as another of them");
  }
  return {};
}

}  // namespace

const Settings& settings_of(const Regulation& regulation) {
  thread_local std::map<std::string, Settings> read;
  if (const auto known = read.find(regulation.edition); known != read.end()) return known->second;
  // A profile from before there were reports has no plan.
  const auto own = regulation.text.settings.find("report");
  auto settings =
      own == regulation.text.settings.end() ? Settings{} : decode_stored<Settings>(own->second);
  return read.emplace(regulation.edition, std::move(settings)).first->second;
}

Result<void> check_settings_of(const Regulation& regulation) {
  const auto own = regulation.text.settings.find("report");
  if (own == regulation.text.settings.end()) return bad_input("settings.report", "is missing");
  const auto settings = decode<Settings>(own->second, Absent::is_an_error, "settings.report");
  if (!settings) return settings.error();
  std::set<std::string> kinds;
  for (std::size_t nth = 0; const auto& item : settings->plan) {
    if (auto sound = check_item(item, nth); !sound) return sound;
    if (auto sound = check_limits(item, nth, regulation); !sound) return sound;
    if (!kinds.insert(item.kind).second)
      return bad_input(path_of(nth, "kind"), "'" + item.kind + "' is listed twice");
    ++nth;
  }
  return {};
}

const PlanItem* planned_kind(const Regulation& regulation, std::string_view kind) {
  const auto& plan = settings_of(regulation).plan;
  const auto at = std::ranges::find(plan, kind, &PlanItem::kind);
  return at == plan.end() ? nullptr : &*at;
}

}  // namespace duban::report
