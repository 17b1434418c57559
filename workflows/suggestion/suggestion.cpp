// A deputy's suggestion (代表建议) from the day it is received to the day it is filed.
//
// The way most of them go: submitted → registered → assigned → in_handling → answered → revisited →
// closed.  One unit's part in it is a child case, see assignment.cpp.

#include "engine/machine/msm_workflow.hpp"
#include "workflows/catalogue.hpp"
#include "workflows/suggestion/conditions.hpp"
#include "workflows/suggestion/effects.hpp"
#include "workflows/suggestion/finding.hpp"
#include "workflows/suggestion/limits.hpp"
#include "workflows/suggestion/needs.hpp"
#include "workflows/suggestion/people.hpp"
#include "workflows/suggestion/settings.hpp"
#include "workflows/suggestion/succession.hpp"

#include <string>
#include <vector>

namespace duban::suggestion {
namespace {

// States.  The codes are stored: never rename one, never reuse one.
struct Submitted : State<"submitted", Runs<"registration">> {};
struct Registered : State<"registered", Runs<"hand_over", "pass_on", "reassign">> {};
struct Assigned : State<"assigned", Runs<"overall_reply">> {};
struct InHandling : State<"in_handling", Runs<"overall_reply">> {};
struct Answered : State<"answered", Runs<"feedback", "revisit">> {};
struct Revisited : State<"revisited", Runs<"closing">> {};
struct Closed
    : State<"closed", WaitsWithout<"filed; commitments and disclosure run clocks of their own">> {};
struct Declined
    : State<"declined", WaitsWithout<"the deputy may amend it; no rule says until when">> {};
struct Withdrawn : Final<"withdrawn"> {};
struct Transferred : Final<"transferred"> {};

// clang-format off
using Table = mp_list<
  //  source       from                          on                authority            to
  //               doing
  //               provided

  // The way most suggestions go.
  Row<"代表法 51", New,                          Submit,           "submit",            Submitted,
      Do<record_submission, start_registration_clock>,
      If<has_title_and_text, names_a_deputy>>,
  Row<"惯例",      Submitted,                    Register,         "register",          Registered,
      Do<number_it, stop_registration_clock, start_hand_over_clock, tell_deputy_registered>,
      If<one_matter_per_item, admissible, co_signers_confirmed, no_conflict_of_interest>>,
  Row<"代表法 51", Registered,                   Assign,           "assign",            Assigned,
      Do<hand_over_to_units, stop_hand_over_clock, stop_pass_on_clock, stop_reassign_clock,
         start_overall_reply_clock, tell_deputy_handed_over>,
      If<not_handed_over_yet, not_before_registration, host_was_handed_over, at_least_one_unit,
         no_unit_twice, roles_fit_mode, each_part_has_content, not_before_passing_on>>,
  Row<"惯例",      Assigned,                     Start,            "derived",           InHandling,
      Do<start_units>,
      If<every_assignment_accepted>>,
  Row<"代表法 51", InHandling,                   AllReplied,       "derived",           Answered,
      Do<record_answer, stop_overall_reply_clock, stop_reassign_clock, start_feedback_clock,
         start_revisit_clock, tell_deputy_answered>,
      If<every_reply_in>>,
  Row<"北京 23",   Answered,                     Rate,             "rate",              Revisited,
      Do<record_rating, stop_feedback_clock, stop_revisit_clock, start_closing_clock>,
      If<not_before_answer, rater_has_signed, rated_unit_answers, attitude_given_if_rated,
         words_if_unsatisfied, completes_the_rating>>,
  Row<"惯例",      Answered,                     Revisit,          "revisit",           Revisited,
      Do<record_revisit, stop_revisit_clock, start_closing_clock>,
      If<not_before_answer, revisit_gives_attitude, revisit_words_if_unsatisfied>>,
  Row<"惯例",      Revisited,                    Close,            "close",             Closed,
      Do<record_closing, stop_all_clocks, start_disclosure_clock, finish_units, tell_deputy_closed>,
      If<not_before_answer, not_before_rating, rated_or_lapsed, unsatisfied_is_settled,
         replies_archived, protected_stays_unpublished, withholding_has_reason>>,
  Row<"山东 27",   Closed,                       Publish,          "publish",           Stay,
      Do<record_publication, stop_disclosure_clock>,
      If<not_before_closing, may_be_published, ground_to_withhold_has_gone>>,
  Row<"山东 27",   Closed,                       Withhold,         "publish",           Stay,
      Do<record_withholding, stop_disclosure_clock>,
      If<not_before_closing>>,

  // Taking in, otherwise.
  Row<"福建",      New,                          ReceiveTransfer,  "receive_transfer",  Submitted,
      Do<record_transfer_in, start_registration_clock>,
      If<transfer_is_whole>>,
  Row<"惯例",      Any<Submitted, Registered>,   Amend,            "amend",             Stay,
      Do<amend>>,
  Row<"惯例",      Submitted,                    Decline,          "decline",           Declined,
      Do<record_ground, stop_all_clocks, tell_deputy_declined>,
      If<ground_is_listed, deputy_informed>>,
  Row<"惯例",      Declined,                     Amend,            "amend",             Submitted,
      Do<amend, start_registration_clock>>,

  // Merged items keep number, reply and rating (并案).
  Row<"山东 20",   Any<Registered, Assigned, InHandling>, LinkMerge, "link_merge",      Stay,
      Do<follow_host, tell_deputy_merged>,
      If<host_is_another, host_is_open, host_comes_first, deputies_noticed>>,
  Row<"山东 20",   Any<Registered, Assigned, InHandling>, UnlinkMerge, "unlink_merge",  Stay,
      Do<leave_host, tell_deputy_merged>,
      If<is_merged, before_reply>>,
  Row<"代表法 52", Any<Submitted, Registered, Assigned, InHandling>, MarkKey, "mark_key", Stay,
      Do<mark, tell_leader_key>>,

  // Hand-over in two steps, and to other units.
  Row<"上海 15",   Registered,                   PassToGovernment, "pass_to_government", Stay,
      Do<record_government_hand_over, stop_hand_over_clock, start_pass_on_clock,
         tell_government_handed_over>,
      If<not_before_registration, passes_to_another_office>>,
  Row<"河南 14",   Registered,                   Reassign,         "reassign",          Assigned,
      Do<hand_over_to_further_units, stop_reassign_clock, stop_pass_on_clock,
         start_overall_reply_clock>,
      If<was_handed_over, names_a_new_unit, no_new_unit_twice, each_new_part_has_content,
         returning_unit_has_note, one_lead_remains, not_before_registration,
         not_before_passing_on>>,
  Row<"河南 14",   Any<Assigned, InHandling>,    Reassign,         "reassign",          Stay,
      Do<hand_over_to_further_units, stop_reassign_clock>,
      If<names_a_new_unit, no_new_unit_twice, each_new_part_has_content, releases_live_units,
         returning_unit_has_note, one_lead_remains, not_before_registration,
         not_before_passing_on>>,
  Row<"惯例",      Any<Assigned, InHandling>,    WaiveReassignment, "reassign",         Stay,
      Do<stop_reassign_clock, offer_start, offer_all_replied>,
      If<a_unit_was_returned, some_unit_still_replies>>,
  Row<"惯例",      Any<Assigned, InHandling>,    HandOverCorrected, "derived",          Stay,
      Do<correct_hand_over>>,
  Row<"惯例",      InHandling,                   Start,            "derived",           Stay,
      Do<start_units>>,
  Row<"代表法 51", InHandling,                   UnitExtended,     "derived",           Stay,
      Do<extend_overall_reply_clock>>,
  Row<"重庆旧",    Any<Assigned, InHandling>,    SessionMoved,     "session_moved",     Stay,
      Do<follow_session>,
      If<counts_from_session_close>>,
  Row<"河南 14",   Any<Assigned, InHandling>,    UnitReturned,     "derived",           Registered,
      Do<start_reassign_clock, tell_office_unit_returned>,
      If<no_unit_left>>,
  Row<"河南 14",   Any<Assigned, InHandling>,    UnitReturned,     "derived",           Stay,
      Do<start_reassign_clock, tell_office_unit_returned, offer_start>,
      If<some_unit_left>>,

  // Quality check, rating, redo.
  Row<"惯例",      Answered,                     ReplyRejected,    "derived",           InHandling,
      Do<forget_answer, stop_feedback_clock, stop_revisit_clock, start_overall_reply_clock>>,
  Row<"北京 23",   Answered,                     Rate,             "rate",              Stay,
      Do<record_rating>,
      If<not_before_answer, rater_has_signed, rated_unit_answers, attitude_given_if_rated,
         words_if_unsatisfied, leaves_the_rating_open>>,
  Row<"北京 23",   Revisited,                    Rate,             "rate",              Stay,
      Do<record_rating, end_feedback_if_rated>,
      If<not_before_answer, rater_has_signed, rated_unit_answers, attitude_given_if_rated,
         words_if_unsatisfied>>,
  Row<"惯例",      Revisited,                    Revisit,          "revisit",           Stay,
      Do<record_revisit>,
      If<not_before_answer, revisit_gives_attitude, revisit_words_if_unsatisfied>>,
  Row<"惯例",      Any<Answered, Revisited>,     Urge,             "urge",              Stay,
      Do<count_urging, tell_deputy_urged>,
      If<system_urges_whom_nobody_urged>>,
  Row<"重庆 29",   Answered,                     FeedbackLapsed,   "lapse_feedback",    Revisited,
      Do<mark_not_rated, stop_feedback_clock, stop_revisit_clock, start_closing_clock,
         tell_office_not_rated>,
      If<feedback_limit_over, urged_at_least_once, deputy_had_time_since_urging>>,
  Row<"重庆 29",   Revisited,                    FeedbackLapsed,   "lapse_feedback",    Stay,
      Do<mark_not_rated, stop_feedback_clock, tell_office_not_rated>,
      If<feedback_limit_over, urged_at_least_once, deputy_had_time_since_urging>>,
  Row<"重庆 27",   Revisited,                    OrderRedo,        "order_redo",        InHandling,
      Do<begin_next_round, stop_closing_clock, stop_feedback_clock, start_overall_reply_clock>,
      If<not_before_answer, not_before_rating, unsatisfied_or_finding, rounds_left,
         redo_reaches_a_replying_unit, redo_within_limit>>,
  Row<"河南 22",   Revisited,                    EscalateRedo,     "escalate_redo",     Stay,
      Do<record_escalation, start_study_clock>,
      If<not_before_rating, still_unsatisfied, no_rounds_left>>,
  Row<"惯例",      Closed,                       Reopen,           "reopen",            InHandling,
      Do<begin_round_again, stop_disclosure_clock, start_overall_reply_clock>,
      If<not_before_closing>>,

  // Ways out, and repairs.
  Row<"山东 9",    Any<Submitted, Registered, Assigned, InHandling>, Withdraw, "withdraw", Withdrawn,
      Do<stop_all_clocks, release_units>,
      If<still_withdrawable, all_signers_agree>>,
  Row<"福建",      Any<Registered, Assigned>,    TransferLevel,    "transfer",          Transferred,
      Do<record_transfer, stop_all_clocks, release_units, tell_deputy_transferred>,
      If<deputy_told_of_transfer>>,
  Row<"惯例",      Any<Submitted, Registered, Assigned, InHandling, Answered, Revisited>, Correct,
      "correct",   Stay,
      Do<correct>,
      If<complexity_can_change, was_registered_if_corrected, corrected_days_are_sound>>
>;
// clang-format on

struct Suggestion : Statute<Suggestion, Facts, Table> {
  static constexpr std::string_view workflow_name = "suggestion";
};

class SuggestionWorkflow final : public MsmWorkflow<Suggestion> {
 public:
  [[nodiscard]] Needs needs(std::string_view event,
                            const json::value& data,
                            const Case& self) const override {
    return needs_of(event, data, self);
  }
  [[nodiscard]] Summary summary(const json::object& facts) const override {
    const auto own = decode_stored<Facts>(facts);
    return {own.number, own.title, "", own.session, own.confidential || own.state_secret};
  }
  [[nodiscard]] Findable findable(const json::object& facts) const override {
    return findable_of(facts);
  }
  [[nodiscard]] bool holds(std::string_view role,
                           const Actor& actor,
                           const Family& family,
                           const Case& self) const override {
    return holds_role(role, actor, family, self);
  }
  [[nodiscard]] std::vector<std::string> addressees(std::string_view role,
                                                    const Family& family,
                                                    const Case& self) const override {
    auto one = addressee_of(role, family, self);
    if (one.empty()) return {};
    return {std::move(one)};
  }
  [[nodiscard]] std::optional<Date> began_on(const Case& self) const override {
    return decode_stored<Facts>(self.facts).received_on;
  }
  [[nodiscard]] bool keeps_texts(const json::object& root_facts) const override {
    return keeps_texts_of(root_facts);
  }
  [[nodiscard]] std::span<const std::string_view> free_texts() const override {
    return free_text_members;
  }
  [[nodiscard]] std::vector<std::string> limits(const Regulation&) const override {
    return {"registration",
            "hand_over_session",
            "hand_over_recess",
            "pass_on",
            "reassign",
            "overall_reply",
            "overall_reply_complex",
            "feedback",
            "revisit",
            "closing",
            "study",
            "disclosure",
            "overall_redo_reply"};
  }
  /// Another profile may count from receipt or from the session's close.
  [[nodiscard]] std::optional<Date> anchor(const Clock& clock,
                                           const Case& self,
                                           const Regulation& regulation) const override {
    if (clock.due && !clock.anchor) return clock.anchor;  // an agreed day
    const auto own = decode_stored<Facts>(self.facts);
    const auto& limit = regulation.limit(clock.limit);
    if (clock.kind == "hand_over") return hand_over_anchor(own, limit);
    const bool is_first = clock.kind == "overall_reply" && !own.redo_ordered_on;
    return is_first ? overall_reply_anchor(own, limit) : clock.anchor;
  }
  [[nodiscard]] std::optional<Consequence> when_moved(const Moved& moved,
                                                      const Case& self) const override {
    if (moved.what != Mover::session || !moved.day) return std::nullopt;
    if (decode_stored<Facts>(self.facts).session != moved.code) return std::nullopt;
    return Consequence{"session_moved", {{"closed_on", to_text(*moved.day)}}};
  }
  [[nodiscard]] std::optional<json::object> succeeded(const Succession& succession,
                                                      const Family& family,
                                                      const Case& self) const override {
    return facts_succeeded(succession, family, self);
  }
  [[nodiscard]] Result<void> check_settings(const Regulation& regulation) const override {
    return check_settings_of(regulation);
  }
};

}  // namespace

std::unique_ptr<Workflow> workflow() {
  return std::make_unique<SuggestionWorkflow>();
}

}  // namespace duban::suggestion
