// One unit's assignment inside a suggestion (承办任务): signed, perhaps objected to, handled,
// answered.

#include "engine/machine/msm_workflow.hpp"
#include "workflows/catalogue.hpp"
#include "workflows/suggestion/assignment_conditions.hpp"
#include "workflows/suggestion/assignment_effects.hpp"
#include "workflows/suggestion/finding.hpp"
#include "workflows/suggestion/limits.hpp"
#include "workflows/suggestion/people.hpp"
#include "workflows/suggestion/succession.hpp"

#include <set>
#include <string>
#include <vector>

namespace duban::suggestion::assignment {
namespace {

// States.  The codes are stored: never rename one, never reuse one.
struct Handed : State<"handed", Runs<"sign", "objection", "reply", "co_opinion">> {};
struct Signed : State<"signed", Runs<"objection", "reply", "co_opinion">> {};
struct Objected : State<"objected", Runs<"ruling", "reply", "co_opinion">> {};
struct Handling : State<"handling", Runs<"reply", "co_opinion">> {};
struct Delivered : State<"delivered", WaitsWithout<"the suggestion's feedback clock runs">> {};
struct Done : State<"done", WaitsWithout<"filed with the suggestion">> {};
struct Released : Final<"released"> {};

// clang-format off
using Table = mp_list<
  //  source            from                             on                    authority               to
  //                    doing
  //                    provided
  // Hand-over: the first day is not counted; T2, T3, T4 and T5 start together.
  Row<"代表法 51",       New,                             HandOver,             "derived",              Handed,
      Do<record_hand_over, start_sign_clock, start_objection_clock, start_co_opinion_clock,
         start_reply_clock, start_first_contact_clock, tell_unit_handed_over>>,
  Row<"惯例",   Handed,                          Sign,                 "sign",                 Signed,
      Do<record_signature, stop_sign_clock, count_from_receipt, offer_start>,
      If<not_before_hand_over, receipt_between_hand_over_and_signing>>,
  // Silence was acceptance; the limits stay where it left them.  Whoever objected was not silent.
  Row<"惯例",   Handling,                        Sign,                 "sign",                 Stay,
      Do<record_late_signature, stop_sign_clock>,
      If<not_signed_yet, receipt_between_hand_over_and_signing, accepted_by_silence>>,
  Row<"惯例",   Handling,                        Sign,                 "sign",                 Stay,
      Do<record_signature, stop_sign_clock, count_from_receipt>,
      If<not_signed_yet, receipt_between_hand_over_and_signing, accepted_otherwise>>,
  Row<"惯例",  Any<Handed, Signed>,             Start,                "derived",              Handling,
      Do<>,
      If<has_accepted>>,

  // Objection: no unit passes an item on by itself; silence is acceptance.
  Row<"河南 14",     Any<Handed, Signed, Handling>,   Object,               "object",               Objected,
      Do<record_objection, stop_sign_clock, stop_objection_clock, start_ruling_clock,
         tell_office_objection>,
      If<within_objection_limit, not_before_hand_over, objects_once, gives_reason,
         approved_by_unit_head>>,
  Row<"玉林 2019",   Handed,                          ObjectionLapsed,      "derived",              Stay,
      Do<accept_by_silence, stop_objection_clock, offer_start>>,
  Row<"玉林 2019",   Any<Signed, Handling>,           ObjectionLapsed,      "derived",              Stay,
      Do<stop_objection_clock>>,
  Row<"青岛 19",   Objected,                        RejectObjection,      "rule_on_objection",    Signed,
      Do<stop_ruling_clock, tell_unit_objection_rejected, offer_start>,
      If<not_before_objection, was_not_in_handling>>,
  Row<"青岛 19",   Objected,                        RejectObjection,      "rule_on_objection",    Handling,
      Do<stop_ruling_clock, tell_unit_objection_rejected>,
      If<not_before_objection, was_in_handling>>,
  Row<"河南 14",  Objected,                        UpholdObjection,      "rule_on_objection",    Released,
      Do<stop_all_clocks, tell_unit_released, report_return>,
      If<not_before_objection>>,

  // Handling.
  Row<"代表法 51",  Any<Handling, Delivered, Done>,  RecordContact,        "record_contact",       Stay,
      Do<record_contact, stop_first_contact_clock>>,
  Row<"上海 17",  Handling,                        SubmitCoOpinion,      "submit_co_opinion",    Delivered,
      Do<record_co_opinion, stop_sign_clock, stop_objection_clock, stop_co_opinion_clock,
         tell_lead_opinion>,
      If<is_co_unit, has_substance, not_before_round>>,
  Row<"重庆 20",  Delivered,                       ReturnCoOpinion,      "return_co_opinion",    Handling,
      Do<void_co_opinion, start_co_opinion_clock, tell_unit_opinion_returned>,
      If<is_co_unit, lead_has_not_replied>>,
  Row<"惯例",     Handling,                        AcceptMissingOpinion, "accept_missing_opinion", Stay,
      Do<accept_missing>,
      If<answers_itself, is_silent_co_unit>>,
  Row<"代表法 51",      Handling,                        RequestExtension,     "request_extension",    Stay,
      Do<record_extension_request, extend_by_notice, tell_office_extension_requested>,
      If<answers_itself, no_request_waits, extension_is_possible, extensions_left,
         within_reply_limit, within_maximum, asks_for_more_time, deputy_told_if_enough>>,
  Row<"代表法 51",      Handling,                        GrantExtension,       "consent_extension",    Stay,
      Do<grant, tell_deputy_extension>,
      If<extension_requested, not_before_request, granted_within_maximum, gives_more_time,
         deputy_told>>,
  Row<"上海 19",  Handling,                        RefuseExtension,      "consent_extension",    Stay,
      Do<forget_extension_request, tell_unit_extension_refused>,
      If<extension_requested>>,

  // The reply, signed by the unit's head; the quality check may send it back until it is rated.
  Row<"代表法 51",      Handling,                        Reply,                "reply",                Delivered,
      Do<record_reply, stop_sign_clock, stop_objection_clock, stop_reply_clock,
         stop_first_contact_clock,
         start_commitment_clocks, offer_all_replied>,
      If<answers_itself, not_before_round, has_text_unless_secret,
         all_co_opinions_in, not_before_co_opinions, signed_by_head, signed_by_then,
         names_contact_person, met_face_to_face,
         class_is_known, class_has_plan, promises_lie_ahead, every_signer_served>>,
  Row<"惯例",  Delivered,                       RejectReply,          "reject_reply",         Handling,
      Do<void_reply, stop_commitment_clocks, start_reply_clock, tell_unit_reply_rejected,
         report_reply_rejected>,
      If<answers_itself, not_before_reply, not_yet_rated>>,
  Row<"兖州",     Any<Delivered, Done>,            Regrade,              "regrade",              Stay,
      Do<regrade>,
      If<answers_itself, reply_is_valid, not_before_reply, not_before_regrading,
         regraded_class_is_known, class_differs, has_evidence>>,
  Row<"重庆 27",  Any<Delivered, Done>,            Redo,                 "derived",              Handling,
      Do<begin_round, start_reply_clock, start_co_opinion_clock, tell_unit_redo>>,
  // Whose missing opinion was accepted is asked again.
  Row<"重庆 27",  Handling,                        Redo,                 "derived",              Stay,
      Do<begin_round, start_co_opinion_clock, tell_unit_redo>,
      If<is_co_unit>>,
  // A co-handling unit whose missing opinion was accepted is still at work when the case is closed.
  Row<"惯例",      Any<Handed, Signed, Objected, Handling, Delivered>, Finish, "derived",              Done,
      Do<stop_all_but_commitments>>,

  // Commitments are followed until they are fulfilled (承诺事项台账).
  Row<"上海 22",  Any<Handling, Delivered, Done>,  CommitmentDone,       "commitments",          Stay,
      Do<fulfil, tell_deputy_commitment>,
      If<commitment_is_open>>,
  Row<"上海 22",  Any<Handling, Delivered, Done>,  CommitmentFailed,     "commitments",          Stay,
      Do<give_up, tell_deputy_commitment>,
      If<commitment_has_not_ended>>,
  Row<"上海 22",  Any<Handling, Delivered, Done>,  CarryOver,            "carry_over",           Stay,
      Do<carry_to_next_year, tell_deputy_commitment>,
      If<commitment_can_go_on, commitment_is_overdue>>,

  Row<"惯例",     Any<Handed, Signed, Objected, Handling>, Urge,         "urge",                 Stay,
      Do<count_urging, tell_unit_urged>>,
  Row<"惯例",     Any<Handed, Signed, Handling>,   Correct,              "correct",              Stay,
      Do<correct>,
      If<corrected_days_are_sound>>,
  Row<"福建",   Any<Handed, Signed, Objected, Handling>, Reanchor,     "derived",              Stay,
      Do<count_from_other_day>>,
  Row<"福建",   Delivered,                       Reanchor,             "derived",              Stay,
      Do<remember_other_day>>,
  Row<"山东 9",  Any<Handed, Signed, Objected, Handling, Delivered>, Release, "derived",        Released,
      Do<stop_all_clocks, tell_unit_released>>
>;
// clang-format on

struct Assignment : Statute<Assignment, Facts, Table> {
  static constexpr std::string_view workflow_name = "assignment";
};

class AssignmentWorkflow final : public MsmWorkflow<Assignment> {
 public:
  [[nodiscard]] Needs needs(std::string_view, const json::value&, const Case&) const override {
    return {};
  }
  [[nodiscard]] Summary summary(const json::object& facts) const override {
    const auto own = decode_stored<Facts>(facts);
    return {.number = "", .title = own.part, .unit = own.unit, .session = ""};
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
    return decode_stored<Facts>(self.facts).handed_on;
  }
  [[nodiscard]] bool keeps_texts(const json::object& root_facts) const override {
    return keeps_texts_of(root_facts);
  }
  [[nodiscard]] std::span<const std::string_view> free_texts() const override {
    return free_text_members;
  }
  [[nodiscard]] std::vector<std::string> limits(const Regulation&) const override {
    return {"sign",  "objection",     "ruling",         "co_opinion", "co_opinion_again",
            "reply", "reply_complex", "reply_extended", "redo_reply", "commitment"};
  }
  [[nodiscard]] bool may_have_limit(std::string_view name) const override {
    return name == "first_contact";
  }
  /// Another profile may count from receipt instead of hand-over, or from the session's close.
  [[nodiscard]] std::optional<Date> anchor(const Clock& clock,
                                           const Case& self,
                                           const Regulation& regulation) const override {
    static const std::set<std::string_view> from_hand_over{
        "sign",  "objection",     "co_opinion",    "first_contact",
        "reply", "reply_complex", "reply_extended"};
    const bool is_agreed = clock.due && !clock.anchor;
    if (is_agreed || !from_hand_over.contains(clock.limit)) return clock.anchor;
    const auto own = decode_stored<Facts>(self.facts);
    return own.redo_ordered_on ? clock.anchor : anchor_of(clock.limit, regulation, own);
  }
  [[nodiscard]] std::optional<json::object> succeeded(const Succession& succession,
                                                      const Family& family,
                                                      const Case& self) const override {
    return facts_succeeded(succession, family, self);
  }
  /// It has none of its own: those of the suggestion are its too.
  [[nodiscard]] Result<void> check_settings(const Regulation&) const override { return {}; }
};

}  // namespace

std::unique_ptr<Workflow> workflow() {
  return std::make_unique<AssignmentWorkflow>();
}

}  // namespace duban::suggestion::assignment
