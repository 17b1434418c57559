#pragma once

#include "engine/machine/change.hpp"
#include "workflows/report/events.hpp"

/// Conditions of the report's table: plain functions over typed facts and event data.
namespace duban::report {

using Here = View<Facts>;

bool kind_is_planned(const Here& c, const Generate& e);
bool names_a_sender(const Here& c, const Generate& e);
bool names_a_known_limit(const Here& c, const Generate& e);
/// The end of the audit, the day asked for, or the meeting, as the kind needs.
bool has_what_it_counts_from(const Here& c, const Generate& e);
bool its_day_fits(const Here& c,
                  const Generate& e);  ///< what has happened is past, what is asked is not

bool period_is_that_of_its_limit(const Here& c, const Generate& e);

/// The window's first day, or the day from which the profile opens a limit without a window.
bool window_has_begun(const Here& c);

bool not_before_its_time(const Here& c);
bool answers_for_truth(const Here& c, const Submit& e);
bool joint_senders_have_signed(const Here& c, const Submit& e);
bool covers_every_point(const Here& c, const Submit& e);
bool not_before_gap(const Here& c);  ///< handed in again no earlier than it was sent back

bool not_before_submission(const Here& c);
bool names_what_is_missing(const Here& c, const Return& e);
bool every_point_ticked(const Here& c, const Accept& e);
bool not_before_acceptance(const Here& c);
bool hearing_names_its_meeting(const Here& c, const Use& e);
bool meeting_day_differs(const Here& c, const MeetingMoved& e);
bool corrects_its_own_limit(const Here& c, const Correct& e);

}  // namespace duban::report
