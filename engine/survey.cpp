#include "engine/survey.hpp"

#include "engine/data/codec.hpp"
#include "engine/words/rate_words.hpp"

#include <algorithm>

namespace duban {

namespace {

Error not_there(const char* subject,
                const std::string& thing,
                const std::string& name,
                std::vector<std::string> known) {
  const auto meant = codec::nearest(name, known);
  const auto hint = meant.empty() ? std::string{} : "; did you mean " + meant + "?";
  return Error{Problem::not_found, subject, "there is no " + thing + " " + name + hint,
               std::move(known)};
}

Result<void> check_grouping(const Surveys& surveys, const std::string& by) {
  std::vector<std::string> known;
  for (const auto& one : surveys) {
    if (by.empty() || one.grouping) return {};
    for (const auto& grouping : one.measure.groupings) known.emplace_back(grouping.name);
  }
  std::ranges::sort(known);
  known.erase(std::unique(known.begin(), known.end()), known.end());
  return not_there("by", "grouping", by, std::move(known));
}

/// By its name, or by the word that tables show.
Result<void> find_listed(Surveys& surveys, const std::string& typed, const Words& words) {
  std::vector<std::string> known;
  for (auto& one : surveys) {
    const RateWords named{words, one.measure.workflow};
    for (const auto& rate : one.rates.all) {
      known.push_back(rate.name);
      if (rate.name != typed && named.rate(rate) != typed) continue;
      one.listed = rate.name;
      return {};
    }
  }
  return typed.empty() ? Result<void>{} : not_there("rate", "rate", typed, std::move(known));
}

/// The rate whose cases are wanted must have figures in this grouping.
Result<void> check_listed(const Surveys& surveys, const std::string& by) {
  for (const auto& one : surveys) {
    const auto* rate = one.rate(one.listed);
    if (!rate || by.empty()) continue;
    std::vector<std::string> known;
    for (const auto& grouping : one.measure.groupings) known.emplace_back(grouping.name);
    if (!one.grouping) return not_there("by", "grouping", by, std::move(known));
    if (!one.tally.applies(*rate))
      return bad_input("rate", rate->name + " has no figures by " + by);
  }
  return {};
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
  const auto* listed = survey.rate(survey.listed);
  const auto group = survey.tally.group_of(thing);
  if (!listed || !group || !survey.tally.applies(*listed)) return;
  const auto standing = survey.tally.standing(*listed, thing);
  if (standing == Standing::apart) return;
  survey.cases.push_back({std::move(thing), *group, standing == Standing::counted, summary});
}

void count(Surveys& surveys,
           const FamilyHistory& history,
           const RatesQuestion& question,
           const Rules& rules,
           Rulebook& rulebook) {
  if (!history.damage.empty()) throw FamilyDamaged(history.damage);
  const auto& root = history.family.root();
  if (root.congress != question.congress.code) return;
  const auto family = family_before(history, start_of(question.as_of + std::chrono::days{1}));
  if (!family) return;
  for (auto& one : surveys) {
    if (one.measure.workflow != root.workflow) continue;
    for (auto& thing :
         one.measure.count(*family, {rulebook.regulation(family->root().regulation),
                                     rules.regulation, rules.calendar, question.as_of}))
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

Result<Surveys> survey(const RatesQuestion& question,
                       std::span<const Measure> measures,
                       Register& cases,
                       const Words& words) {
  const auto rules = cases.rulebook().of_congress(question.congress.code);
  if (!rules) return rules.error();
  Surveys all;
  for (const auto& measure : measures) all.emplace_back(measure, rules->regulation, question.by);
  if (auto known = check_grouping(all, question.by); !known) return known.error();
  if (auto known = find_listed(all, question.listed, words); !known) return known.error();
  if (auto told = check_listed(all, question.by); !told) return told.error();
  cases.store().each_family({}, [&](const FamilyHistory& history) {
    count(all, history, question, *rules, cases.rulebook());
    return true;
  });
  // What cannot be told apart so has no figures here.
  std::erase_if(all, [&](const Survey& one) { return !question.by.empty() && !one.grouping; });
  return all;
}

Result<std::string> group_called(const TypedGroup& typed,
                                 const Surveys& surveys,
                                 const Congress& congress,
                                 Directory& directory,
                                 const Words& words) {
  const auto& grouping = typed.grouping;
  std::set<std::string> known;
  for (const auto& one : surveys)
    if (const auto met = one.known.find(grouping); met != one.known.end())
      known.insert(met->second.begin(), met->second.end());
  if (grouping == "unit")
    for (const auto& unit : directory.units(congress.code)) known.insert(unit.code);
  if (grouping == "session")
    for (const auto& session : directory.sessions(congress.code)) known.insert(session.code);
  const RateWords named{words, ""};
  const auto group = std::ranges::find_if(known, [&](const std::string& code) {
    return code == typed.text || named.group(grouping, code) == typed.text;
  });
  if (group != known.end()) return *group;
  return not_there(typed.subject, grouping, typed.text, {known.begin(), known.end()});
}

namespace {

GroupFigures figures(const Survey& survey, const std::string& name, std::vector<Count> counts) {
  counts.resize(survey.rates.all.size());
  auto all = percents(survey.rates.all, counts, survey.rates.rounding);
  return {name, std::move(counts), std::move(all)};
}

}  // namespace

std::vector<GroupFigures> figures_of(const Survey& survey, const std::optional<std::string>& only) {
  std::vector<GroupFigures> all;
  for (const auto& [name, counts] : survey.tally.groups())
    if (!only || *only == name) all.push_back(figures(survey, name, counts));
  if (only && all.empty()) all.push_back(figures(survey, *only, {}));
  return all;
}

}  // namespace duban
