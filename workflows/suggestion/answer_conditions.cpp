// The second half of conditions.hpp: answer, rating, redo, closing and leaving.

#include "workflows/suggestion/conditions.hpp"
#include "workflows/suggestion/limits.hpp"
#include "workflows/suggestion/ratings.hpp"
#include "workflows/suggestion/texts.hpp"

#include <algorithm>

namespace duban::suggestion {

namespace {

bool needs_words(Satisfaction result, const std::optional<Satisfaction>& attitude) {
  return result == Satisfaction::unsatisfied || attitude == Satisfaction::unsatisfied;
}

std::optional<Satisfaction> counted(const Here& c) {
  return rating_that_counts(c.facts, settings_of(c.regulation).joint_rating.value, c.family);
}

}  // namespace

// Answer, rating, redo.

bool every_reply_in(const Here& c) {
  const auto replying = replying_assignments(c.family);
  return !replying.empty() && !part_awaits_unit(c, c.facts) &&
         std::ranges::all_of(
             replying, [](const LiveAssignment& unit) { return unit.kase->state == "delivered"; });
}

bool attitude_given_if_rated(const Here& c, const Rate& e) {
  return e.attitude || !settings_of(c.regulation).rates_attitude.value;
}
bool words_if_unsatisfied(const Here& c, const Rate& e) {
  return c.facts.state_secret || !needs_words(e.result, e.attitude) ||
         (e.words && !e.words->empty());
}
bool revisit_gives_attitude(const Here& c, const Revisit& e) {
  return !e.result || e.attitude || !settings_of(c.regulation).rates_attitude.value;
}
bool revisit_words_if_unsatisfied(const Here& c, const Revisit& e) {
  return c.facts.state_secret || !e.result || !needs_words(*e.result, e.attitude) ||
         !e.words.empty();
}
bool rater_has_signed(const Here& c, const Rate& e) {
  if (e.deputy && !c.actor.deputy.empty() && *e.deputy != c.actor.deputy) return false;
  return !e.deputy || has_signed(c.facts, *e.deputy);
}
bool rated_unit_answers(const Here& c, const Rate& e) {
  const auto units = replying_assignments(c.family);
  return !is_given(e.unit) || std::ranges::any_of(units, [&](const LiveAssignment& live) {
    return live.facts.unit == *e.unit;
  });
}
bool completes_the_rating(const Here& c, const Rate& e) {
  auto facts = c.facts;
  facts.ratings.push_back(rating_of(c.actor, facts, e, c.occurred_on));
  return rating_that_counts(facts, settings_of(c.regulation).joint_rating.value, c.family)
      .has_value();
}
bool leaves_the_rating_open(const Here& c, const Rate& e) {
  return !completes_the_rating(c, e);
}
bool not_before_rating(const Here& c) {
  return std::ranges::all_of(c.facts.ratings, [&](const Rating& rating) {
    return rating.round != c.facts.round || c.occurred_on >= rating.on;
  });
}
bool not_before_answer(const Here& c) {
  return !c.facts.answered_on || c.occurred_on >= *c.facts.answered_on;
}

bool feedback_limit_over(const Here& c) {
  const auto* clock = c.running_clock("feedback");
  return clock && clock->due && c.occurred_on > *clock->due;
}
bool system_urges_whom_nobody_urged(const Here& c) {
  return !c.actor.is_system || c.facts.urgings == 0;
}
bool urged_at_least_once(const Here& c) {
  return c.facts.urgings > 0;
}

// A reply entered late, or an outage, brings both rungs at once: the deputy still has the time that
// the profile puts between them, unless an officer knows better.
bool deputy_had_time_since_urging(const Here& c) {
  const auto* clock = c.running_clock("feedback");
  if (!c.actor.is_system || !c.facts.urged_on || !clock || !clock->due) return true;
  const auto day_of = [&](std::string_view event) -> std::optional<Date> {
    for (const auto& raise : c.regulation.limit("feedback").raises)
      if (raise.event == event) return next_rung_day({}, {raise}, *clock->due, c.calendar, {});
    return std::nullopt;
  };
  const auto urged = day_of("urge");
  const auto lapses = day_of("feedback_lapsed");
  if (!urged || !lapses) return true;
  return c.calendar.workdays_between(*c.facts.urged_on, c.today) >=
         c.calendar.workdays_between(*urged, *lapses);
}

bool unsatisfied_or_finding(const Here& c, const OrderRedo& e) {
  return counted(c) == Satisfaction::unsatisfied || (e.finding && !e.finding->empty());
}
bool redo_reaches_a_replying_unit(const Here& c, const OrderRedo& e) {
  if (e.units.empty()) return true;
  const auto has = [](const std::vector<LiveAssignment>& live, const std::string& unit) {
    return std::ranges::any_of(live, [&](const auto& one) { return one.facts.unit == unit; });
  };
  const auto live = live_assignments(c.family);
  const auto replying = replying_assignments(c.family);
  return std::ranges::all_of(e.units, [&](const auto& unit) { return has(live, unit); }) &&
         std::ranges::any_of(e.units, [&](const auto& unit) { return has(replying, unit); });
}
bool redo_within_limit(const Here& c, const OrderRedo& e) {
  if (!e.until) return true;
  const auto latest =
      limit_from(c.occurred_on, c.regulation.limit("redo_reply").rule, c.calendar).due;
  return *e.until > c.occurred_on && *e.until <= latest;
}
bool rounds_left(const Here& c) {
  return c.facts.round < settings_of(c.regulation).max_rounds.value;
}
bool no_rounds_left(const Here& c) {
  return !rounds_left(c);
}
bool still_unsatisfied(const Here& c) {
  return counted(c) == Satisfaction::unsatisfied;
}

// Closing and leaving.

bool rated_or_lapsed(const Here& c) {
  return counted(c).has_value() || c.facts.feedback_lapsed;
}

bool unsatisfied_is_settled(const Here& c, const Close& e) {
  if (counted(c) != Satisfaction::unsatisfied) return true;
  if (e.redo_refused && !e.redo_refused->empty()) return true;
  return no_rounds_left(c) && !c.facts.escalation_result.empty();
}
bool replies_archived(const Here&, const Close& e) {
  return !e.archive.empty();
}
bool protected_stays_unpublished(const Here& c, const Close& e) {
  return e.disclosure == Disclosure::withhold || may_be_published(c);
}
bool withholding_has_reason(const Here&, const Close& e) {
  return e.disclosure == Disclosure::publish || (e.withhold_reason && !e.withhold_reason->empty());
}
bool not_before_closing(const Here& c) {
  return !c.facts.closed_on || c.occurred_on >= *c.facts.closed_on;
}
bool may_be_published(const Here& c) {
  return !c.facts.confidential && !c.facts.state_secret;
}
bool ground_to_withhold_has_gone(const Here& c, const Publish& e) {
  return c.facts.disclosure != Disclosure::withhold || is_given(e.reason);
}

// The letter of an item with one signer is that signer's.
bool all_signers_agree(const Here& c, const Withdraw& e) {
  if (e.signers.empty() && c.facts.co_signers.empty()) return !e.letter.empty();
  const auto agrees = [&](const std::string& signer) { return contains(e.signers, signer); };
  const auto& first = first_signer(c.facts);
  return !e.letter.empty() && (first.empty() || agrees(first)) &&
         std::ranges::all_of(c.facts.co_signers, agrees);
}
bool still_withdrawable(const Here& c) {
  if (c.facts.answered_on || c.facts.round > 1) return false;
  return settings_of(c.regulation).withdraw_until.value == WithdrawUntil::answered ||
         !c.facts.handed_on;
}
bool deputy_told_of_transfer(const Here&, const TransferLevel& e) {
  return e.deputy_told;
}

}  // namespace duban::suggestion
