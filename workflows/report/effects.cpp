#include "workflows/report/effects.hpp"

#include "workflows/report/limits.hpp"
#include "workflows/report/plan.hpp"

namespace duban::report {

namespace {

std::optional<Date> meeting_day(const Situation& at) {
  const auto* meeting = at.uses.if_contains("meeting");
  const auto* held = meeting ? meeting->as_object().if_contains("held_on") : nullptr;
  return held ? std::optional{parse_date(std::string_view{held->as_string()}).value()}
              : std::nullopt;
}

/// The day its limit counts from.  A yearly one: the day before it was planned, so that a window
/// whose last day is today is meant and not the next.
std::optional<Date> anchor_for(const Then& c, const PlanItem& item, const Generate& e) {
  if (item.occasion == Occasion::meeting) return meeting_day(c.at());
  if (e.anchored_on || item.occasion != Occasion::yearly) return e.anchored_on;
  return c.occurred_on() - one_day;
}

/// What tells this report from the others of its kind and sender.
std::string period_of(const Then& c, const PlanItem& item, const Generate& e) {
  if (e.period && !e.period->empty()) return *e.period;
  if (e.meeting) return *e.meeting;
  if (e.due) return to_text(*e.due);
  const auto anchor = anchor_for(c, item, e);
  if (!anchor) return to_text(c.occurred_on());
  if (!item.covers) return to_text(*anchor);
  const auto& rule = c.at().regulation.limit(c.facts.limit).rule;
  return period_before(limit_from(*anchor, rule, c.at().calendar).due, *item.covers);
}

}  // namespace

void plan_it(Then& c, const Generate& e) {
  const auto& item = *planned_kind(c.at().regulation, e.kind);
  c.facts.kind = e.kind;
  c.facts.occasion = item.occasion;
  c.facts.sender = e.sender.value_or(item.sender.value_or(""));
  c.facts.joint_senders = item.joint_senders;
  c.facts.committee = item.committee.value_or("");
  c.facts.content = item.content;
  c.facts.limit = e.limit.value_or(item.limits.front());
  c.facts.anchored_on = anchor_for(c, item, e);
  c.facts.due_on = e.due;
  c.facts.meeting = e.meeting.value_or("");
  c.facts.planned_on = c.day();
  c.facts.period = period_of(c, item, e);
  c.facts.number = number_of(c.facts.kind, c.facts.period, c.facts.sender);
  c.facts.title = e.title.value_or(item.name + "（" + c.facts.period + "）");
}

void start_submission_clock(Then& c) {
  run_submission_clock(c);
}
void stop_submission_clock(Then& c) {
  c.stop("submission");
}
void offer_opening(Then& c) {
  c.raise(c.at().self.id, "open_window");
}
// A window is told by the first rung of its ladder.
void tell_senders_open(Then& c) {
  const bool is_window = c.at().regulation.limit(c.facts.limit).rule.kind == TimeRule::Kind::window;
  if (!is_window) c.notify("contact", "report.open");
}

void record_submission(Then& c, const Submit& e) {
  const auto* clock = c.at().running_clock("submission");
  if (clock && !c.facts.original_due) c.facts.original_due = clock->due;
  const bool late = c.facts.original_due && c.occurred_on() > *c.facts.original_due;
  c.facts.submissions.push_back({c.occurred_on(), e.signatory, e.joint_signers, e.files, late});
}
void start_check_clock(Then& c) {
  c.start("check", "report_check", c.day());
}
void stop_check_clock(Then& c) {
  c.stop("check");
}
void tell_committee_submitted(Then& c) {
  c.notify("committee", "report.submitted");
}

void record_gap(Then& c, const Return& e) {
  c.facts.gaps.push_back({c.occurred_on(), e.missing, e.words.value_or("")});
}
void start_completion_clock(Then& c) {
  c.start("completion", "report_completion", c.day());
}
void stop_completion_clock(Then& c) {
  c.stop("completion");
}
void tell_senders_returned(Then& c) {
  c.notify("contact", "report.returned");
}

void record_acceptance(Then& c) {
  c.facts.accepted_on = c.day();
}
void start_closing_clock(Then& c) {
  c.start("closing", "report_closing", c.day());
}
void tell_senders_accepted(Then& c) {
  c.notify("contact", "report.accepted");
}
void record_use(Then& c, const Use& e) {
  c.facts.way = e.way;
  c.facts.used_at = e.meeting.value_or("");
  c.facts.briefing = e.briefing;
}
void record_closing(Then& c, const Close& e) {
  c.facts.archive = e.archive;
  c.facts.closed_on = c.day();
}
void record_waiver(Then& c, const Waive& e) {
  c.facts.waive_reason = e.reason;
}
void tell_senders_waived(Then& c) {
  c.notify("contact", "report.waived");
}
void stop_all_clocks(Then& c) {
  c.stop_all();
}

void count_urging(Then& c) {
  ++c.facts.urgings;
}
void tell_senders_urged(Then& c) {
  c.notify("contact", "report.urged");
}

void follow_meeting(Then& c, const MeetingMoved& e) {
  c.facts.anchored_on = e.held_on;
  run_submission_clock(c);
}

void correct(Then& c, const Correct& e) {
  c.facts.title = e.title.value_or(c.facts.title);
  c.facts.committee = e.committee.value_or(c.facts.committee);
  c.facts.joint_senders = e.joint_senders.value_or(c.facts.joint_senders);
  if (e.anchored_on) c.facts.anchored_on = e.anchored_on;
  if (e.due) c.facts.due_on = e.due;
  run_submission_clock(c);
}

}  // namespace duban::report
