#pragma once

#include "engine/machine/change.hpp"
#include "workflows/suggestion/events.hpp"

/// Effects of the suggestion's table.  A name start_KIND_clock or stop_KIND_clock says which clock.
namespace duban::suggestion {

using Then = Change<Facts>;

void start_registration_clock(Then& c);  ///< the officer's, so that nothing waits unnumbered
void stop_registration_clock(Then& c);
void start_hand_over_clock(Then& c);  ///< T1 between sessions; the session's rule otherwise
void stop_hand_over_clock(Then& c);
void start_pass_on_clock(Then& c);  ///< the government office hands on to departments
void stop_pass_on_clock(Then& c);
void start_reassign_clock(Then& c);  ///< T7
void stop_reassign_clock(Then& c);
void start_overall_reply_clock(Then& c);  ///< the case's own limit, for statistics; tells nobody
void extend_overall_reply_clock(Then& c, const UnitExtended& e);  ///< no earlier than it was
void stop_overall_reply_clock(Then& c);
void start_feedback_clock(Then& c);  ///< T8, from the last reply of the round
void stop_feedback_clock(Then& c);
void start_revisit_clock(Then& c);  ///< T9
void stop_revisit_clock(Then& c);
void start_closing_clock(Then& c);
void stop_closing_clock(Then& c);
void start_study_clock(Then& c, const EscalateRedo& e);  ///< T11, until there is a result
void start_disclosure_clock(Then& c);                    ///< T12
void stop_disclosure_clock(Then& c);
void stop_all_clocks(Then& c);

void record_submission(Then& c, const Submit& e);
void record_transfer_in(Then& c, const ReceiveTransfer& e);
void amend(Then& c, const Amend& e);
void number_it(Then& c, const Register& e);
void record_ground(Then& c, const Decline& e);
void follow_host(Then& c, const LinkMerge& e);
void leave_host(Then& c);
void mark(Then& c, const MarkKey& e);
void follow_session(Then& c, const SessionMoved& e);  ///< limits that count from its close
void record_government_hand_over(Then& c, const PassToGovernment& e);
void hand_over_to_units(Then& c, const Assign& e);
void hand_over_to_further_units(Then& c, const Reassign& e);
void record_answer(Then& c);
void forget_answer(Then& c);
void record_rating(Then& c, const Rate& e);
void end_feedback_if_rated(Then& c);  ///< if the rating that counts is on record
void record_revisit(Then& c, const Revisit& e);
void count_urging(Then& c);
void mark_not_rated(Then& c);
void begin_next_round(Then& c, const OrderRedo& e);
void begin_round_again(Then& c, const Reopen& e);
void record_escalation(Then& c, const EscalateRedo& e);
void correct_hand_over(Then& c, const HandOverCorrected& e);
void record_closing(Then& c, const Close& e);
void record_publication(Then& c, const Publish& e);
void record_withholding(Then& c, const Withhold& e);
void record_transfer(Then& c, const TransferLevel& e);
void correct(Then& c, const Correct& e);
void correct_days(Then& c, const Correct& e);

void start_units(Then& c);  ///< to every assignment that has been accepted
void offer_all_replied(Then& c);
void offer_start(Then& c);  ///< perhaps the remaining units have all accepted
void release_units(Then& c);
void finish_units(Then& c);

void tell_deputy_registered(Then& c);
void tell_deputy_declined(Then& c);
void tell_deputy_merged(Then& c);
void tell_leader_key(Then& c);
void tell_government_handed_over(Then& c);
void tell_deputy_handed_over(Then& c);
void tell_deputy_answered(Then& c);
void tell_deputy_urged(Then& c);
void tell_office_not_rated(Then& c);
void tell_office_unit_returned(Then& c);
void tell_deputy_closed(Then& c);
void tell_deputy_transferred(Then& c);

}  // namespace duban::suggestion
