// Which sets a suggestion belongs to as a whole.

#include "workflows/suggestion/measured.hpp"
#include "workflows/suggestion/rates.hpp"

#include <algorithm>

namespace duban::suggestion {

namespace {

/// A register from before rounds were kept knows only the last of them.
void recall_rounds(Facts& facts, const Family& family) {
  if (!facts.answered_rounds.empty()) return;
  std::vector<std::string> units;
  for (const auto& unit : replying_assignments(family)) units.push_back(unit.facts.unit);
  for (int round = 1; round < facts.round; ++round)
    facts.answered_rounds.push_back(
        {.round = round, .on = {}, .limit = {}, .unextended_limit = {}, .units = units});
  if (!facts.answered_on) return;
  const auto* clock = family.find_clock(family.root().id, "overall_reply", 0);
  facts.answered_rounds.push_back({.round = facts.round,
                                   .on = facts.answered_on,
                                   .limit = clock ? clock->due : std::nullopt,
                                   .unextended_limit = clock ? clock->due : std::nullopt,
                                   .units = units});
}

Measured read(const Family& family, const CountedBy& by) {
  Measured of{.family = family,
              .settings = settings_of(by.own),
              .definitions = settings_of(by.definitions),
              .regulation = by.own,
              .calendar = by.calendar,
              .day = by.day,
              .facts = decode_stored<Facts>(family.root().facts),
              .units = live_assignments(family),
              .released = {}};
  recall_rounds(of.facts, family);
  for (const auto& kase : family.cases)
    if (kase.state == "released")
      of.released.push_back({&kase, decode_stored<assignment::Facts>(kase.facts)});
  return of;
}

/// The day of registration may be unknown; its clock is there from then on.
bool is_registered(const Measured& of) {
  return of.family.find_clock(of.family.root().id, "hand_over", 0) != nullptr;
}

void add_groups(Countable& item, const Facts& facts) {
  const auto registered = facts.registered_on ? to_text(*facts.registered_on) : std::string{};
  item.groups = {{"session", facts.session},
                 {"category", facts.category},
                 {"origin", boost::describe::enum_to_string(facts.origin, "")},
                 {"key", facts.key ? "key" : "ordinary"},
                 {"year", registered.substr(0, registered.find('-'))}};
}

/// The first round: what it was held against, or the limit that runs.
Timing first_round(const Measured& of, OnTimeLimit which) {
  if (!of.facts.answered_rounds.empty()) {
    const auto& round = of.facts.answered_rounds.front();
    const bool is_original = which == OnTimeLimit::original && round.round == 1;
    return {.is_given = true,
            .on = round.on,
            .limit = is_original ? round.unextended_limit : round.limit};
  }
  if (!of.family.running_clock(of.family.root().id, "overall_reply")) return {.is_owed = false};
  return {.limit = first_limit(of.family, of.regulation, of.calendar, which)};
}

/// The latest redo; nothing if there was none.
std::optional<Timing> redo_round(const Measured& of) {
  if (!of.facts.redo_ordered_on) return std::nullopt;
  const auto& rounds = of.facts.answered_rounds;
  if (!rounds.empty() && rounds.back().round == of.facts.round)
    return Timing{.is_given = true, .on = rounds.back().on, .limit = rounds.back().limit};
  const auto* clock = of.family.running_clock(of.family.root().id, "overall_reply");
  if (!clock) return Timing{.is_owed = false};
  return Timing{.limit = clock->due};
}

/// Of the units that answer; where none has answered since it was given to another, of those that
/// did before.
std::vector<const assignment::ReplyRecord*> latest_replies(const Measured& of) {
  std::vector<const assignment::ReplyRecord*> replies;
  for (const auto* units : {&of.units, &of.released}) {
    for (const auto& unit : *units)
      if (const auto* reply = last_valid(unit.facts); reply && unit.facts.role != UnitRole::co)
        replies.push_back(reply);
    if (!replies.empty()) break;
  }
  return replies;
}

void add_answered(Countable& item, const Measured& of) {
  const auto& state = of.family.root().state;
  const auto& replied_on = of.facts.answered_rounds.front().on;
  item.sets.insert("answered");
  if (replied_on) item.told.emplace_back("answered_on", to_text(*replied_on));
  if (state == "answered" || state == "revisited" || state == "closed") item.sets.insert("done");
  if (state == "closed") item.sets.insert("closed");
  if (!of.facts.revisits.empty()) item.sets.insert("revisited");
  if (of.facts.redo_ordered_on) item.sets.insert("redone");
  std::vector<const assignment::Facts*> units;
  std::vector<const LiveAssignment*> live;
  for (const auto& unit : of.units) {
    units.push_back(&unit.facts);
    live.push_back(&unit);
  }
  for (const auto& unit : of.released) units.push_back(&unit.facts);
  add_contacts(item, units, replied_on);
  add_commitments(item, live, of);
  add_class(item, latest_replies(of), of.settings.reply_classes.value);
  add_ratings(item, of);
}

void add_disclosure(Countable& item, const Measured& of) {
  const auto& facts = of.facts;
  const bool may_be_told =
      !facts.confidential && !facts.state_secret && facts.disclosure == Disclosure::publish;
  if (of.family.root().state != "closed" || !may_be_told) return;
  item.sets.insert("disclosable");
  if (facts.published_on) item.sets.insert("published");
}

void name_units(Countable& item, const Measured& of) {
  std::string units;
  for (const auto& unit : of.units) units.append(units.empty() ? "" : " ").append(unit.facts.unit);
  if (!units.empty()) item.told.emplace_back("units", units);
}

void add_handling(Countable& item, const Measured& of) {
  item.sets.insert("to_handle");
  name_units(item, of);
  const auto timing = first_round(of, of.definitions.rates.on_time_limit.value);
  judge(item, timing, of.day);
  if (is_due(first_round(of, OnTimeLimit::extended), of.day)) item.sets.insert("due");
  if (timing.limit) item.told.emplace_back("limit", to_text(*timing.limit));
  if (const auto redo = redo_round(of)) judge(item, *redo, of.day, "redo_");
  if (timing.is_given) add_answered(item, of);
  add_disclosure(item, of);
  const auto late_units = item.sets.contains("late") ? late_co_units(of) : std::string{};
  if (!late_units.empty()) item.told.emplace_back("late_co_units", late_units);
}

}  // namespace

std::vector<Countable> count_family(const Family& family, const CountedBy& by) {
  const auto of = read(family, by);
  if (!is_registered(of)) return {};
  Countable item{.id = family.root().id, .kind = "item", .sets = {"registered"}};
  add_groups(item, of.facts);
  const bool is_merged = !of.facts.host.empty();
  const bool counts_with_host = is_merged && of.definitions.merge_count.value == MergeCount::host;
  const bool was_withdrawn = family.root().state == "withdrawn" && of.facts.answered_rounds.empty();
  const bool was_transferred = family.root().state == "transferred";
  if (is_merged) item.sets.insert("merged");
  if (was_withdrawn) item.sets.insert("withdrawn");
  if (was_transferred) item.sets.insert("transferred");
  if (was_transferred) item.told.emplace_back("transferred_to", of.facts.transferred_to);
  std::vector<Countable> all{std::move(item)};
  if (was_withdrawn || was_transferred || counts_with_host) return all;
  add_handling(all.front(), of);
  count_units(of, Countable{all.front()}, all);
  return all;
}

}  // namespace duban::suggestion
