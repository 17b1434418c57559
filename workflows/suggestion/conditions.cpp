// The first half of conditions.hpp: taking in, merging, hand-over.

#include "workflows/suggestion/conditions.hpp"

#include "workflows/suggestion/limits.hpp"
#include "workflows/suggestion/texts.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace duban::suggestion {

namespace {

auto count_role(const std::vector<UnitShare>& units, UnitRole role) {
  return std::ranges::count(units, role, &UnitShare::role);
}

}  // namespace

// Taking in.

bool has_title_and_text(const Here&, const Submit& e) {
  return e.state_secret || (is_given(e.title) && is_given(e.text));
}
bool names_a_deputy(const Here&, const Submit& e) {
  return e.state_secret || is_given(e.lead_deputy) || is_given(e.delegation);
}
bool transfer_is_whole(const Here&, const ReceiveTransfer& e) {
  return e.state_secret || (is_given(e.title) && is_given(e.text) && is_given(e.lead_deputy));
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

// Merging.

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

// Hand-over.

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
bool passes_to_another_office(const Here& c, const PassToGovernment& e) {
  return !c.facts.government_handed_on || e.office != c.facts.government_office;
}
bool not_before_passing_on(const Here& c) {
  return !c.facts.government_handed_on || c.occurred_on >= *c.facts.government_handed_on;
}
bool not_before_registration(const Here& c) {
  return !c.facts.registered_on || c.occurred_on >= *c.facts.registered_on;
}

bool counts_from_session_close(const Here& c, const SessionMoved& e) {
  const auto& limits = c.regulation.limits;
  return c.facts.origin != Origin::recess && c.facts.session_closed_on != e.closed_on &&
         std::ranges::any_of(
             limits, [](const auto& limit) { return limit.second.anchor == "session_close"; });
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
bool some_unit_still_replies(const Here& c) {
  return !replying_assignments(c.family).empty();
}
bool complexity_can_change(const Here& c, const Correct& e) {
  return !e.complex || (c.facts.handed_on && !c.facts.answered_on);
}

bool was_registered_if_corrected(const Here& c, const Correct& e) {
  return !e.registered_on || !c.running_clock("registration");
}
bool corrected_days_are_sound(const Here& c, const Correct& e) {
  const auto received = e.received_on ? e.received_on : c.facts.received_on;
  const auto registered = e.registered_on ? e.registered_on : c.facts.registered_on;
  if (!e.received_on && !e.registered_on) return true;
  const std::array told{received, registered, c.facts.government_handed_on, c.facts.handed_on,
                        std::optional{c.today}};
  std::optional<Date> latest;
  return std::ranges::all_of(told, [&](const std::optional<Date>& day) {
    const bool in_order = !day || !latest || *latest <= *day;
    if (day) latest = day;
    return in_order;
  });
}

namespace {
bool host_is_handed_over(const Here& c) {
  const auto* host = c.uses.if_contains("host");
  return host && host->at("facts").as_object().contains("handed_on");
}
}  // namespace

// The limits of a merged item follow its host's hand-over, which must be known.
bool host_was_handed_over(const Here& c) {
  return c.facts.host.empty() || host_is_handed_over(c);
}
bool host_comes_first(const Here& c) {
  return !c.facts.handed_on || host_is_handed_over(c);
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
  if (c.facts.state_secret || is_given(e.note)) return true;
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
  return !live.empty() && !part_awaits_unit(c, c.facts) &&
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

}  // namespace duban::suggestion
