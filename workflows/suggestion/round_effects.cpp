// The rounds of a suggestion: what ends one and begins the next.

#include "workflows/suggestion/effects.hpp"
#include "workflows/suggestion/limits.hpp"

#include <algorithm>

namespace duban::suggestion {

namespace {
/// Replies may be entered in another order than they were given: the last of them answers.
std::optional<Date> last_reply_on(const Then& c) {
  auto last = c.day();
  for (const auto& unit : replying_assignments(c.at().family)) {
    const auto& replied_on = unit.facts.replies.back().on;
    if (!last || !replied_on) return std::nullopt;
    last = std::max(*last, *replied_on);
  }
  return last;
}

AnsweredRound answered_round(const Then& c) {
  AnsweredRound round{.round = c.facts.round,
                      .on = c.facts.answered_on,
                      .limit = {},
                      .unextended_limit = {},
                      .units = {}};
  for (const auto& unit : replying_assignments(c.at().family))
    round.units.push_back(unit.facts.unit);
  const auto first = [&](OnTimeLimit which) {
    return first_limit(c.at().family, c.at().regulation, c.at().calendar, which);
  };
  if (c.facts.round > 1) {
    const auto* clock = c.at().running_clock("overall_reply");
    round.limit = clock ? clock->due : std::nullopt;
  } else {
    round.limit = first(OnTimeLimit::extended);
    round.unextended_limit = first(OnTimeLimit::original);
  }
  return round;
}
}  // namespace

void record_answer(Then& c) {
  c.facts.answered_on = last_reply_on(c);
  c.facts.answered_rounds.push_back(answered_round(c));
}
void forget_answer(Then& c) {
  c.facts.answered_on.reset();
  if (!c.facts.answered_rounds.empty()) c.facts.answered_rounds.pop_back();
}

namespace {
void open_round(Then& c,
                const std::string& ground,
                const std::vector<std::string>& units,
                const std::optional<Date>& until) {
  if (auto& rounds = c.facts.answered_rounds; !rounds.empty())
    rounds.back().feedback_lapsed = c.facts.feedback_lapsed;
  ++c.facts.round;
  c.facts.answered_on.reset();
  c.facts.urgings = 0;
  c.facts.urged_on.reset();
  c.facts.feedback_lapsed = false;
  c.facts.escalation_finding.clear();
  c.facts.escalation_result.clear();
  c.facts.redo_ground = ground;
  c.facts.redo_ordered_on = c.occurred_on();
  c.facts.redo_until = until;
  json::object data;
  if (until) data.emplace("until", to_text(*until));
  for (const auto& live : live_assignments(c.at().family))
    if (units.empty() || std::ranges::find(units, live.facts.unit) != units.end())
      c.raise(live.kase->id, "redo", data);
}
}  // namespace

void begin_next_round(Then& c, const OrderRedo& e) {
  open_round(c, e.ground, e.units, e.until);
}
void begin_round_again(Then& c, const Reopen& e) {
  open_round(c, e.reason, {}, {});
}

}  // namespace duban::suggestion
