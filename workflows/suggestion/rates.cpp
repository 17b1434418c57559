// The rates of suggestions (domain: 办结率, 满意率 …) as a profile defines them.

#include "workflows/suggestion/rates.hpp"

#include "workflows/catalogue.hpp"
#include "workflows/suggestion/settings.hpp"

#include <array>

namespace duban::suggestion {

namespace {

using Variants = std::vector<std::string>;

/// `completion.closed` if that is not how it is counted by default.
template <class Choice>
Variants variant(const char* setting, const Sourced<Choice>& chosen) {
  if (chosen.value == Choice{}) return {};
  return {std::string{setting} + "." + boost::describe::enum_to_string(chosen.value, "")};
}

Variants both(Variants one, const Variants& other) {
  one.insert(one.end(), other.begin(), other.end());
  return one;
}

const char* set_of(Completion completion) {
  switch (completion) {
    case Completion::done:
      return "done";
    case Completion::closed:
      return "closed";
    case Completion::answered:
      break;
  }
  return "answered";
}

const char* set_of(SatisfactionBase base, const char* rated) {
  switch (base) {
    case SatisfactionBase::rated:
      return rated;
    case SatisfactionBase::answered:
      return "answered";
    case SatisfactionBase::handled:
      break;
  }
  return "to_handle";
}

const char* set_of(HandledBase base) {
  return base == HandledBase::handled ? "to_handle" : "answered";
}
const char* set_of(AnsweredBase base) {
  return base == AnsweredBase::answered ? "answered" : "to_handle";
}

/// Numbers that no rate shows, or that must never disappear in one.
void add_numbers(std::vector<duban::Rate>& all) {
  for (const auto* set : {"registered", "withdrawn", "transferred", "merged"})
    all.push_back({.name = set, .set = set, .base = "", .kind = "item"});
  for (const auto* set :
       {"to_handle", "answered", "unrated", "unclassed", "late", "on_time_unknown"})
    all.push_back({.name = set, .set = set, .base = ""});
  all.push_back({.name = "co_handled", .set = "co_handled", .base = "", .kind = "co_opinion"});
}

void add_handling(std::vector<duban::Rate>& all, const RateSettings& settings) {
  all.push_back({.name = "completion",
                 .set = set_of(settings.completion.value),
                 .base = "to_handle",
                 .variants = variant("completion", settings.completion)});
  all.push_back({.name = "reply",
                 .set = "answered",
                 .base = settings.reply.value == ReplyBase::all ? "to_handle" : "due",
                 .variants = variant("reply", settings.reply)});
  const bool of_answered = settings.on_time.value == OnTimeBase::answered;
  all.push_back({.name = "on_time",
                 .set = "on_time",
                 .base = of_answered ? "judged_answered" : "judged",
                 .beside = "on_time_unknown",
                 .variants = both(variant("on_time", settings.on_time),
                                  variant("on_time_limit", settings.on_time_limit))});
  all.push_back({.name = "redo", .set = "redone", .base = "answered"});
  all.push_back({.name = "redo_on_time",
                 .set = "redo_on_time",
                 .base = "redo_judged",
                 .beside = "redo_on_time_unknown"});
  all.push_back({.name = "co_opinion_on_time",
                 .set = "on_time",
                 .base = "judged",
                 .kind = "co_opinion",
                 .beside = "on_time_unknown"});
}

void add_satisfaction(std::vector<duban::Rate>& all, const RateSettings& settings) {
  const auto variants = variant("satisfaction_base", settings.satisfaction_base);
  const auto add = [&](const char* name, const char* rated, const char* unrated) -> duban::Rate& {
    all.push_back({.name = name,
                   .set = name,
                   .base = set_of(settings.satisfaction_base.value, rated),
                   .beside = unrated,
                   .variants = variants});
    return all.back();
  };
  for (const auto* name : {"satisfied", "basically_satisfied", "unsatisfied"})
    add(name, "rated", "unrated").whole = "satisfaction";
  auto& combined = add("combined", "rated", "unrated");
  combined.sum = {"satisfied", "basically_satisfied"};
  combined.label = settings.combined_label.value;
  all.push_back({.name = "satisfied_first",
                 .set = "satisfied_first",
                 .base = "rated_first",
                 .beside = "unrated_first"});
  add("attitude_satisfied", "attitude_rated", "attitude_unrated");
  add("result_satisfied", "result_rated", "result_unrated");
  all.push_back({.name = "feedback", .set = "rated", .base = "answered", .beside = "unrated"});
}

void add_outcome(std::vector<duban::Rate>& all, const RateSettings& settings) {
  const auto solved = variant("fulfilment_base", settings.fulfilment_base);
  const auto* solved_base = set_of(settings.fulfilment_base.value);
  all.push_back({.name = "fulfilment", .set = "solved", .base = solved_base, .variants = solved});
  all.push_back(
      {.name = "resolution", .set = "solved_or_planned", .base = solved_base, .variants = solved});
  const bool of_items = settings.implementation.value == ImplementationOf::items;
  all.push_back({.name = "implementation",
                 .set = of_items ? "kept_commitments" : "kept",
                 .base = of_items ? "has_due_commitments" : "due",
                 .kind = of_items ? "" : "commitment",
                 .variants = variant("implementation", settings.implementation)});
  all.push_back({.name = "adoption",
                 .set = "adopted",
                 .base = set_of(settings.adoption_base.value),
                 .variants = variant("adoption_base", settings.adoption_base)});
}

void add_contact(std::vector<duban::Rate>& all, const RateSettings& settings) {
  const auto variants = variant("face_to_face_base", settings.face_to_face_base);
  const auto* base = set_of(settings.face_to_face_base.value);
  all.push_back(
      {.name = "face_to_face", .set = "met_face_to_face", .base = base, .variants = variants});
  all.push_back(
      {.name = "communication", .set = "communicated", .base = base, .variants = variants});
  all.push_back({.name = "meeting", .set = "met", .base = "answered"});
  all.push_back({.name = "revisit", .set = "revisited", .base = "answered"});
  all.push_back({.name = "disclosure", .set = "published", .base = "disclosable"});
}

void add_classes(std::vector<duban::Rate>& all, const std::vector<ReplyClass>& classes) {
  for (const auto& known : classes)
    all.push_back({.name = "class_" + known.code,
                   .set = "class_" + known.code,
                   .base = "classed",
                   .beside = "unclassed",
                   .whole = "class",
                   .word = "class",
                   .label = known.code + " " + known.name});
}

constexpr std::array groupings{Grouping{"unit", "part"},     Grouping{"session", "item"},
                               Grouping{"category", "item"}, Grouping{"origin", "item"},
                               Grouping{"key", "item"},      Grouping{"year", "item"}};

}  // namespace

Rates rates_of(const Regulation& regulation) {
  const auto& settings = settings_of(regulation);
  Rates rates{.all = {},
              .rounding = {settings.rates.decimals.value, settings.rates.rounding.value},
              .variants = both(variant("merge_count", settings.merge_count),
                               variant("rounding", settings.rates.rounding))};
  add_numbers(rates.all);
  add_handling(rates.all, settings.rates);
  add_satisfaction(rates.all, settings.rates);
  add_outcome(rates.all, settings.rates);
  add_contact(rates.all, settings.rates);
  add_classes(rates.all, settings.reply_classes.value);
  return rates;
}

Measure measure() {
  return {"suggestion", "item", groupings, &rates_of, &count_family};
}

}  // namespace duban::suggestion
