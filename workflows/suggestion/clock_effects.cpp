// Which clock runs from when: the part of effects.hpp that starts and stops the suggestion's
// clocks.

#include "workflows/suggestion/effects.hpp"
#include "workflows/suggestion/limits.hpp"

namespace duban::suggestion {

namespace {
void start_today(Then& c, const char* kind) {
  c.start(kind, kind, c.day());
}
}  // namespace

void start_registration_clock(Then& c) {
  start_today(c, "registration");
}
void stop_registration_clock(Then& c) {
  c.stop("registration");
}
void start_hand_over_clock(Then& c) {
  const std::string limit =
      c.facts.origin == Origin::recess ? "hand_over_recess" : "hand_over_session";
  c.start("hand_over", limit, hand_over_anchor(c.facts, c.at().regulation.limit(limit)));
}
void correct_days(Then& c, const Correct& e) {
  if (e.received_on) c.facts.received_on = e.received_on;
  if (e.registered_on) c.facts.registered_on = e.registered_on;
  if (e.received_on && c.at().running_clock("registration"))
    c.start("registration", "registration", e.received_on);
  if (e.registered_on && c.at().running_clock("hand_over")) start_hand_over_clock(c);
}
void stop_hand_over_clock(Then& c) {
  c.stop("hand_over");
}
void start_pass_on_clock(Then& c) {
  start_today(c, "pass_on");
}
void stop_pass_on_clock(Then& c) {
  c.stop("pass_on");
}
void start_reassign_clock(Then& c) {
  start_today(c, "reassign");
}
void stop_reassign_clock(Then& c) {
  c.stop("reassign");
}

void start_overall_reply_clock(Then& c) {
  if (c.facts.redo_until)
    return c.start_agreed("overall_reply", "overall_reply", *c.facts.redo_until);
  if (c.facts.redo_ordered_on)
    return c.start("overall_reply", "overall_redo_reply", c.facts.redo_ordered_on);
  if (c.facts.extended_until)
    return c.start_agreed("overall_reply", "overall_reply", *c.facts.extended_until);
  const std::string limit = overall_reply_limit(c.facts);
  c.start("overall_reply", limit, overall_reply_anchor(c.facts, c.at().regulation.limit(limit)));
}
void extend_overall_reply_clock(Then& c, const UnitExtended& e) {
  const auto* clock = c.at().running_clock("overall_reply");
  if (!clock || !clock->due || e.until <= *clock->due) return;
  c.facts.extended_until = e.until;
  start_overall_reply_clock(c);
}
void stop_overall_reply_clock(Then& c) {
  c.stop("overall_reply");
}
void start_feedback_clock(Then& c) {
  c.start("feedback", "feedback", c.facts.answered_on);
}
void stop_feedback_clock(Then& c) {
  c.stop("feedback");
}
void start_revisit_clock(Then& c) {
  c.start("revisit", "revisit", c.facts.answered_on);
}
void stop_revisit_clock(Then& c) {
  c.stop("revisit");
}
void start_closing_clock(Then& c) {
  start_today(c, "closing");
}
void stop_closing_clock(Then& c) {
  c.stop("closing");
}
void start_study_clock(Then& c, const EscalateRedo& e) {
  if (e.result && !e.result->empty()) {
    c.stop("study");
  } else {
    start_today(c, "study");
  }
}
void start_disclosure_clock(Then& c) {
  start_today(c, "disclosure");
}
void stop_disclosure_clock(Then& c) {
  c.stop("disclosure");
}
void stop_all_clocks(Then& c) {
  c.stop_all();
}

}  // namespace duban::suggestion
