#include "workflows/suggestion/conditions.hpp"

#include "workflows/suggestion/limits.hpp"
#include "workflows/suggestion/ratings.hpp"

#include <algorithm>
#include <set>

namespace duban::suggestion {

namespace {

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::ranges::find(list, word) != list.end();
}

auto count_role(const std::vector<UnitShare>& units, UnitRole role) {
  return std::ranges::count(units, role, &UnitShare::role);
}

bool needs_words(Satisfaction result, const std::optional<Satisfaction>& attitude) {
  return result == Satisfaction::unsatisfied || attitude == Satisfaction::unsatisfied;
}

std::optional<Satisfaction> counted(const Here& c) {
  return rating_that_counts(c.facts, settings_of(c.regulation).joint_rating.value, c.family);
}

bool is_given(const std::optional<std::string>& text) {
  return text && !text->empty();
}

/// Separate handling: a unit's part came back and has not been given to another.
bool a_part_waits(const Here& c) {
  return c.facts.mode == Mode::separate && c.running_clock("reassign");
}

bool has_no_words(const Submit& e) {
  return !is_given(e.title) && !is_given(e.text) && !is_given(e.lead_deputy) &&
         !is_given(e.category) && !is_given(e.delegation) && e.co_signers.empty();
}

}  // namespace

// Taking in
// ----------------------------------------------------------------------------------------

bool has_title_and_text(const Here&, const Submit& e) {
  return e.state_secret || (is_given(e.title) && is_given(e.text));
}
// 涉密 must never enter a networked system: then only number, units and dates are taken.
bool state_secret_has_no_text(const Here&, const Submit& e) {
  return !e.state_secret || has_no_words(e);
}
bool names_a_deputy(const Here&, const Submit& e) {
  return e.state_secret || is_given(e.lead_deputy) || is_given(e.delegation);
}
bool transfer_is_whole(const Here&, const ReceiveTransfer& e) {
  return e.state_secret || (is_given(e.title) && is_given(e.text) && is_given(e.lead_deputy));
}
bool secret_transfer_has_no_text(const Here&, const ReceiveTransfer& e) {
  return !e.state_secret || (!is_given(e.title) && !is_given(e.text) && !is_given(e.lead_deputy) &&
                             e.co_signers.empty());
}
bool secret_has_no_category(const Here& c, const Register& e) {
  return !c.facts.state_secret || !is_given(e.category);
}
bool one_matter_per_item(const Here&, const Register& e) {
  return !e.several_matters;
}
bool admissible(const Here&, const Register& e) {
  return !e.inadmissible_ground || e.inadmissible_ground->empty();
}
bool co_signers_confirmed(const Here&, const Register& e) {
  return e.unconfirmed_co_signers.empty();
}
bool no_conflict_of_interest(const Here&, const Register& e) {
  return !e.conflict_of_interest;
}
bool ground_is_listed(const Here& c, const Decline& e) {
  return contains(settings_of(c.regulation).inadmissible.value, e.ground);
}
bool deputy_informed(const Here&, const Decline& e) {
  return e.deputy_informed;
}
bool keeps_state_secret(const Here& c, const Amend& e) {
  return !c.facts.state_secret || (!e.title && !e.text && !e.category && e.co_signers.empty());
}
bool correction_keeps_state_secret(const Here& c, const Correct& e) {
  return !c.facts.state_secret ||
         (!e.title && !e.text && !e.category && !e.lead_deputy && !e.co_signers);
}

// Merging
// ------------------------------------------------------------------------------------------

bool host_is_another(const Here& c, const LinkMerge& e) {
  const auto host = CaseId::parse(e.host);
  return host && host->is_root() && *host != c.self.id && c.uses.contains("host");
}
bool host_is_open(const Here& c) {
  const auto* host = c.uses.if_contains("host");
  if (!host) return false;
  const auto& state = host->at("state").as_string();
  static const std::set<std::string_view> open{"registered", "assigned", "in_handling"};
  return open.contains(std::string_view{state}) && !host->at("facts").as_object().contains("host");
}
bool deputies_noticed(const Here&, const LinkMerge& e) {
  return e.deputies_noticed;
}
bool is_merged(const Here& c) {
  return !c.facts.host.empty();
}
bool before_reply(const Here& c) {
  return c.facts.round <= 1 && !c.facts.answered_on;
}

// Hand-over
// ----------------------------------------------------------------------------------------

bool at_least_one_unit(const Here&, const Assign& e) {
  return !e.units.empty() &&
         std::ranges::none_of(e.units, [](const UnitShare& u) { return u.unit.empty(); });
}

bool not_handed_over_yet(const Here& c) {
  return c.facts.units_so_far.empty();
}
bool was_handed_over(const Here& c) {
  return !not_handed_over_yet(c);
}
bool not_before_registration(const Here& c) {
  return !c.facts.registered_on || c.occurred_on >= *c.facts.registered_on;
}
bool secret_parts_have_no_text(const Here& c, const Assign& e) {
  return !c.facts.state_secret ||
         (!is_given(e.category) && std::ranges::none_of(e.units, [](const UnitShare& share) {
           return is_given(share.part);
         }));
}

namespace {
bool parts_have_content(const std::vector<UnitShare>& units) {
  return std::ranges::all_of(units, [](const UnitShare& share) {
    return share.role != UnitRole::separate || is_given(share.part);
  });
}
bool all_differ(const std::vector<UnitShare>& shares) {
  std::set<std::string> units;
  return std::ranges::all_of(
      shares, [&](const UnitShare& share) { return units.insert(share.unit).second; });
}
}  // namespace

bool roles_fit_mode(const Here&, const Assign& e) {
  const auto all = std::ssize(e.units);
  switch (e.mode) {
    case Mode::sole:
      return all == 1 && count_role(e.units, UnitRole::sole) == 1;
    case Mode::lead_and_co:
      return all >= 2 && count_role(e.units, UnitRole::lead) == 1 &&
             count_role(e.units, UnitRole::co) == all - 1;
    case Mode::separate:
      return all >= 2 && count_role(e.units, UnitRole::separate) == all;
  }
  return false;
}

bool each_part_has_content(const Here& c, const Assign& e) {
  return c.facts.state_secret || parts_have_content(e.units);
}
bool each_new_part_has_content(const Here& c, const Reassign& e) {
  return c.facts.state_secret || parts_have_content(e.units);
}

bool no_unit_twice(const Here&, const Assign& e) {
  return all_differ(e.units);
}
bool no_new_unit_twice(const Here&, const Reassign& e) {
  return all_differ(e.units);
}
bool releases_live_units(const Here& c, const Reassign& e) {
  const auto live = live_assignments(c.family);
  return std::ranges::all_of(e.release, [&](const std::string& unit) {
    return std::ranges::find(live, unit, [](const auto& l) { return l.facts.unit; }) != live.end();
  });
}
bool a_unit_was_returned(const Here& c) {
  return c.running_clock("reassign") != nullptr;
}

bool names_a_new_unit(const Here& c, const Reassign& e) {
  const auto live = live_assignments(c.family);
  return !e.units.empty() && std::ranges::all_of(e.units, [&](const UnitShare& u) {
    return !u.unit.empty() && std::ranges::none_of(live, [&](const LiveAssignment& other) {
      return other.facts.unit == u.unit;
    });
  });
}

bool returning_unit_has_note(const Here& c, const Reassign& e) {
  if (e.note && !e.note->empty()) return true;
  return std::ranges::none_of(
      e.units, [&](const UnitShare& u) { return contains(c.facts.units_so_far, u.unit); });
}

bool one_lead_remains(const Here& c, const Reassign& e) {
  std::ptrdiff_t leads = count_role(e.units, UnitRole::lead) + count_role(e.units, UnitRole::sole);
  std::ptrdiff_t separate = count_role(e.units, UnitRole::separate);
  for (const auto& live : live_assignments(c.family)) {
    if (contains(e.release, live.facts.unit)) continue;
    leads += live.facts.role == UnitRole::lead || live.facts.role == UnitRole::sole ? 1 : 0;
    separate += live.facts.role == UnitRole::separate ? 1 : 0;
  }
  return separate > 0 ? leads == 0 : leads == 1;
}

bool every_assignment_accepted(const Here& c) {
  const auto live = live_assignments(c.family);
  return !live.empty() && !a_part_waits(c) &&
         std::ranges::all_of(live, [](const LiveAssignment& unit) {
           const auto& state = unit.kase->state;
           return state == "handed" ? unit.facts.accepted_by_silence : state != "objected";
         });
}

bool no_unit_left(const Here& c) {
  return live_assignments(c.family).empty();
}
bool some_unit_left(const Here& c) {
  return !no_unit_left(c);
}

// Answer, rating, redo
// -----------------------------------------------------------------------------

bool every_reply_in(const Here& c) {
  const auto replying = replying_assignments(c.family);
  return !replying.empty() && !a_part_waits(c) &&
         std::ranges::all_of(
             replying, [](const LiveAssignment& unit) { return unit.kase->state == "delivered"; });
}

bool attitude_given_if_rated(const Here& c, const Rate& e) {
  return e.attitude || !settings_of(c.regulation).rates_attitude.value;
}
bool words_if_unsatisfied(const Here&, const Rate& e) {
  return !needs_words(e.result, e.attitude) || (e.words && !e.words->empty());
}
bool revisit_words_if_unsatisfied(const Here&, const Revisit& e) {
  return !e.result || !needs_words(*e.result, e.attitude) || !e.words.empty();
}
bool rater_has_signed(const Here& c, const Rate& e) {
  if (e.deputy && !c.actor.deputy.empty() && *e.deputy != c.actor.deputy) return false;
  return !e.deputy || *e.deputy == c.facts.lead_deputy || *e.deputy == c.facts.delegation ||
         contains(c.facts.co_signers, *e.deputy);
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
bool urged_at_least_once(const Here& c) {
  return c.facts.urgings > 0;
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

// Closing and leaving
// ------------------------------------------------------------------------------

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
bool may_be_published(const Here& c) {
  return !c.facts.confidential && !c.facts.state_secret;
}

bool all_signers_agree(const Here& c, const Withdraw& e) {
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
