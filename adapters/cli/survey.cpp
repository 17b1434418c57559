#include "adapters/cli/survey.hpp"

#include "engine/data/codec.hpp"
#include "workflows/catalogue.hpp"

#include <algorithm>

namespace duban::cli {

namespace {

Error not_there(const char* option,
                const std::string& thing,
                const std::string& name,
                std::vector<std::string> known) {
  const auto meant = codec::nearest(name, known);
  const auto hint = meant.empty() ? std::string{} : "; did you mean " + meant + "?";
  return Error{Problem::not_found, option, "there is no " + thing + " " + name + hint,
               std::move(known)};
}

Result<void> check_grouping(const Surveys& surveys, const std::string& by) {
  std::vector<std::string> known;
  for (const auto& one : surveys) {
    if (by.empty() || one.grouping) return {};
    for (const auto& grouping : one.measure.groupings) known.emplace_back(grouping.name);
  }
  return not_there("--by", "grouping", by, std::move(known));
}

Result<void> check_rate(const Surveys& surveys, const std::string& name) {
  std::vector<std::string> known;
  for (const auto& one : surveys) {
    if (name.empty() || one.rate(name)) return {};
    for (const auto& rate : one.rates.all) known.push_back(rate.name);
  }
  return not_there("--cases", "rate", name, std::move(known));
}

bool is_asked_for(const Countable& thing, const RatesQuestion& question) {
  return std::ranges::all_of(question.only, [&](const auto& entry) {
    const auto at = thing.groups.find(entry.first);
    return at != thing.groups.end() && at->second == entry.second;
  });
}

void count(Survey& survey, Countable thing, const RatesQuestion& question, const Summary& summary) {
  for (const auto& [grouping, group] : thing.groups) survey.known[grouping].insert(group);
  if (!is_asked_for(thing, question)) return;
  survey.tally.add(thing);
  const auto* listed = survey.rate(question.listed);
  const auto group = survey.tally.group_of(thing);
  if (!listed || !group || !survey.tally.applies(*listed)) return;
  const auto standing = survey.tally.standing(*listed, thing);
  if (standing == Standing::apart) return;
  survey.cases.push_back({std::move(thing), *group, standing == Standing::counted, summary});
}

void count(Surveys& surveys,
           const FamilyHistory& history,
           const RatesQuestion& question,
           const Rules& rules) {
  if (!history.damage.empty()) throw FamilyDamaged(history.damage);
  const auto& root = history.family.root();
  if (root.congress != question.congress.code) return;
  const auto family = family_before(history, start_of(question.as_of + std::chrono::days{1}));
  if (!family) return;
  for (auto& one : surveys) {
    if (one.measure.workflow != root.workflow) continue;
    for (auto& thing : one.measure.count(*family, rules.regulation, rules.calendar, question.as_of))
      count(one, std::move(thing), question, history.summaries.front());
  }
}

}  // namespace

Survey::Survey(const Measure& measured, const Regulation& regulation, const std::string& by)
    : measure{measured},
      rates{measure.rates(regulation)},
      grouping{measure.grouping(by)},
      tally{measure, rates.all, grouping} {}

const Rate* Survey::rate(std::string_view name) const {
  const auto at = std::ranges::find(rates.all, name, &Rate::name);
  return at == rates.all.end() ? nullptr : &*at;
}

Result<Surveys> survey(const RatesQuestion& question, OpenRegister& open) {
  const auto rules = open.cases.rulebook().of_congress(question.congress.code);
  if (!rules) return rules.error();
  Surveys all;
  for (const auto& measure : all_measures())
    all.emplace_back(measure, rules->regulation, question.by);
  if (auto known = check_grouping(all, question.by); !known) return known.error();
  if (auto known = check_rate(all, question.listed); !known) return known.error();
  open.store.each_family({}, [&](const FamilyHistory& history) {
    count(all, history, question, *rules);
    return true;
  });
  return all;
}

Result<void> check_group(const Surveys& surveys,
                         const RatesQuestion& question,
                         const std::string& grouping,
                         const std::string& group,
                         OpenRegister& open) {
  std::set<std::string> known;
  for (const auto& one : surveys)
    if (const auto met = one.known.find(grouping); met != one.known.end())
      known.insert(met->second.begin(), met->second.end());
  if (grouping == "unit")
    for (const auto& unit : open.directory.units(question.congress.code)) known.insert(unit.code);
  if (grouping == "session")
    for (const auto& session : open.directory.sessions(question.congress.code))
      known.insert(session.code);
  if (known.contains(group)) return {};
  return not_there(grouping == question.by ? "--of" : "--session", grouping, group,
                   {known.begin(), known.end()});
}

}  // namespace duban::cli
