#pragma once

#include "engine/machine/change.hpp"
#include "workflows/report/events.hpp"

/// Effects of the report's table.  A name start_KIND_clock or stop_KIND_clock says which clock.
namespace duban::report {

using Then = Change<Facts>;

void plan_it(Then& c, const Generate& e);  ///< number, title, period, senders and points
void start_submission_clock(Then& c);
void stop_submission_clock(Then& c);
void offer_opening(Then& c);  ///< opens at once if the window is open already
void tell_senders_open(Then& c);

void record_submission(Then& c, const Submit& e);
void start_check_clock(Then& c);
void stop_check_clock(Then& c);
void tell_committee_submitted(Then& c);

void record_gap(Then& c, const Return& e);
void start_completion_clock(Then& c);
void stop_completion_clock(Then& c);
void tell_senders_returned(Then& c);

void record_acceptance(Then& c);
void start_closing_clock(Then& c);
void tell_senders_accepted(Then& c);
void record_use(Then& c, const Use& e);
void record_closing(Then& c, const Close& e);
void record_waiver(Then& c, const Waive& e);
void tell_senders_waived(Then& c);
void stop_all_clocks(Then& c);

void count_urging(Then& c);
void tell_senders_urged(Then& c);
void follow_meeting(Then& c, const MeetingMoved& e);
void correct(Then& c, const Correct& e);

}  // namespace duban::report
