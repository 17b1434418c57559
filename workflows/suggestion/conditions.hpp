#pragma once

#include "engine/machine/change.hpp"
#include "workflows/suggestion/events.hpp"

/// Conditions of the suggestion's table: plain functions over typed facts and event data.
namespace duban::suggestion {

using Here = View<Facts>;

// Taking in.
bool has_title_and_text(const Here& c, const Submit& e);  ///< unless it is a state secret
bool names_a_deputy(const Here& c, const Submit& e);
bool transfer_is_whole(const Here& c, const ReceiveTransfer& e);  ///< unless it is a state secret
bool one_matter_per_item(const Here& c, const Register& e);
bool admissible(const Here& c, const Register& e);
bool co_signers_confirmed(const Here& c, const Register& e);
bool no_conflict_of_interest(const Here& c, const Register& e);
bool ground_is_listed(const Here& c, const Decline& e);
bool deputy_informed(const Here& c, const Decline& e);

// Merging.
bool host_is_another(const Here& c, const LinkMerge& e);
bool host_is_open(const Here& c);
bool deputies_noticed(const Here& c, const LinkMerge& e);
bool is_merged(const Here& c);
bool before_reply(const Here& c);

// Hand-over.
bool at_least_one_unit(const Here& c, const Assign& e);
bool not_handed_over_yet(const Here& c);  ///< afterwards it is reassigned
bool was_handed_over(const Here& c);
bool passes_to_another_office(const Here& c, const PassToGovernment& e);
bool not_before_passing_on(const Here& c);
bool not_before_registration(const Here& c);
bool roles_fit_mode(const Here& c, const Assign& e);  ///< exactly one lead with co units …
/// Some limit of the profile counts from the session's close, and the day is news.
bool counts_from_session_close(const Here& c, const SessionMoved& e);
bool each_part_has_content(const Here& c, const Assign& e);
bool no_unit_twice(const Here& c, const Assign& e);
bool each_new_part_has_content(const Here& c, const Reassign& e);
bool no_new_unit_twice(const Here& c, const Reassign& e);
bool releases_live_units(const Here& c, const Reassign& e);
bool some_unit_still_replies(const Here& c);
bool host_was_handed_over(const Here& c);
bool host_comes_first(const Here& c);  ///< of two that are handed over
bool complexity_can_change(const Here& c, const Correct& e);
bool was_registered_if_corrected(const Here& c, const Correct& e);
/// Received, registered and handed over in this order, and not in the future.
bool corrected_days_are_sound(const Here& c, const Correct& e);
bool a_unit_was_returned(const Here& c);
bool names_a_new_unit(const Here& c, const Reassign& e);
bool returning_unit_has_note(const Here& c, const Reassign& e);
bool one_lead_remains(const Here& c, const Reassign& e);
bool every_assignment_accepted(const Here& c);
bool no_unit_left(const Here& c);
bool some_unit_left(const Here& c);

// Answer, rating, redo.
bool every_reply_in(const Here& c);
bool attitude_given_if_rated(const Here& c, const Rate& e);
bool words_if_unsatisfied(const Here& c, const Rate& e);
bool revisit_gives_attitude(const Here& c, const Revisit& e);
bool revisit_words_if_unsatisfied(const Here& c, const Revisit& e);
bool rater_has_signed(const Here& c, const Rate& e);
bool rated_unit_answers(const Here& c, const Rate& e);
bool completes_the_rating(const Here& c, const Rate& e);  ///< then the rating that counts is whole
bool leaves_the_rating_open(const Here& c, const Rate& e);
bool not_before_rating(const Here& c);
bool not_before_answer(const Here& c);
bool feedback_limit_over(const Here& c);
bool system_urges_whom_nobody_urged(const Here& c);
bool urged_at_least_once(const Here& c);
bool deputy_had_time_since_urging(const Here& c);
bool unsatisfied_or_finding(const Here& c, const OrderRedo& e);
bool redo_reaches_a_replying_unit(const Here& c, const OrderRedo& e);
bool redo_within_limit(const Here& c, const OrderRedo& e);
bool rounds_left(const Here& c);
bool still_unsatisfied(const Here& c);
bool no_rounds_left(const Here& c);

// Closing and leaving.
bool rated_or_lapsed(const Here& c);
bool unsatisfied_is_settled(const Here& c, const Close& e);
bool replies_archived(const Here& c, const Close& e);
bool protected_stays_unpublished(const Here& c, const Close& e);
bool withholding_has_reason(const Here& c, const Close& e);
bool not_before_closing(const Here& c);
bool may_be_published(const Here& c);
bool ground_to_withhold_has_gone(const Here& c, const Publish& e);
bool all_signers_agree(const Here& c, const Withdraw& e);
bool still_withdrawable(const Here& c);
bool deputy_told_of_transfer(const Here& c, const TransferLevel& e);

}  // namespace duban::suggestion
