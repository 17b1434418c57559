#include "engine/register/draft.hpp"

#include "engine/register/clocks.hpp"
#include "engine/register/decision.hpp"
#include "engine/register/finding.hpp"

#include <algorithm>
#include <tuple>

namespace duban {

namespace {

Result<void> check_day(const Command& command,
                       const Family& family,
                       const Catalogue& catalogue,
                       Date today) {
  if (!command.occurred_on) return {};
  if (*command.occurred_on > today)
    return bad_input("occurred_on", to_text(*command.occurred_on) +
                                        " lies in the future; today is " + to_text(today));
  const auto* self = family.find(command.id);
  // A rung may lie before the day of an act that was entered late: its limit began elsewhere.
  if (!self || command.imported || command.raised_by || self->version == 0) return {};
  const auto first = catalogue.at(self->workflow).began_on(*self);
  if (first && *command.occurred_on < *first)
    return bad_input("occurred_on", to_text(*command.occurred_on) +
                                        " is before the case began on " + to_text(*first));
  return {};
}

}  // namespace

Draft::Draft(const Catalogue& catalogue, Family family)
    : catalogue_{catalogue}, family_{std::move(family)} {
  // Effects that go over all clocks must find them in one order, wherever the family was read from:
  // otherwise the same decision would be written in two ways.
  std::ranges::sort(family_.clocks, {}, [](const Clock& clock) {
    return std::tuple{clock.id, std::string_view{clock.kind}, clock.number};
  });
}

Result<void> Draft::apply(const Command& command,
                          Instant now,
                          const Rules& rules,
                          const json::object& uses) {
  if (auto day = check_day(command, family_, catalogue_, date_of(now)); !day) return day;
  if (auto done = Decision{*this, command, now, rules, uses}.run(); !done) return done;
  if (command.raised_by) settle_rung(command.id, *command.raised_by, rules);
  return {};
}

void Draft::settle_rung(CaseId id, const RaisedBy& rung, const Rules& rules) {
  auto* clock = family_.find_clock(id, rung.kind, rung.number);
  if (!clock || clock->generation != rung.generation) return;
  clock->raised_through = std::max(clock->raised_through, rung.day);
  clock->next_at = next_rung_at(*clock, rules.regulation, rules.calendar);
  changed_clocks_.insert(static_cast<std::size_t>(clock - family_.clocks.data()));
}

ChangeSet Draft::change_set() const {
  ChangeSet change;
  change.root = family_.root().id;
  change.congress = family_.root().congress;
  change.expected_family_version = family_.root().family_version;
  for (const auto place : changed_clocks_) change.clocks.push_back(family_.clocks[place]);
  if (events_.empty()) return change;
  for (const auto& kase : family_.cases) {
    const auto events = std::ranges::count(events_, kase.id, &EventRecord::id);
    if (events == 0 && !kase.id.is_root()) continue;
    change.cases.push_back(change_of(kase, kase.version - events));
    if (kase.id.is_root()) ++change.cases.back().after.family_version;
  }
  change.events = events_;
  change.notices = notices_;
  change.serials = serials_;
  return change;
}

CaseChange Draft::change_of(const Case& kase, std::int64_t expected_version) const {
  const auto& workflow = catalogue_.at(kase.workflow);
  CaseChange change{kase, workflow.summary(kase.facts), expected_version};
  const auto before = facts_before_.find(kase.id);
  if (expected_version == 0)
    note_finding(change, {}, workflow.findable(kase.facts));
  else if (before != facts_before_.end())
    note_finding(change, workflow.findable(before->second), workflow.findable(kase.facts));
  return change;
}

Family Draft::written() && {
  ++family_.cases.front().family_version;
  return std::move(family_);
}

Family new_family(CaseId root, std::string workflow, std::string congress) {
  Case kase;
  kase.id = root;
  kase.workflow = std::move(workflow);
  kase.congress = std::move(congress);
  kase.state = "new";
  Family family;
  family.cases.push_back(std::move(kase));
  return family;
}

}  // namespace duban
