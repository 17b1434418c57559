#include "engine/proof/verify.hpp"
#include "workflows/office.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace duban::test {

Family Office::family(CaseId id) {
  return store().load(id).value();
}
std::string Office::state(CaseId id) {
  return family(id).find(id)->state;
}
json::object Office::facts(CaseId id) {
  return family(id).find(id)->facts;
}

std::string Office::due(CaseId id, const std::string& kind, int number) {
  const auto whole = family(id);
  const auto* clock = whole.find_clock(id, kind, number);
  if (!clock) return "none";
  if (!clock->running()) return "ended";
  return clock->due ? to_text(*clock->due) : "unknown";
}

int Office::running_clocks(CaseId root) {
  const auto whole = family(root);
  return static_cast<int>(
      std::ranges::count_if(whole.clocks, [](const Clock& clock) { return clock.running(); }));
}

std::vector<std::string> Office::told(CaseId id,
                                      const std::string& kind,
                                      const std::string& recipient) {
  std::vector<std::string> days;
  for (const auto& row : directory().reminders(id.root())) {
    const auto& reminder = row.reminder;
    const bool matches = recipient.empty()
                             ? reminder.recipient.ends_with(":contact") || id.is_root()
                             : reminder.recipient == recipient;
    if (reminder.id == id && reminder.kind == kind && matches && !reminder.merged)
      days.push_back(to_text(date_of(row.raised_at)));
  }
  std::ranges::sort(days);
  days.erase(std::ranges::unique(days).begin(), days.end());
  return days;
}

std::vector<std::string> Office::rungs(CaseId id, const std::string& kind) {
  std::map<std::string, std::set<std::string>> by_day;
  for (const auto& row : directory().reminders(id.root()))
    if (row.reminder.id == id && row.reminder.kind == kind)
      by_day[to_text(date_of(row.raised_at))].insert(row.reminder.rung);
  std::vector<std::string> all;
  for (const auto& [day_text, codes] : by_day) {
    all.push_back(day_text);
    for (const auto& code : codes) all.back() += (code == *codes.begin() ? " " : ", ") + code;
  }
  return all;
}

int Office::notices_to(const std::string& recipient) {
  int count = 0;
  for (const auto& row : directory().outbox("", 0, 100'000))
    if (row.notice.recipient == recipient && row.notice.text == "reminder") ++count;
  return count;
}

std::string Office::verify() {
  return verdict_of(*register_);
}

std::string verdict_of(Register& open_register) {
  Verdict verdict;
  open_register.store().each_family({}, [&](const FamilyHistory& history) {
    verify_family(history, open_register.catalogue(), open_register.rulebook(), open_register.now(),
                  verdict);
    return true;
  });
  std::string said;
  for (const auto& d : verdict.differences)
    said += to_text(d.id) + " event " + std::to_string(d.seq) + ": " + d.what + "\n";
  for (const auto& d : verdict.differently)
    said += to_text(d.id) + " " + d.event + " decided differently: " + d.what + "\n";
  return said;
}

}  // namespace duban::test
