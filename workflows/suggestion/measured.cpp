#include "workflows/suggestion/measured.hpp"

#include "workflows/suggestion/succession.hpp"
#include "workflows/suggestion/texts.hpp"

#include <algorithm>

namespace duban::suggestion {

bool is_due(const Timing& timing, Date day) {
  return timing.is_given || (timing.is_owed && timing.limit && *timing.limit < day);
}

void judge(Countable& thing, const Timing& timing, Date day, const std::string& prefix) {
  const auto add = [&](const char* set) { thing.sets.insert(prefix + set); };
  const bool is_unknown =
      timing.is_given ? !timing.on || !timing.limit : timing.is_owed && !timing.limit;
  if (is_unknown) return add("on_time_unknown");
  if (!timing.is_given && (!timing.is_owed || *timing.limit >= day)) return;
  add("judged");
  if (timing.is_given) add("judged_answered");
  add(timing.is_given && *timing.on <= *timing.limit ? "on_time" : "late");
}

// Ratings.

namespace {

struct Grades {
  const char* rated;
  const char* satisfied;
  const char* basically_satisfied;
  const char* unsatisfied;
  const char* unrated;
};
constexpr Grades latest{"rated", "satisfied", "basically_satisfied", "unsatisfied", "unrated"};
constexpr Grades first{"rated_first", "satisfied_first", "basically_satisfied_first",
                       "unsatisfied_first", "unrated_first"};
constexpr Grades attitude{"attitude_rated", "attitude_satisfied", "attitude_basically_satisfied",
                          "attitude_unsatisfied", "attitude_unrated"};
constexpr Grades result{"result_rated", "result_satisfied", "result_basically_satisfied",
                        "result_unsatisfied", "result_unrated"};

const char* grade_of(Satisfaction said, const Grades& grades) {
  switch (said) {
    case Satisfaction::satisfied:
      return grades.satisfied;
    case Satisfaction::basically_satisfied:
      return grades.basically_satisfied;
    case Satisfaction::unsatisfied:
      break;
  }
  return grades.unsatisfied;
}

void add(Countable& thing, const std::optional<Satisfaction>& said, const Grades& grades) {
  thing.sets.insert(said ? grades.rated : grades.unrated);
  if (said) thing.sets.insert(grade_of(*said, grades));
}

}  // namespace

void add_ratings(Countable& thing, const Measured& of, const std::string& only_unit) {
  std::vector<const AnsweredRound*> rounds;
  for (const auto& round : of.facts.answered_rounds)
    if (only_unit.empty() || contains(acting_units(of.facts, round.units), only_unit))
      rounds.push_back(&round);
  const auto said = [&](const AnsweredRound* round, Aspect aspect) -> std::optional<Satisfaction> {
    if (!round) return std::nullopt;
    const bool is_present = round->round == of.facts.round;
    const RatedRound rated{round->round,
                           is_present ? of.facts.feedback_lapsed : round->feedback_lapsed};
    const auto units = only_unit.empty() ? round->units : std::vector{only_unit};
    return rating_that_counts(of.facts, rated, of.settings.joint_rating.value, units, aspect);
  };
  const auto* last_round = rounds.empty() ? nullptr : rounds.back();
  const auto* first_round = rounds.empty() ? nullptr : rounds.front();
  add(thing, said(last_round, Aspect::together), latest);
  add(thing, said(first_round, Aspect::together), first);
  add(thing, said(last_round, Aspect::attitude), attitude);
  add(thing, said(last_round, Aspect::result), result);
  if (thing.sets.contains("satisfied") || thing.sets.contains("basically_satisfied"))
    thing.sets.insert("combined");
}

// What the reply says.

namespace {

/// The weakest class: the profile lists them from the best on.  Nothing if one of them is unknown.
const ReplyClass* weakest(const std::vector<const assignment::ReplyRecord*>& replies,
                          const std::vector<ReplyClass>& classes) {
  auto weakest = classes.begin();
  for (const auto* reply : replies) {
    const auto at = std::ranges::find(classes, reply->reply_class, &ReplyClass::code);
    if (at == classes.end()) return nullptr;
    weakest = std::max(weakest, at);
  }
  return replies.empty() ? nullptr : &*weakest;
}

bool is_adopted(const assignment::ReplyRecord* reply) {
  return reply->adopted && *reply->adopted != assignment::Adoption::no;
}

}  // namespace

void add_class(Countable& thing,
               const std::vector<const assignment::ReplyRecord*>& replies,
               const std::vector<ReplyClass>& classes) {
  if (std::ranges::any_of(replies, is_adopted)) thing.sets.insert("adopted");
  const auto* its_class = weakest(replies, classes);
  thing.sets.insert(its_class ? "classed" : "unclassed");
  if (!its_class) return;
  thing.told.emplace_back("reply_class", its_class->code);
  thing.sets.insert("class_" + its_class->code);
  if (its_class->counts_as_done) thing.sets.insert("solved");
  if (its_class->counts_as_done || its_class->counts_as_progress)
    thing.sets.insert("solved_or_planned");
}

// Contacts.

// A record made after the reply does not count for what had to come before it (WC31).
void add_contacts(Countable& thing,
                  const std::vector<const assignment::Facts*>& units,
                  const std::optional<Date>& replied_on) {
  for (const auto* unit : units)
    for (const auto& contact : unit->contacts) {
      const bool is_before = replied_on && contact.on <= *replied_on;
      const bool is_in_person = contact.way == ContactWay::face_to_face ||
                                contact.way == ContactWay::visit ||
                                contact.way == ContactWay::meeting;
      if (is_before) thing.sets.insert("communicated");
      if (is_before && contact.way == ContactWay::face_to_face)
        thing.sets.insert("met_face_to_face");
      if (is_in_person) thing.sets.insert("met");
    }
}

// Commitments.

// Carried over it has missed its date, whatever day it was given instead.
bool is_due(const assignment::Commitment& promised, Date day) {
  using assignment::CommitmentState;
  if (promised.state == CommitmentState::voided) return false;
  if (promised.carried_over > 0) return true;
  const bool has_ended = promised.state != CommitmentState::open;
  return promised.due && (*promised.due < day || (*promised.due == day && has_ended));
}

bool is_kept(const assignment::Commitment& promised, CaseId unit, const Family& family) {
  const auto* clock = family.find_clock(unit, "commitment", promised.number);
  return promised.state == assignment::CommitmentState::done && promised.carried_over == 0 &&
         promised.due && clock && clock->ended_on && *clock->ended_on <= *promised.due;
}

void add_commitments(Countable& thing,
                     const std::vector<const LiveAssignment*>& units,
                     const Measured& of) {
  bool some_are_due = false;
  bool all_are_kept = true;
  for (const auto* unit : units)
    for (const auto& promised : unit->facts.commitments) {
      if (!is_due(promised, of.day)) continue;
      some_are_due = true;
      all_are_kept = all_are_kept && is_kept(promised, unit->kase->id, of.family);
    }
  if (some_are_due) thing.sets.insert("has_due_commitments");
  if (some_are_due && all_are_kept) thing.sets.insert("kept_commitments");
}

}  // namespace duban::suggestion
