#include "workflows/suggestion/effects.hpp"

#include "workflows/suggestion/limits.hpp"
#include "workflows/suggestion/ratings.hpp"

#include <algorithm>

namespace duban::suggestion {

void record_submission(Then& c, const Submit& e) {
  c.facts.title = e.title.value_or("");
  c.facts.text = e.text.value_or("");
  c.facts.lead_deputy = e.lead_deputy.value_or("");
  c.facts.co_signers = e.co_signers;
  c.facts.origin = e.origin.value_or(Origin::session);
  c.facts.session = e.session.value_or("");
  c.facts.category = e.category.value_or("");
  c.facts.delegation = e.delegation.value_or("");
  c.facts.confidential = e.confidential;
  c.facts.state_secret = e.state_secret;
  c.facts.received_on = c.day();
}

void record_transfer_in(Then& c, const ReceiveTransfer& e) {
  c.facts.title = e.title.value_or("");
  c.facts.text = e.text.value_or("");
  c.facts.lead_deputy = e.lead_deputy.value_or("");
  c.facts.co_signers = e.co_signers;
  c.facts.origin = Origin::recess;
  c.facts.origin_office = e.origin_office;
  c.facts.origin_number = e.origin_number;
  c.facts.confidential = e.confidential;
  c.facts.state_secret = e.state_secret;
  c.facts.received_on = c.day();
}

void amend(Then& c, const Amend& e) {
  c.facts.title = e.title.value_or(c.facts.title);
  c.facts.text = e.text.value_or(c.facts.text);
  c.facts.category = e.category.value_or(c.facts.category);
  if (!e.co_signers.empty()) c.facts.co_signers = e.co_signers;
}

namespace {

void replace(std::string& text, std::string_view mark, const std::string& value) {
  if (const auto at = text.find(mark); at != text.npos) text.replace(at, mark.size(), value);
}

std::string padded(std::int64_t serial) {
  auto digits = std::to_string(serial);
  return std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits;
}

}  // namespace

// 届-次-序号: by the profile's format from the next serial of the session's series.
void number_it(Then& c, const Register& e) {
  c.facts.registered_on = c.day();
  c.facts.session = e.session.value_or(c.facts.session);
  c.facts.category = e.category.value_or(c.facts.category);
  if (e.number && !e.number->empty()) {
    c.facts.number = *e.number;
    return;
  }
  const auto* serial = c.at().uses.if_contains("serial");
  if (!serial) return;
  const auto& series = c.at().uses.at("series").as_string();
  auto number = settings_of(c.at().regulation).number_format.value;
  replace(number, "{session}", std::string{series.data(), series.size()});
  replace(number, "{serial}", padded(serial->as_int64()));
  c.facts.number = number;
  c.take_serial(std::string{series.data(), series.size()}, serial->as_int64());
}

void record_ground(Then& c, const Decline& e) {
  c.facts.decline_ground = e.ground;
}

namespace {
/// The units' clocks of a merged item follow the host's hand-over, or its own again.
void reanchor_units(Then& c, const std::optional<Date>& day, json::object data = {}) {
  if (day) data.emplace("anchored_on", to_text(*day));
  c.raise_on_children("reanchor", data);
}
}  // namespace

void follow_session(Then& c, const SessionMoved& e) {
  c.facts.session_closed_on = e.closed_on;
  start_overall_reply_clock(c);
  reanchor_units(c, c.facts.host_handed_on, {{"session_closed_on", to_text(e.closed_on)}});
}

void follow_host(Then& c, const LinkMerge& e) {
  c.facts.host = e.host;
  const auto host = decode_stored<Facts>(c.at().uses.at("host").at("facts"));
  c.facts.host_handed_on = host.handed_on;
  if (!host.handed_on || !c.facts.handed_on) return;
  start_overall_reply_clock(c);
  reanchor_units(c, host.handed_on);
}

void leave_host(Then& c) {
  c.facts.host.clear();
  c.facts.host_handed_on.reset();
  if (!c.facts.handed_on) return;
  start_overall_reply_clock(c);
  reanchor_units(c, std::nullopt);
}

void mark(Then& c, const MarkKey& e) {
  const auto meeting = e.meeting_on == Date{} ? std::nullopt : std::optional{e.meeting_on};
  c.facts.key = KeyMark{meeting, e.leader, e.committee, e.lead_unit.value_or("")};
}

void record_government_hand_over(Then& c, const PassToGovernment& e) {
  c.facts.government_handed_on = c.day();
  c.facts.government_office = e.office;
}

namespace {

/// The days, other than its own hand-over, that a unit's limits may count from.
struct HandOverDays {
  std::optional<Date> government, session_close, host;
};

void open_assignments(Then& c, const std::vector<UnitShare>& units, const HandOverDays& days) {
  for (const auto& share : units) {
    json::object data{
        {"unit", share.unit}, {"role", encode(share.role)}, {"round", std::max(c.facts.round, 1)}};
    if (share.part) data.emplace("part", *share.part);
    if (c.facts.complex) data.emplace("complex", true);
    const auto add = [&](const char* name, const std::optional<Date>& day) {
      if (day) data.emplace(name, to_text(*day));
    };
    add("handed_on", c.day());
    add("government_handed_on", days.government);
    add("session_closed_on", days.session_close);
    add("anchored_on", days.host);
    c.open("assignment", "hand_over", std::move(data));
    if (!share.unit.empty()) c.facts.units_so_far.push_back(share.unit);
  }
}

}  // namespace

namespace {
/// As it is told, or as the register knows the session.  An item between sessions has none: what
/// counts from a close counts from its hand-over.
std::optional<Date> session_close(const Then& c, const Assign& e) {
  if (e.session_closed_on) return e.session_closed_on;
  if (c.facts.origin == Origin::recess) return c.day();
  const auto* session = c.at().uses.if_contains("session");
  const auto* closed = session ? session->as_object().if_contains("closed_on") : nullptr;
  return closed ? std::optional{parse_date(std::string_view{closed->as_string()}).value()}
                : c.facts.session_closed_on;
}
}  // namespace

void hand_over_to_units(Then& c, const Assign& e) {
  c.facts.mode = e.mode;
  c.facts.complex = e.complex;
  c.facts.category = e.category.value_or(c.facts.category);
  c.facts.session_closed_on = session_close(c, e);
  if (!c.facts.handed_on) c.facts.handed_on = c.day();
  c.facts.round = std::max(c.facts.round, 1);
  // Merged before either was handed over: the host's day is known only now.
  if (const auto* host = c.at().uses.if_contains("host"))
    c.facts.host_handed_on = decode_stored<Facts>(host->at("facts")).handed_on;
  open_assignments(
      c, e.units,
      {c.facts.government_handed_on, c.facts.session_closed_on, c.facts.host_handed_on});
}

// The new unit's clocks run from its own hand-over; the case's own limit stays.
void hand_over_to_further_units(Then& c, const Reassign& e) {
  for (const auto& live : live_assignments(c.at().family))
    if (std::ranges::find(e.release, live.facts.unit) != e.release.end())
      c.raise(live.kase->id, "release");
  open_assignments(c, e.units, {c.day(), c.day(), std::nullopt});
}

void record_rating(Then& c, const Rate& e) {
  c.facts.ratings.push_back(rating_of(c.at().actor, c.facts, e, c.occurred_on()));
}

void end_feedback_if_rated(Then& c) {
  auto rated = c.facts;
  rated.feedback_lapsed = false;
  const auto policy = settings_of(c.at().regulation).joint_rating.value;
  if (!rating_that_counts(rated, policy, c.at().family)) return;
  c.facts.feedback_lapsed = false;
  stop_feedback_clock(c);
}

void record_revisit(Then& c, const Revisit& e) {
  c.facts.revisits.push_back({c.facts.round, c.occurred_on(), e.way, e.words});
  if (!e.result) return;
  record_rating(c, Rate{*e.result, e.attitude, e.words, {}, {}});
  end_feedback_if_rated(c);
}

void count_urging(Then& c) {
  ++c.facts.urgings;
  c.facts.urged_on = c.at().today;
}
void mark_not_rated(Then& c) {
  c.facts.feedback_lapsed = true;
}

void record_escalation(Then& c, const EscalateRedo& e) {
  c.facts.escalation_finding = e.finding;
  c.facts.escalation_result = e.result.value_or("");
}

void correct_hand_over(Then& c, const HandOverCorrected& e) {
  if (c.facts.handed_on != e.from) return;
  c.facts.handed_on = e.to;
  if (c.at().running_clock("overall_reply")) start_overall_reply_clock(c);
}

void record_closing(Then& c, const Close& e) {
  c.facts.closed_on = c.day();
  c.facts.disclosure = e.disclosure;
  c.facts.withhold_reason = e.withhold_reason.value_or("");
  c.facts.archive = e.archive;
  c.facts.redo_refused = e.redo_refused.value_or("");
}

void record_publication(Then& c, const Publish&) {
  c.facts.withhold_reason.clear();
  c.facts.disclosure = Disclosure::publish;
  c.facts.published_on = c.day();
}
void record_withholding(Then& c, const Withhold& e) {
  c.facts.disclosure = Disclosure::withhold;
  c.facts.withhold_reason = e.reason;
}
void record_transfer(Then& c, const TransferLevel& e) {
  c.facts.transferred_to = e.target;
}

void correct(Then& c, const Correct& e) {
  c.facts.title = e.title.value_or(c.facts.title);
  c.facts.text = e.text.value_or(c.facts.text);
  c.facts.category = e.category.value_or(c.facts.category);
  c.facts.lead_deputy = e.lead_deputy.value_or(c.facts.lead_deputy);
  c.facts.co_signers = e.co_signers.value_or(c.facts.co_signers);
  c.facts.confidential = e.confidential.value_or(c.facts.confidential);
  correct_days(c, e);
  if (!e.complex || !c.facts.handed_on || c.facts.answered_on) return;
  c.facts.complex = *e.complex;
  start_overall_reply_clock(c);
  reanchor_units(c, c.facts.host_handed_on, {{"complex", *e.complex}});
}

// Units and notices.

void start_units(Then& c) {
  c.raise_on_children("start");
}
void offer_all_replied(Then& c) {
  c.raise(c.at().self.id, "all_replied");
}
void offer_start(Then& c) {
  c.raise(c.at().self.id, "start");
}
void release_units(Then& c) {
  c.raise_on_children("release");
}
void finish_units(Then& c) {
  c.raise_on_children("finish");
}

void tell_deputy_registered(Then& c) {
  c.notify("lead_deputy", "suggestion.registered");
}
void tell_deputy_declined(Then& c) {
  c.notify("lead_deputy", "suggestion.declined");
}
void tell_deputy_merged(Then& c) {
  c.notify("lead_deputy", "suggestion.merged");
}
void tell_leader_key(Then& c) {
  c.notify("leader", "suggestion.key");
  c.notify("committee", "suggestion.key");
}
void tell_government_handed_over(Then& c) {
  c.notify("gov_office", "suggestion.to_government");
}
void tell_deputy_handed_over(Then& c) {
  c.notify("lead_deputy", "suggestion.handed_over");
}
void tell_deputy_answered(Then& c) {
  c.notify("lead_deputy", "suggestion.answered");
}
void tell_deputy_urged(Then& c) {
  c.notify("lead_deputy", "suggestion.urged");
}
void tell_office_not_rated(Then& c) {
  c.notify("officer", "suggestion.not_rated");
}
void tell_office_unit_returned(Then& c) {
  c.notify("deputies_body", "suggestion.unit_returned");
}
void tell_deputy_closed(Then& c) {
  c.notify("lead_deputy", "suggestion.closed");
}
void tell_deputy_transferred(Then& c) {
  c.notify("lead_deputy", "suggestion.transferred");
}

}  // namespace duban::suggestion
