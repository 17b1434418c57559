#include "workflows/suggestion/assignment_effects.hpp"

#include "workflows/suggestion/limits.hpp"

#include <algorithm>

namespace duban::suggestion::assignment {

void record_hand_over(Then& c, const HandOver& e) {
  c.facts.unit = e.unit;
  c.facts.role = e.role;
  c.facts.round = e.round;
  c.facts.part = e.part.value_or("");
  c.facts.complex = e.complex;
  c.facts.handed_on = e.handed_on;
  c.facts.government_handed_on = e.government_handed_on;
  c.facts.session_closed_on = e.session_closed_on;
  c.facts.anchored_on = e.anchored_on;
}

void record_signature(Then& c, const Sign& e) {
  c.facts.signed_by = e.name;
  c.facts.telephone = e.telephone;
  c.facts.received_on = e.received_on ? e.received_on : c.day();
}

void record_late_signature(Then& c, const Sign& e) {
  c.facts.signed_by = e.name;
  c.facts.telephone = e.telephone;
}

void count_from_receipt(Then& c) {
  if (c.facts.round > 1) return;
  const auto& regulation = c.at().regulation;
  const auto runs_from_receipt = [&](const char* clock, const std::string& limit) {
    return c.at().running_clock(clock) && regulation.limit(limit).anchor == "receipt";
  };
  if (runs_from_receipt("objection", "objection")) start_objection_clock(c);
  if (runs_from_receipt("first_contact", "first_contact")) start_first_contact_clock(c);
  if (runs_from_receipt("co_opinion", "co_opinion")) run_co_opinion_clock(c);
  if (runs_from_receipt("reply", c.facts.complex ? "reply_complex" : "reply")) run_reply_clock(c);
}

void accept_by_silence(Then& c) {
  c.facts.accepted_by_silence = true;
}

void record_objection(Then& c, const Object& e) {
  c.facts.objection = Objection{c.occurred_on(), e.reason, e.proposed_unit.value_or(""),
                                e.approved_by, c.at().self.state == "handling"};
}

void record_contact(Then& c, const RecordContact& e) {
  c.facts.contacts.push_back({c.occurred_on(), e.way, e.phase, e.persons, e.summary});
}

void record_co_opinion(Then& c, const SubmitCoOpinion& e) {
  const auto* clock = c.at().running_clock("co_opinion");
  c.facts.opinions.push_back({.round = c.facts.round,
                              .on = c.day(),
                              .signatory = e.signatory,
                              .text = e.text.value_or(""),
                              .limit = clock ? clock->due : std::nullopt});
}
void void_co_opinion(Then& c) {
  if (!c.facts.opinions.empty()) c.facts.opinions.pop_back();
  c.facts.opinion_returned_on = c.day();
}

void accept_missing(Then& c, const AcceptMissingOpinion& e) {
  c.facts.missing_opinions_accepted.push_back(e.unit);
}

void record_extension_request(Then& c, const RequestExtension& e) {
  c.facts.extension_request = ExtensionRequest{c.occurred_on(), e.reason, e.until};
}

namespace {
/// The longest limit, named by its last day or by the rest day from which it rolls on.
bool is_longest(const Then& c, Date until) {
  const auto& limit = c.at().regulation.limit("reply_extended");
  const auto anchor = anchor_of(limit, c.facts);
  if (!anchor) return false;
  const auto latest = limit_from(*anchor, limit.rule, c.at().calendar);
  return until == latest.due || until == latest.nominal;
}

// The end of the longest limit is a rule, so that it explains itself and follows its calendar; any
// earlier day is an agreed date.
void extend(Then& c, std::optional<Date> until) {
  const auto latest = latest_extension(c.at(), c.facts);
  ++c.facts.extensions;
  c.facts.extension_request.reset();
  c.facts.extended_to_maximum = !until || is_longest(c, *until);
  c.facts.extended_until = c.facts.extended_to_maximum ? latest : until;
  run_reply_clock(c);
  if (c.facts.extended_until)
    c.raise_on_parent("unit_extended", {{"until", to_text(*c.facts.extended_until)}});
}
}  // namespace

void extend_by_notice(Then& c, const RequestExtension& e) {
  if (settings_of(c.at().regulation).extension_by.value == ExtensionBy::notice) extend(c, e.until);
}
void grant(Then& c, const GrantExtension& e) {
  extend(c, e.until ? e.until : c.facts.extension_request->until);
}
void forget_extension_request(Then& c) {
  c.facts.extension_request.reset();
}

void record_reply(Then& c, const Reply& e) {
  const auto* clock = c.at().running_clock("reply");
  const bool was_extended = c.facts.extended_until && !c.facts.redo_ordered_on;
  c.facts.replies.push_back(
      {.round = c.facts.round,
       .on = c.day(),
       .number = e.number,
       .reply_class = e.reply_class,
       .signatory = e.signatory,
       .text = e.text.value_or(""),
       .sealed = e.sealed,
       .signed_on = e.signed_on || c.at().imported ? e.signed_on : c.day(),
       .contact_person = e.contact_person,
       .contact_telephone = e.contact_telephone.value_or(""),
       .copies = e.copies,
       .adopted = e.adopted,
       .defect = "",
       .limit = clock ? clock->due : std::nullopt,
       .unextended_limit = was_extended
                               ? unextended_limit(c.facts, c.at().regulation, c.at().calendar)
                               : std::nullopt,
       .regradings = {}});
  for (const auto& promise : e.commitments)
    c.facts.commitments.push_back({.number = static_cast<int>(c.facts.commitments.size()) + 1,
                                   .round = c.facts.round,
                                   .text = promise.text.value_or(""),
                                   .due = promise.due,
                                   .state = CommitmentState::open,
                                   .evidence = ""});
}

void void_reply(Then& c, const RejectReply& e) {
  c.facts.replies.back().defect = boost::describe::enum_to_string(e.defect, "");
}

// The old class stays on record; the latest counts.
void regrade(Then& c, const Regrade& e) {
  auto& reply = c.facts.replies.back();
  reply.regradings.push_back({c.occurred_on(), reply.reply_class, e.evidence.value_or("")});
  reply.reply_class = e.reply_class;
}

void begin_round(Then& c, const Redo& e) {
  ++c.facts.round;
  c.facts.redo_ordered_on = c.occurred_on();
  c.facts.redo_until = e.until;
  c.facts.missing_opinions_accepted.clear();
  c.facts.opinion_returned_on.reset();
  c.facts.extension_request.reset();
}

void remember_other_day(Then& c, const Reanchor& e) {
  c.facts.anchored_on = e.anchored_on;
  if (e.session_closed_on) c.facts.session_closed_on = e.session_closed_on;
  c.facts.complex = e.complex.value_or(c.facts.complex);
}
void count_from_other_day(Then& c, const Reanchor& e) {
  remember_other_day(c, e);
  run_reply_clock(c);
  run_co_opinion_clock(c);
}

namespace {
Commitment& commitment(Then& c, int number) {
  return *std::ranges::find(c.facts.commitments, number, &Commitment::number);
}
}  // namespace

void fulfil(Then& c, const CommitmentDone& e) {
  auto& promised = commitment(c, e.number);
  promised.state = CommitmentState::done;
  promised.evidence = e.evidence;
  c.stop("commitment", e.number);
}

void give_up(Then& c, const CommitmentFailed& e) {
  auto& promised = commitment(c, e.number);
  promised.state = CommitmentState::failed;
  promised.evidence = e.reason;
  c.stop("commitment", e.number);
}

void carry_to_next_year(Then& c, const CarryOver& e) {
  auto& promised = commitment(c, e.number);
  ++promised.carried_over;
  const auto& limit = c.at().regulation.limit("commitment");
  promised.due = limit_from(c.occurred_on(), limit.rule, c.at().calendar).due;
  c.start_agreed("commitment", "commitment", *promised.due, e.number);
}

void count_urging(Then& c) {
  ++c.facts.urgings;
}

void correct(Then& c, const Correct& e) {
  if (e.handed_on) {
    json::object days{{"to", to_text(*e.handed_on)}};
    if (c.facts.handed_on) days.emplace("from", to_text(*c.facts.handed_on));
    c.raise_on_parent("hand_over_corrected", std::move(days));
  }
  if (e.handed_on) c.facts.handed_on = e.handed_on;
  if (e.received_on) c.facts.received_on = e.received_on;
  if (e.part) c.facts.part = *e.part;
  if (e.handed_on && c.at().running_clock("sign")) start_sign_clock(c);
  if (e.handed_on && c.at().running_clock("objection")) start_objection_clock(c);
  run_reply_clock(c);
  run_co_opinion_clock(c);
}

// Notices and the suggestion.

void tell_unit_handed_over(Then& c) {
  c.notify("contact", "assignment.handed_over");
}
void tell_office_objection(Then& c) {
  c.notify("deputies_body", "assignment.objection");
}
void tell_unit_objection_rejected(Then& c) {
  c.notify("contact", "assignment.objection_rejected");
}
void tell_unit_released(Then& c) {
  c.notify("contact", "assignment.released");
}
void tell_lead_opinion(Then& c) {
  c.notify("lead_unit", "assignment.co_opinion");
}
void tell_unit_opinion_returned(Then& c) {
  c.notify("contact", "assignment.co_opinion_returned");
}
void tell_office_extension_requested(Then& c) {
  c.notify("deputies_body", "assignment.extension_requested");
}
void tell_deputy_extension(Then& c) {
  c.notify("lead_deputy", "assignment.extended");
}
void tell_unit_extension_refused(Then& c) {
  c.notify("contact", "assignment.extension_refused");
}
void tell_unit_reply_rejected(Then& c) {
  c.notify("contact", "assignment.reply_rejected");
}
void tell_unit_redo(Then& c) {
  c.notify("contact", "assignment.redo");
}
void tell_unit_urged(Then& c) {
  c.notify("contact", "assignment.urged");
}
void tell_deputy_commitment(Then& c) {
  c.notify("lead_deputy", "assignment.commitment");
}

void offer_start(Then& c) {
  c.raise_on_parent("start");
}
void offer_all_replied(Then& c) {
  c.raise_on_parent("all_replied");
}
void report_return(Then& c) {
  c.raise_on_parent("unit_returned");
}
void report_reply_rejected(Then& c) {
  c.raise_on_parent("reply_rejected");
}

}  // namespace duban::suggestion::assignment
