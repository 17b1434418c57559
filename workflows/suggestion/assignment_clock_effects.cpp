// Which clock runs from when: the part of assignment_effects.hpp that starts and stops clocks.

#include "workflows/suggestion/assignment_effects.hpp"
#include "workflows/suggestion/limits.hpp"

namespace duban::suggestion::assignment {

void start_sign_clock(Then& c) {
  c.start("sign", "sign", anchor_of("sign", c.at().regulation, c.facts));
}
void stop_sign_clock(Then& c) {
  c.stop("sign");
}
void start_objection_clock(Then& c) {
  c.start_lapsing("objection", "objection", anchor_of("objection", c.at().regulation, c.facts));
}
void stop_objection_clock(Then& c) {
  c.stop("objection");
}
// Not every place sets one (重庆 18).
void start_first_contact_clock(Then& c) {
  const auto& limits = c.at().regulation.limits;
  if (c.facts.role == UnitRole::co || !limits.contains(std::string_view{"first_contact"})) return;
  c.start("first_contact", "first_contact", anchor_of("first_contact", c.at().regulation, c.facts));
}
void stop_first_contact_clock(Then& c) {
  c.stop("first_contact");
}
void start_ruling_clock(Then& c) {
  c.start("ruling", "ruling", c.day());
}
void stop_ruling_clock(Then& c) {
  c.stop("ruling");
}
void start_co_opinion_clock(Then& c) {
  run_co_opinion_clock(c);
}
void stop_co_opinion_clock(Then& c) {
  c.stop("co_opinion");
}
void start_reply_clock(Then& c) {
  run_reply_clock(c);
}
void stop_reply_clock(Then& c) {
  c.stop("reply");
}

void start_commitment_clocks(Then& c) {
  const auto& limit = c.at().regulation.limit("commitment");
  for (auto& promised : c.facts.commitments) {
    if (promised.state != CommitmentState::open) continue;
    if (c.at().family.find_clock(c.at().self.id, "commitment", promised.number)) continue;
    if (!promised.due && c.day())
      promised.due = limit_from(*c.day(), limit.rule, c.at().calendar).due;
    if (promised.due) c.start_agreed("commitment", "commitment", *promised.due, promised.number);
  }
}

void stop_commitment_clocks(Then& c) {
  for (auto& promised : c.facts.commitments) {
    if (promised.state != CommitmentState::open || promised.round != c.facts.round) continue;
    promised.state = CommitmentState::voided;
    c.stop("commitment", promised.number);
  }
}

void stop_all_clocks(Then& c) {
  c.stop_all();
}
void stop_all_but_commitments(Then& c) {
  c.stop_all({"commitment"});
}

}  // namespace duban::suggestion::assignment
