#include "workflows/report/conditions.hpp"

#include "workflows/report/limits.hpp"
#include "workflows/report/plan.hpp"

#include <algorithm>

namespace duban::report {

namespace {

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::ranges::find(list, word) != list.end();
}

bool contains_all(const std::vector<std::string>& list, const std::vector<std::string>& words) {
  return std::ranges::all_of(words, [&](const std::string& word) { return contains(list, word); });
}

bool is_given(const std::optional<std::string>& text) {
  return text && !text->empty();
}

}  // namespace

bool kind_is_planned(const Here& c, const Generate& e) {
  return planned_kind(c.regulation, e.kind) != nullptr;
}

bool names_a_sender(const Here& c, const Generate& e) {
  const auto* item = planned_kind(c.regulation, e.kind);
  return is_given(e.sender) || (item && is_given(item->sender));
}

bool names_a_known_limit(const Here& c, const Generate& e) {
  const auto* item = planned_kind(c.regulation, e.kind);
  if (!item) return false;
  return e.limit ? contains(item->limits, *e.limit) : item->limits.size() == 1;
}

bool has_what_it_counts_from(const Here& c, const Generate& e) {
  const auto* item = planned_kind(c.regulation, e.kind);
  if (!item) return false;
  switch (item->occasion) {
    case Occasion::yearly:
      return !e.due && !e.meeting;
    case Occasion::event:
      return e.anchored_on && !e.due && !e.meeting;
    case Occasion::request:
      return e.due && !e.anchored_on && !e.meeting;
    case Occasion::meeting:
      return c.uses.contains("meeting") && !e.anchored_on && !e.due;
  }
  return false;
}

bool its_day_fits(const Here& c, const Generate& e) {
  return (!e.anchored_on || *e.anchored_on <= c.occurred_on) && (!e.due || *e.due >= c.occurred_on);
}

// One of a plan is told by the window or day it is for: nobody gives it another's.
bool period_is_that_of_its_limit(const Here& c, const Generate& e) {
  const auto* item = planned_kind(c.regulation, e.kind);
  if (!item || item->occasion != Occasion::yearly || !item->covers || !is_given(e.period))
    return true;
  const auto& limit = c.regulation.limit(e.limit.value_or(item->limits.front()));
  const auto anchor = e.anchored_on.value_or(c.occurred_on - std::chrono::days{1});
  return *e.period == period_before(limit_from(anchor, limit.rule, c.calendar).due, *item->covers);
}

bool window_has_begun(const Here& c) {
  const auto opening = opening_day(c);
  return !opening || c.occurred_on >= *opening;
}

bool not_before_its_time(const Here& c) {
  const auto earliest = earliest_submission(c, c.facts);
  return !earliest || c.occurred_on >= *earliest;
}
bool answers_for_truth(const Here&, const Submit& e) {
  return e.answers_for_truth;
}
bool joint_senders_have_signed(const Here& c, const Submit& e) {
  return contains_all(e.joint_signers, c.facts.joint_senders);
}
bool covers_every_point(const Here& c, const Submit& e) {
  return contains_all(e.covered, c.facts.content);
}
bool not_before_gap(const Here& c) {
  return c.facts.gaps.empty() || c.occurred_on >= c.facts.gaps.back().on;
}

bool not_before_submission(const Here& c) {
  return c.facts.submissions.empty() || c.occurred_on >= c.facts.submissions.back().on;
}
bool names_what_is_missing(const Here&, const Return& e) {
  return !e.missing.empty();
}
bool every_point_ticked(const Here& c, const Accept& e) {
  return contains_all(e.ticked, c.facts.content);
}
bool not_before_acceptance(const Here& c) {
  return !c.facts.accepted_on || c.occurred_on >= *c.facts.accepted_on;
}
bool hearing_names_its_meeting(const Here&, const Use& e) {
  return e.way == Way::circulated || is_given(e.meeting);
}

bool meeting_day_differs(const Here& c, const MeetingMoved& e) {
  return c.facts.anchored_on != e.held_on;
}

bool corrects_its_own_limit(const Here& c, const Correct& e) {
  const bool by_event = c.facts.occasion == Occasion::event;
  const bool by_request = c.facts.occasion == Occasion::request;
  return (!e.anchored_on || (by_event && *e.anchored_on <= c.today)) && (!e.due || by_request);
}

}  // namespace duban::report
