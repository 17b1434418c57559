#include "workflows/suggestion/conditions.hpp"

#include "workflows/suggestion/limits.hpp"

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
  return rating_that_counts(c.facts, settings_of(c.regulation).joint_rating.value);
}

bool replies_itself(const LiveAssignment& live) {
  return live.facts.role != UnitRole::co;
}

}  // namespace

// Taking in
// ----------------------------------------------------------------------------------------

bool has_title_and_text(const Here&, const Submit& e) {
  return e.state_secret || (!e.title.empty() && !e.text.empty());
}
// 涉密 must never enter a networked system: then only number, units and dates are taken.
bool state_secret_has_no_text(const Here&, const Submit& e) {
  return !e.state_secret || (e.title.empty() && e.text.empty());
}
bool names_a_deputy(const Here&, const Submit& e) {
  return e.state_secret || !e.lead_deputy.empty() || (e.delegation && !e.delegation->empty());
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
  return !c.facts.state_secret || (!e.title && !e.text);
}
bool correction_keeps_state_secret(const Here& c, const Correct& e) {
  return !c.facts.state_secret || (!e.title && !e.text);
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
  return !c.facts.answered_on;
}

// Hand-over
// ----------------------------------------------------------------------------------------

bool at_least_one_unit(const Here&, const Assign& e) {
  return !e.units.empty() &&
         std::ranges::none_of(e.units, [](const UnitShare& u) { return u.unit.empty(); });
}

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
  if (c.imported || e.mode != Mode::separate) return true;
  return std::ranges::all_of(e.units,
                             [](const UnitShare& u) { return u.part && !u.part->empty(); });
}

bool no_unit_twice(const Here&, const Assign& e) {
  std::set<std::string> units;
  return std::ranges::all_of(e.units,
                             [&](const UnitShare& u) { return units.insert(u.unit).second; });
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
  return !live.empty() && std::ranges::all_of(live, [](const LiveAssignment& unit) {
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
  const auto live = live_assignments(c.family);
  return std::ranges::any_of(live, replies_itself) &&
         std::ranges::all_of(live, [](const LiveAssignment& unit) {
           return !replies_itself(unit) || unit.kase->state == "delivered";
         });
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
  return !e.deputy || *e.deputy == c.facts.lead_deputy || *e.deputy == c.facts.delegation ||
         contains(c.facts.co_signers, *e.deputy);
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
  return !e.letter.empty() && (c.facts.lead_deputy.empty() || agrees(c.facts.lead_deputy)) &&
         std::ranges::all_of(c.facts.co_signers, agrees);
}
bool still_withdrawable(const Here& c) {
  if (c.facts.answered_on) return false;
  return settings_of(c.regulation).withdraw_until.value == WithdrawUntil::answered ||
         !c.facts.handed_on;
}
bool deputy_told_of_transfer(const Here&, const TransferLevel& e) {
  return e.deputy_told;
}

}  // namespace duban::suggestion
