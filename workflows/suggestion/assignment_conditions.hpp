#pragma once

#include "engine/machine/change.hpp"
#include "workflows/suggestion/assignment_events.hpp"

/// Conditions of the assignment's table: plain functions over typed facts and event data.
namespace duban::suggestion::assignment {

using Here = View<Facts>;

bool has_accepted(const Here& c);  ///< signed, or the time to object is over
bool was_in_handling(const Here& c);
bool was_not_in_handling(const Here& c);

bool not_before_hand_over(const Here& c);
bool receipt_between_hand_over_and_signing(const Here& c, const Sign& e);
bool not_signed_yet(const Here& c);
bool accepted_by_silence(const Here& c);
bool accepted_otherwise(const Here& c);
bool objects_once(const Here& c);

/// T3, judged by the day of the act, also when it is recorded later.
bool within_objection_limit(const Here& c);
bool gives_reason(const Here& c, const Object& e);
bool approved_by_unit_head(const Here& c, const Object& e);
bool not_before_objection(const Here& c);

bool is_co_unit(const Here& c);
bool answers_itself(const Here& c);  ///< lead, sole or separate
bool has_substance(const Here& c, const SubmitCoOpinion& e);
bool lead_has_not_replied(const Here& c);
bool is_silent_co_unit(const Here& c, const AcceptMissingOpinion& e);

bool within_reply_limit(const Here& c);
bool within_maximum(const Here& c, const RequestExtension& e);
bool granted_within_maximum(const Here& c, const GrantExtension& e);
bool asks_for_more_time(const Here& c, const RequestExtension& e);
bool gives_more_time(const Here& c, const GrantExtension& e);
bool extensions_left(const Here& c);
bool extension_is_possible(const Here& c);  ///< first round, not complex already
bool deputy_told_if_enough(const Here& c, const RequestExtension& e);
bool no_request_waits(const Here& c);
bool extension_requested(const Here& c);
bool not_before_request(const Here& c);
bool deputy_told(const Here& c, const GrantExtension& e);

bool all_co_opinions_in(const Here& c, const Reply& e);
bool has_text_unless_secret(const Here& c, const Reply& e);
bool signed_by_then(const Here& c, const Reply& e);
bool not_before_co_opinions(const Here& c);
bool not_before_reply(const Here& c);
bool corrected_days_are_sound(const Here& c, const Correct& e);
bool signed_by_head(const Here& c, const Reply& e);
bool names_contact_person(const Here& c, const Reply& e);
bool met_face_to_face(const Here& c, const Reply& e);  ///< or the deputy agreed to a letter
bool class_is_known(const Here& c, const Reply& e);
bool class_has_plan(const Here& c, const Reply& e);
bool promises_lie_ahead(const Here& c, const Reply& e);
bool every_signer_served(const Here& c, const Reply& e);
bool not_before_round(const Here& c);
bool not_yet_rated(const Here& c);

bool reply_is_valid(const Here& c);
bool not_before_regrading(const Here& c);
bool regraded_class_is_known(const Here& c, const Regrade& e);
bool class_differs(const Here& c, const Regrade& e);
bool has_evidence(const Here& c, const Regrade& e);

bool commitment_is_open(const Here& c, const CommitmentDone& e);
bool commitment_has_not_ended(const Here& c, const CommitmentFailed& e);
bool commitment_can_go_on(const Here& c, const CarryOver& e);
bool commitment_is_overdue(const Here& c, const CarryOver& e);

}  // namespace duban::suggestion::assignment
