#pragma once

#include "engine/machine/change.hpp"
#include "workflows/suggestion/assignment_events.hpp"

/// Effects of the assignment's table.  A name start_KIND_clock or stop_KIND_clock says which clock.
namespace duban::suggestion::assignment {

using Then = Change<Facts>;

void record_hand_over(Then& c, const HandOver& e);
void start_sign_clock(Then& c);
void stop_sign_clock(Then& c);
void start_objection_clock(Then& c);
void stop_objection_clock(Then& c);
void start_first_contact_clock(Then& c);  ///< with the deputy, where the profile has a limit for it
void stop_first_contact_clock(Then& c);
void start_ruling_clock(Then& c);
void stop_ruling_clock(Then& c);
void start_co_opinion_clock(
    Then& c);  ///< T4, or T4b after an empty opinion came back; co units only
void stop_co_opinion_clock(Then& c);
void start_reply_clock(Then& c);  ///< T5, T5x or T5r, of every other unit
void stop_reply_clock(Then& c);
void start_commitment_clocks(Then& c);  ///< T10, one for each open commitment of the last reply
void stop_commitment_clocks(Then& c);   ///< of a reply that turned out void
void stop_all_clocks(Then& c);
void stop_all_but_commitments(Then& c);

void record_signature(Then& c, const Sign& e);
void record_late_signature(Then& c, const Sign& e);  ///< after silence: no limit moves
void count_from_receipt(Then& c);  ///< where the profile's anchor is the day of receipt
void accept_by_silence(Then& c);
void record_objection(Then& c, const Object& e);
void record_contact(Then& c, const RecordContact& e);
void record_co_opinion(Then& c, const SubmitCoOpinion& e);
void void_co_opinion(Then& c);
void accept_missing(Then& c, const AcceptMissingOpinion& e);
void record_extension_request(Then& c, const RequestExtension& e);
void extend_by_notice(Then& c, const RequestExtension& e);
void grant(Then& c, const GrantExtension& e);
void forget_extension_request(Then& c);
void record_reply(Then& c, const Reply& e);
void void_reply(Then& c, const RejectReply& e);
void regrade(Then& c, const Regrade& e);
void begin_round(Then& c, const Redo& e);
void remember_other_day(Then& c, const Reanchor& e);
void count_from_other_day(Then& c, const Reanchor& e);
void fulfil(Then& c, const CommitmentDone& e);
void give_up(Then& c, const CommitmentFailed& e);
void carry_to_next_year(Then& c, const CarryOver& e);
void count_urging(Then& c);
void correct(Then& c, const Correct& e);

void tell_unit_handed_over(Then& c);
void tell_office_objection(Then& c);
void tell_unit_objection_rejected(Then& c);
void tell_unit_released(Then& c);
void tell_lead_opinion(Then& c);
void tell_unit_opinion_returned(Then& c);
void tell_office_extension_requested(Then& c);
void tell_deputy_extension(Then& c);
void tell_unit_extension_refused(Then& c);
void tell_unit_reply_rejected(Then& c);
void tell_unit_redo(Then& c);
void tell_unit_urged(Then& c);
void tell_deputy_commitment(Then& c);

void offer_start(Then& c);        ///< to the suggestion: perhaps all have accepted now
void offer_all_replied(Then& c);  ///< … perhaps every reply is there now
void report_return(Then& c);      ///< the suggestion looks for another unit
void report_reply_rejected(Then& c);

}  // namespace duban::suggestion::assignment
