#include "engine/views/rate_view.hpp"

#include "engine/words/rate_words.hpp"

#include <algorithm>

namespace duban {

namespace {

constexpr std::string_view units_field = "units";

std::optional<std::string> note_of(std::vector<std::string> parts, const Words& words) {
  std::erase(parts, std::string{});
  if (parts.empty()) return {};
  std::string note;
  for (const auto& part : parts)
    note.append(note.empty() ? std::string_view{} : words.say("；", "; ")).append(part);
  return note;
}

std::string definition(const std::vector<std::string>& variants,
                       const RateWords& named,
                       const Words& words) {
  if (variants.empty()) return {};
  return std::string{words.say("口径：", "definition: ")} + named.variants(variants);
}

RateFigure figure(const Survey& survey,
                  std::size_t place,
                  const GroupFigures& group,
                  const Words& words) {
  const RateWords named{words, survey.measure.workflow};
  const auto& rate = survey.rates.all[place];
  const auto& count = group.counts[place];
  RateFigure view{.rate = rate.name,
                  .label = named.rate(rate),
                  .counted = count.counted,
                  .base = {},
                  .percent = {},
                  .variants = rate.variants,
                  .beside = {},
                  .note = {}};
  if (!rate.base.empty()) view.base = count.base;
  if (const auto& units = group.percents[place]; units && !rate.base.empty())
    view.percent = percent_text(*units, survey.rates.rounding.decimals);
  std::string beside;
  if (!rate.beside.empty()) {
    view.beside.emplace(rate.beside, count.beside);
    beside = named.number(rate.beside) + std::string{words.say(" ", ": ")} +
             std::to_string(count.beside) + std::string{words.say(" 件", "")};
  }
  view.note = note_of({std::move(beside), definition(rate.variants, named, words)}, words);
  return view;
}

RateGroup group_view(const Survey& survey, const GroupFigures& group, const Words& words) {
  const RateWords named{words, survey.measure.workflow};
  RateGroup view{group.name,
                 survey.grouping ? named.group(survey.grouping->name, group.name) : std::string{},
                 {}};
  for (std::size_t i = 0; i < group.counts.size(); ++i)
    if (survey.tally.applies(survey.rates.all[i]))
      view.rates.push_back(figure(survey, i, group, words));
  return view;
}

SurveyView survey_view(const Survey& survey, const Words& words) {
  const RateWords named{words, survey.measure.workflow};
  SurveyView view{.workflow = std::string{survey.measure.workflow},
                  .label = words.workflow(survey.measure.workflow),
                  .decimals = survey.rates.rounding.decimals,
                  .rounding = survey.rates.rounding.method,
                  .variants = survey.rates.variants,
                  .note = note_of({definition(survey.rates.variants, named, words)}, words),
                  .groups = {}};
  for (const auto& group : figures_of(survey))
    view.groups.push_back(group_view(survey, group, words));
  return view;
}

std::string unit_of(const Countable& thing) {
  if (const auto unit = thing.groups.find("unit"); unit != thing.groups.end()) return unit->second;
  for (const auto& [field, value] : thing.told)
    if (field == units_field) return value;
  return {};
}

std::string details_of(const Countable& thing, const Words& words) {
  std::string text;
  for (const auto& [field, value] : thing.told) {
    if (field == units_field) continue;
    if (!text.empty()) text += words.say("，", ", ");
    text += words.field(field);
    text += words.say("：", ": ");
    text += words.value(field, value);
  }
  return text;
}

void list_case(const ListedCase& listed,
               std::size_t most,
               Protection& protection,
               const Words& words,
               RatedCases& view) {
  auto& list = listed.is_counted ? view.counted : view.missing;
  if (list.size() < most)
    list.push_back(rated_case(listed, protection, words));
  else
    view.complete = false;
}

}  // namespace

RatesView rates_view(const Surveys& surveys, const RatesQuestion& question, const Words& words) {
  RatesView view{question.congress.code, question.as_of, question.by, {}};
  for (const auto& one : surveys) view.surveys.push_back(survey_view(one, words));
  return view;
}

RatedCase rated_case(const ListedCase& listed, Protection& protection, const Words& words) {
  const auto& thing = listed.thing;
  RatedCase view{.case_ = to_text(thing.id),
                 .which = {},
                 .number = listed.summary.number,
                 .title = listed.summary.title,
                 .unit = unit_of(thing),
                 .group = listed.group,
                 .told = {thing.told.begin(), thing.told.end()},
                 .details = details_of(thing, words)};
  if (thing.number > 0) view.which = thing.number;
  if (listed.summary.confidential) view.title = protection.of(thing.id).text(view.title);
  return view;
}

RatedCases rated_cases(const Surveys& surveys,
                       const RatesQuestion& question,
                       const std::optional<std::string>& only,
                       std::size_t most,
                       Protection& protection,
                       const Words& words) {
  RatedCases view{.congress = question.congress.code,
                  .as_of = question.as_of,
                  .by = question.by,
                  .rate = {},
                  .label = {},
                  .counted = {},
                  .missing = {}};
  for (const auto& one : surveys) {
    const auto* rate = one.rate(one.listed);
    if (!rate) continue;
    view.rate = rate->name;
    view.label = RateWords{words, one.measure.workflow}.rate(*rate);
    for (const auto& listed : one.cases)
      if (!only || *only == listed.group) list_case(listed, most, protection, words, view);
  }
  return view;
}

}  // namespace duban
