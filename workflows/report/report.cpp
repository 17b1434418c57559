// A periodic supervision report (定期报送材料) from the day the plan wants it to the day it is
// filed.
//
// The way most of them go: planned → open → submitted → checking → accepted → used → closed.

#include "engine/data/texts.hpp"
#include "engine/machine/msm_workflow.hpp"
#include "workflows/catalogue.hpp"
#include "workflows/report/conditions.hpp"
#include "workflows/report/effects.hpp"
#include "workflows/report/plan.hpp"

namespace duban::report {
namespace {

// States.  The codes are stored: never rename one, never reuse one.
struct Planned : State<"planned", Runs<"submission">> {};
struct Open : State<"open", Runs<"submission">> {};
struct Submitted : State<"submitted", Runs<"check">> {};
struct Checking : State<"checking", Runs<"check">> {};
struct Returned : State<"returned", Runs<"completion">> {};
struct Accepted : State<"accepted", Runs<"closing">> {};
struct Used : State<"used", Runs<"closing">> {};
struct Waived : Final<"waived"> {};
struct Closed : Final<"closed"> {};

// clang-format off
using Table = mp_list<
  //  source          from                       on            authority          to
  //                  doing
  //                  provided
  Row<"福建决定 10",  New,                       Generate,     "plan_report",     Planned,
      Do<plan_it, start_submission_clock, offer_opening>,
      If<kind_is_planned, names_a_sender, names_a_known_limit, has_what_it_counts_from, its_day_fits,
         period_is_that_of_its_limit>>,
  Row<"福建决定 10",  Planned,                   OpenWindow,   "open_window",     Open,
      Do<tell_senders_open>,
      If<window_has_begun>>,
  // Late is taken, and marked.
  Row<"福建决定 7",   Open,                      Submit,       "submit_report",   Submitted,
      Do<record_submission, stop_submission_clock, start_check_clock, tell_committee_submitted>,
      If<not_before_its_time, answers_for_truth, joint_senders_have_signed, covers_every_point>>,
  Row<"福建决定 7",   Returned,                  Submit,       "submit_report",   Submitted,
      Do<record_submission, stop_completion_clock, start_check_clock, tell_committee_submitted>,
      If<not_before_gap, answers_for_truth, joint_senders_have_signed, covers_every_point>>,

  Row<"惯例",         Submitted,                 Check,        "check_report",    Checking,
      Do<>,
      If<not_before_submission>>,
  Row<"惯例",         Checking,                  Return,       "check_report",    Returned,
      Do<record_gap, stop_check_clock, start_completion_clock, tell_senders_returned>,
      If<not_before_submission, names_what_is_missing>>,
  Row<"惯例",         Checking,                  Accept,       "check_report",    Accepted,
      Do<record_acceptance, stop_check_clock, start_closing_clock, tell_senders_accepted>,
      If<not_before_submission, every_point_ticked>>,
  Row<"福建决定 9",   Accepted,                  Use,          "use_report",      Used,
      Do<record_use>,
      If<not_before_acceptance, hearing_names_its_meeting>>,
  Row<"惯例",         Any<Accepted, Used>,       Close,        "close_report",    Closed,
      Do<record_closing, stop_all_clocks>,
      If<not_before_acceptance>>,

  Row<"惯例",         Any<Planned, Open>,        Waive,        "waive_report",    Waived,
      Do<record_waiver, stop_all_clocks, tell_senders_waived>>,
  Row<"惯例",         Any<Planned, Open, Returned>, Urge,      "urge",            Stay,
      Do<count_urging, tell_senders_urged>>,
  Row<"监督法 15",    Any<Planned, Open>,        MeetingMoved, "meeting_moved",   Stay,
      Do<follow_meeting>,
      If<meeting_day_differs>>,
  Row<"惯例",         Any<Planned, Open>,        Correct,      "correct",         Stay,
      Do<correct>,
      If<corrects_its_own_limit>>
>;
// clang-format on

struct Report : Statute<Report, Facts, Table> {
  static constexpr std::string_view workflow_name = "report";
};

class ReportWorkflow final : public MsmWorkflow<Report> {
 public:
  [[nodiscard]] Needs needs(std::string_view event,
                            const json::value& data,
                            const Case&) const override {
    if (event != "generate") return {};
    Needs needs{.meeting = text_in(data, "meeting")};
    if (auto sender = text_in(data, "sender"); !sender.empty())
      needs.units.emplace_back("sender", std::move(sender));
    return needs;
  }
  [[nodiscard]] Summary summary(const json::object& facts) const override {
    const auto own = decode_stored<Facts>(facts);
    return {own.number, own.title, own.sender, own.period, false};
  }
  [[nodiscard]] Findable findable(const json::object& facts) const override {
    Findable all;
    all.mark_by(facts, "period", "session");
    all.mark_by(facts, "sender", "unit");
    all.mark_by_each(facts, "joint_senders", "unit");
    all.mark_by(facts, "committee");
    all.mark_by(facts, "kind");
    for (const auto* member : {"number", "title"}) all.search(facts, member);
    return all;
  }
  [[nodiscard]] bool holds(std::string_view role,
                           const Actor& actor,
                           const Family&,
                           const Case& self) const override {
    if (role == "system") return actor.is_system;
    if (!actor.has_role(role)) return false;
    if (role == "deputy" || role == "lead_deputy") return false;  // a report is no deputy's
    if (role != "contact" && role != "unit_head") return true;
    return actor.is_of_unit(decode_stored<Facts>(self.facts).sender);
  }
  [[nodiscard]] std::vector<std::string> addressees(std::string_view role,
                                                    const Family&,
                                                    const Case& self) const override {
    const auto own = decode_stored<Facts>(self.facts);
    const auto of_unit = [&](const std::string& unit) {
      return "unit:" + unit + ":" + std::string{role};
    };
    if (role == "unit_head") return {of_unit(own.sender)};
    if (role == "contact") {
      std::vector<std::string> all{of_unit(own.sender)};
      for (const auto& unit : own.joint_senders) all.push_back(of_unit(unit));
      return all;
    }
    if (role == "committee" && !own.committee.empty()) return {"committee:" + own.committee};
    if (role == "officer" || role == "committee" || role == "chair_meeting" ||
        role == "gov_office" || role == "deputies_body")
      return {"office:" + std::string{role}};
    return {};
  }
  /// Material may have come in before the register knew that it was due.
  [[nodiscard]] std::optional<Date> began_on(const Case&) const override { return std::nullopt; }
  [[nodiscard]] bool keeps_texts(const json::object&) const override { return true; }
  [[nodiscard]] std::span<const std::string_view> free_texts() const override { return {}; }
  [[nodiscard]] std::vector<std::string> limits(const Regulation& regulation) const override {
    std::vector<std::string> all{"report_check", "report_completion", "report_closing"};
    for (const auto& item : settings_of(regulation).plan)
      all.insert(all.end(), item.limits.begin(), item.limits.end());
    return all;
  }
  /// Limits of a plan that this profile has replaced.
  [[nodiscard]] bool may_have_limit(std::string_view name) const override {
    return name.starts_with("report_");
  }
  [[nodiscard]] Result<void> check_settings(const Regulation& regulation) const override {
    return check_settings_of(regulation);
  }
  [[nodiscard]] std::optional<Consequence> when_moved(const Moved& moved,
                                                      const Case& self) const override {
    if (moved.what != Mover::meeting) return std::nullopt;
    if (decode_stored<Facts>(self.facts).meeting != moved.code) return std::nullopt;
    json::object data;
    if (moved.day) data.emplace("held_on", to_text(*moved.day));
    return Consequence{"meeting_moved", std::move(data)};
  }
  /// A plan that still names the sender of before is fulfilled by the one who came after it.
  [[nodiscard]] std::optional<json::object> succeeded(const Succession& succession,
                                                      const Family&,
                                                      const Case& self) const override {
    if (succession.what != Party::unit || self.state == "closed" || self.state == "waived")
      return std::nullopt;
    auto own = decode_stored<Facts>(self.facts);
    const auto before = own;
    if (own.sender == succession.before) own.sender = succession.after;
    std::ranges::replace(own.joint_senders, succession.before, succession.after);
    std::erase(own.joint_senders, own.sender);
    if (own == before) return std::nullopt;
    return std::move(encode(own).get_object());
  }
  [[nodiscard]] std::vector<PlannedCase> planned(const Regulation& regulation,
                                                 const Calendar& calendar,
                                                 Date today) const override {
    return next_reports(regulation, calendar, today);
  }
};

}  // namespace

std::unique_ptr<Workflow> workflow() {
  return std::make_unique<ReportWorkflow>();
}

}  // namespace duban::report
