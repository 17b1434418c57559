// Which sets a unit's part, a co-handling unit's opinion and a commitment belong to.

#include "workflows/suggestion/measured.hpp"

namespace duban::suggestion {

namespace {

Timing first_reply(const LiveAssignment& unit, const Measured& of, OnTimeLimit which) {
  const auto limit = assignment::first_limit(unit, of.family, of.regulation, of.calendar, which);
  if (const auto* reply = first_valid(unit.facts))
    return {.is_given = true, .on = reply->on, .limit = limit};
  return {.is_owed = of.family.running_clock(unit.kase->id, "reply") != nullptr, .limit = limit};
}

std::optional<Timing> redo_reply(const LiveAssignment& unit, const Measured& of) {
  if (!unit.facts.redo_ordered_on) return std::nullopt;
  const auto* reply = last_valid(unit.facts);
  if (reply && reply->round == unit.facts.round)
    return Timing{.is_given = true, .on = reply->on, .limit = reply->limit};
  const auto* clock = of.family.running_clock(unit.kase->id, "reply");
  if (!clock) return Timing{.is_owed = false};
  return Timing{.limit = clock->due};
}

/// The first that was not returned.  A silent unit owes it no more once its limit was ended early.
Timing opinion_of(const LiveAssignment& unit, const Measured& of) {
  if (!unit.facts.opinions.empty()) {
    const auto& opinion = unit.facts.opinions.front();
    return {.is_given = true, .on = opinion.on, .limit = opinion.limit};
  }
  const auto* clock = of.family.find_clock(unit.kase->id, "co_opinion", 0);
  if (!clock) return {.is_owed = false};
  const bool ended_early =
      !clock->running() && (!clock->due || !clock->ended_on || *clock->ended_on <= *clock->due);
  return {.is_owed = !ended_early, .limit = clock->due};
}

Countable countable(const LiveAssignment& unit, const Countable& item, std::string_view kind) {
  Countable thing{.id = unit.kase->id, .kind = kind, .groups = item.groups};
  thing.groups["unit"] = unit.facts.unit;
  return thing;
}

/// What the deputy and the office do with the whole is also of each part.
void add_shared(Countable& part, const Countable& item) {
  for (const auto* set : {"revisited", "disclosable", "published"})
    if (item.sets.contains(set)) part.sets.insert(set);
}

Countable part_of(const LiveAssignment& unit, const Countable& item, const Measured& of) {
  auto part = countable(unit, item, "part");
  const auto& state = unit.kase->state;
  const auto timing = first_reply(unit, of, of.definitions.rates.on_time_limit.value);
  part.sets.insert("to_handle");
  judge(part, timing, of.day);
  if (is_due(first_reply(unit, of, OnTimeLimit::extended), of.day)) part.sets.insert("due");
  if (timing.limit) part.told.emplace_back("limit", to_text(*timing.limit));
  if (const auto redo = redo_reply(unit, of)) judge(part, *redo, of.day, "redo_");
  if (!timing.is_given) return part;
  part.sets.insert("answered");
  if (timing.on) part.told.emplace_back("answered_on", to_text(*timing.on));
  if (state == "delivered" || state == "done") part.sets.insert("done");
  if (state == "done") part.sets.insert("closed");
  if (unit.facts.redo_ordered_on) part.sets.insert("redone");
  add_shared(part, item);
  add_contacts(part, {&unit.facts}, timing.on);
  add_commitments(part, {&unit}, of);
  add_class(part, {last_valid(unit.facts)}, of.settings.reply_classes.value);
  add_ratings(part, of, unit.facts.unit);
  return part;
}

Countable co_opinion_of(const LiveAssignment& unit, const Countable& item, const Measured& of) {
  auto opinion = countable(unit, item, "co_opinion");
  const auto timing = opinion_of(unit, of);
  opinion.sets.insert("co_handled");
  judge(opinion, timing, of.day);
  if (timing.limit) opinion.told.emplace_back("limit", to_text(*timing.limit));
  return opinion;
}

void count_commitments(const LiveAssignment& unit,
                       const Countable& item,
                       const Measured& of,
                       std::vector<Countable>& all) {
  for (const auto& promised : unit.facts.commitments) {
    if (!is_due(promised, of.day)) continue;
    auto commitment = countable(unit, item, "commitment");
    commitment.number = promised.number;
    commitment.sets.insert("due");
    if (is_kept(promised, unit.kase->id, of.family)) commitment.sets.insert("kept");
    if (promised.due) commitment.told.emplace_back("due", to_text(*promised.due));
    all.push_back(std::move(commitment));
  }
}

}  // namespace

void count_units(const Measured& of, const Countable& item, std::vector<Countable>& all) {
  for (const auto& unit : of.units) {
    const bool is_co = unit.facts.role == UnitRole::co;
    all.push_back(is_co ? co_opinion_of(unit, item, of) : part_of(unit, item, of));
    count_commitments(unit, item, of, all);
  }
}

std::string late_co_units(const Measured& of) {
  std::string late;
  for (const auto& unit : of.units) {
    if (unit.facts.role != UnitRole::co) continue;
    Countable opinion;
    judge(opinion, opinion_of(unit, of), of.day);
    if (opinion.sets.contains("late")) late.append(late.empty() ? "" : " ").append(unit.facts.unit);
  }
  return late;
}

}  // namespace duban::suggestion
