#include "workflows/suggestion/assignment_conditions.hpp"

#include "workflows/suggestion/limits.hpp"
#include "workflows/suggestion/texts.hpp"

#include <algorithm>

namespace duban::suggestion::assignment {

namespace {

suggestion::Facts suggestion_of(const Here& c) {
  return decode_stored<suggestion::Facts>(c.family.root().facts);
}

const Commitment* commitment(const Here& c, int number) {
  const auto at = std::ranges::find(c.facts.commitments, number, &Commitment::number);
  return at == c.facts.commitments.end() ? nullptr : &*at;
}

bool is_open(const Here& c, int number) {
  const auto* promised = commitment(c, number);
  return promised && promised->state == CommitmentState::open;
}

/// Live co-handling units that have not given this round's opinion.
std::vector<std::string> silent_co_units(const Here& c) {
  std::vector<std::string> silent;
  for (const auto& other : live_assignments(c.family))
    if (other.facts.role == UnitRole::co && other.kase->state != "delivered" &&
        other.kase->state != "done")
      silent.push_back(other.facts.unit);
  return silent;
}

bool is_later_than_limit(const Here& c, const std::optional<Date>& until) {
  const auto* clock = c.running_clock("reply");
  return !until || !clock || !clock->due || *until > *clock->due;
}

}  // namespace

bool has_accepted(const Here& c) {
  return c.self.state == "signed" || c.facts.accepted_by_silence;
}
bool was_in_handling(const Here& c) {
  return c.facts.objection && c.facts.objection->was_in_handling;
}
bool was_not_in_handling(const Here& c) {
  return !was_in_handling(c);
}

bool not_before_hand_over(const Here& c) {
  return !c.facts.handed_on || c.occurred_on >= *c.facts.handed_on;
}
bool receipt_between_hand_over_and_signing(const Here& c, const Sign& e) {
  return !e.received_on || (*e.received_on <= c.occurred_on &&
                            (!c.facts.handed_on || *e.received_on >= *c.facts.handed_on));
}
bool not_signed_yet(const Here& c) {
  return c.facts.signed_by.empty();
}
bool accepted_by_silence(const Here& c) {
  return c.facts.accepted_by_silence;
}
bool accepted_otherwise(const Here& c) {
  return !c.facts.accepted_by_silence;
}
bool objects_once(const Here& c) {
  return !c.facts.objection;
}

bool within_objection_limit(const Here& c) {
  const auto* clock = c.family.find_clock(c.self.id, "objection", 0);
  return clock && clock->due && c.occurred_on <= *clock->due;
}
bool gives_reason(const Here& c, const Object& e) {
  return !e.reason.empty() || suggestion_of(c).state_secret;
}
bool approved_by_unit_head(const Here&, const Object& e) {
  return !e.approved_by.empty();
}
bool not_before_objection(const Here& c) {
  return !c.facts.objection || c.occurred_on >= c.facts.objection->on;
}

bool is_co_unit(const Here& c) {
  return c.facts.role == UnitRole::co;
}
bool answers_itself(const Here& c) {
  return !is_co_unit(c);
}
bool has_substance(const Here& c, const SubmitCoOpinion& e) {
  return !e.signatory.empty() && (is_given(e.text) || suggestion_of(c).state_secret);
}
bool has_text_unless_secret(const Here& c, const Reply& e) {
  const bool has_texts =
      is_given(e.text) && std::ranges::all_of(e.commitments, [](const Promise& promise) {
        return is_given(promise.text);
      });
  return has_texts || suggestion_of(c).state_secret;
}
bool lead_has_not_replied(const Here& c) {
  return std::ranges::none_of(live_assignments(c.family), [](const LiveAssignment& other) {
    return other.facts.role == UnitRole::lead && other.kase->state == "delivered";
  });
}
bool is_silent_co_unit(const Here& c, const AcceptMissingOpinion& e) {
  return contains(silent_co_units(c), e.unit);
}

bool within_reply_limit(const Here& c) {
  const auto* clock = c.running_clock("reply");
  return clock && clock->due && c.occurred_on <= *clock->due;
}
bool within_maximum(const Here& c, const RequestExtension& e) {
  const auto latest = latest_extension(c, c.facts);
  return latest && (!e.until || *e.until <= *latest);
}
bool granted_within_maximum(const Here& c, const GrantExtension& e) {
  const auto latest = latest_extension(c, c.facts);
  return latest && (!e.until || *e.until <= *latest);
}
bool asks_for_more_time(const Here& c, const RequestExtension& e) {
  return is_later_than_limit(c, e.until);
}
bool gives_more_time(const Here& c, const GrantExtension& e) {
  return is_later_than_limit(c, e.until);
}
bool extensions_left(const Here& c) {
  return c.facts.extensions < settings_of(c.regulation).max_extensions.value;
}
bool extension_is_possible(const Here& c) {
  return c.facts.round == 1 && !c.facts.complex;
}
bool deputy_told_if_enough(const Here& c, const RequestExtension& e) {
  return settings_of(c.regulation).extension_by.value == ExtensionBy::consent || e.deputy_told;
}
bool no_request_waits(const Here& c) {
  return !extension_requested(c);
}
bool extension_requested(const Here& c) {
  return c.facts.extension_request.has_value();
}
bool not_before_request(const Here& c) {
  return !c.facts.extension_request || c.occurred_on >= c.facts.extension_request->on;
}
bool deputy_told(const Here&, const GrantExtension& e) {
  return e.deputy_told;
}

bool all_co_opinions_in(const Here& c, const Reply& e) {
  if (c.facts.role != UnitRole::lead) return true;
  return std::ranges::all_of(silent_co_units(c), [&](const std::string& unit) {
    return contains(e.absent_opinions, unit) && contains(c.facts.missing_opinions_accepted, unit);
  });
}
bool not_before_co_opinions(const Here& c) {
  return std::ranges::all_of(live_assignments(c.family), [&](const LiveAssignment& other) {
    return other.facts.opinions.empty() || !other.facts.opinions.back().on ||
           c.facts.role != UnitRole::lead || c.occurred_on >= *other.facts.opinions.back().on;
  });
}
bool not_before_reply(const Here& c) {
  return c.facts.replies.empty() || !c.facts.replies.back().on ||
         c.occurred_on >= *c.facts.replies.back().on;
}
bool corrected_days_are_sound(const Here& c, const Correct& e) {
  const auto whole = suggestion_of(c);
  const auto handed = e.handed_on ? e.handed_on : c.facts.handed_on;
  const auto lies_in = [&](const std::optional<Date>& day, const std::optional<Date>& from) {
    return !day || (*day <= c.today && (!from || *day >= *from));
  };
  const auto received = e.received_on ? e.received_on : c.facts.received_on;
  return lies_in(e.handed_on, whole.registered_on) && lies_in(received, handed) &&
         lies_in(e.handed_on, whole.government_handed_on);
}
bool signed_by_head(const Here&, const Reply& e) {
  return !e.signatory.empty();
}
bool signed_by_then(const Here& c, const Reply& e) {
  return !e.signed_on || *e.signed_on <= c.occurred_on;
}
bool names_contact_person(const Here&, const Reply& e) {
  return !e.contact_person.empty();
}

// A record made after the reply does not count (WC31).
bool met_face_to_face(const Here& c, const Reply& e) {
  if (!settings_of(c.regulation).face_to_face_first.value || e.agreed_to_letter) return true;
  return std::ranges::any_of(c.facts.contacts, [&](const ContactRecord& contact) {
    return contact.way == ContactWay::face_to_face && contact.on <= c.occurred_on;
  });
}

namespace {
const ReplyClass* reply_class(const Here& c, const std::string& code) {
  const auto& classes = settings_of(c.regulation).reply_classes.value;
  const auto at = std::ranges::find(classes, code, &ReplyClass::code);
  return at == classes.end() ? nullptr : &*at;
}
}  // namespace

bool class_is_known(const Here& c, const Reply& e) {
  return reply_class(c, e.reply_class);
}
// A plan without a date has the year's end (limits.commitment).
bool class_has_plan(const Here& c, const Reply& e) {
  const auto* chosen = reply_class(c, e.reply_class);
  return !chosen || !chosen->needs_date || !e.commitments.empty();
}

bool reply_is_valid(const Here& c) {
  return !c.facts.replies.empty() && c.facts.replies.back().defect.empty();
}
bool not_before_regrading(const Here& c) {
  if (c.facts.replies.empty() || c.facts.replies.back().regradings.empty()) return true;
  return c.occurred_on >= c.facts.replies.back().regradings.back().on;
}
bool regraded_class_is_known(const Here& c, const Regrade& e) {
  return reply_class(c, e.reply_class);
}
bool class_differs(const Here& c, const Regrade& e) {
  return c.facts.replies.empty() || c.facts.replies.back().reply_class != e.reply_class;
}
bool has_evidence(const Here& c, const Regrade& e) {
  return is_given(e.evidence) || suggestion_of(c).state_secret;
}

bool promises_lie_ahead(const Here& c, const Reply& e) {
  return std::ranges::all_of(e.commitments,
                             [&](const Promise& p) { return !p.due || *p.due >= c.occurred_on; });
}
bool every_signer_served(const Here& c, const Reply& e) {
  const bool may_be_passed_on = settings_of(c.regulation).reply_through_lead.value;
  if ((e.passed_on_by_lead_deputy && may_be_passed_on) || is_co_unit(c)) return true;
  const auto whole = suggestion_of(c);
  if (whole.confidential) return true;  // the unit does not know them: the office passes it on
  return std::ranges::all_of(whole.co_signers,
                             [&](const std::string& signer) { return contains(e.served, signer); });
}
bool not_before_round(const Here& c) {
  const auto began = c.facts.redo_ordered_on ? c.facts.redo_ordered_on : c.facts.handed_on;
  return !began || c.occurred_on >= *began;
}
bool not_yet_rated(const Here& c) {
  const auto whole = suggestion_of(c);
  const auto& state = c.family.root().state;
  if (state != "in_handling" && state != "answered") return false;
  return std::ranges::none_of(whole.ratings, [&](const Rating& rating) {
    return rating.round == whole.round && (rating.unit.empty() || rating.unit == c.facts.unit);
  });
}

bool commitment_is_open(const Here& c, const CommitmentDone& e) {
  return is_open(c, e.number);
}
bool commitment_has_not_ended(const Here& c, const CommitmentFailed& e) {
  return is_open(c, e.number);
}
bool commitment_can_go_on(const Here& c, const CarryOver& e) {
  return is_open(c, e.number);
}
bool commitment_is_overdue(const Here& c, const CarryOver& e) {
  const auto* promised = commitment(c, e.number);
  return promised && (!promised->due || c.occurred_on > *promised->due);
}

}  // namespace duban::suggestion::assignment
