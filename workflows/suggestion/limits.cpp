#include "workflows/suggestion/limits.hpp"

#include "workflows/suggestion/replies.hpp"

#include <algorithm>
#include <set>

namespace duban::suggestion {

std::vector<LiveAssignment> live_assignments(const Family& family) {
  std::vector<LiveAssignment> live;
  for (const auto& kase : family.cases)
    if (!kase.id.is_root() && kase.state != "released" && kase.state != "new")
      live.push_back({&kase, decode_stored<assignment::Facts>(kase.facts)});
  return live;
}

std::vector<LiveAssignment> replying_assignments(const Family& family) {
  auto live = live_assignments(family);
  std::erase_if(live, [](const LiveAssignment& a) { return a.facts.role == UnitRole::co; });
  return live;
}

bool part_awaits_unit(const Situation& at, const Facts& facts) {
  return facts.mode == Mode::separate && at.running_clock("reassign");
}

namespace {
/// Its own clock, which runs on where a part has been returned and nobody has it.
std::optional<Date> own_first_limit(const Family& family,
                                    const Regulation& regulation,
                                    const Calendar& calendar,
                                    OnTimeLimit which) {
  const auto facts = decode_stored<Facts>(family.root().facts);
  if (which == OnTimeLimit::original && facts.extended_until) {
    const auto& limit = regulation.limit(overall_reply_limit(facts));
    const auto anchor = overall_reply_anchor(facts, limit);
    return anchor ? std::optional{limit_from(*anchor, limit.rule, calendar).due} : std::nullopt;
  }
  const auto* clock = family.find_clock(family.root().id, "overall_reply", 0);
  return clock ? clock->due : std::nullopt;
}
}  // namespace

std::optional<Date> first_limit(const Family& family,
                                const Regulation& regulation,
                                const Calendar& calendar,
                                OnTimeLimit which) {
  const auto handed_on = decode_stored<Facts>(family.root().facts).handed_on;
  std::optional<Date> latest;
  for (const auto& unit : replying_assignments(family)) {
    if (unit.facts.handed_on != handed_on)
      return own_first_limit(family, regulation, calendar, which);
    const auto limit = assignment::first_limit(unit, family, regulation, calendar, which);
    if (!limit) return own_first_limit(family, regulation, calendar, which);
    latest = std::max(latest, limit);
  }
  return latest ? latest : own_first_limit(family, regulation, calendar, which);
}

const char* overall_reply_limit(const Facts& facts) {
  return facts.complex ? "overall_reply_complex" : "overall_reply";
}

std::optional<Date> overall_reply_anchor(const Facts& facts, const LimitRule& limit) {
  if (limit.anchor == "session_close") return facts.session_closed_on;
  return facts.host_handed_on ? facts.host_handed_on : facts.handed_on;
}

std::optional<Date> hand_over_anchor(const Facts& facts, const LimitRule& limit) {
  return limit.anchor == "receipt" ? facts.received_on : facts.registered_on;
}

namespace assignment {

std::optional<Date> unextended_limit(const Facts& facts,
                                     const Regulation& regulation,
                                     const Calendar& calendar) {
  const auto& limit = regulation.limit(facts.complex ? "reply_complex" : "reply");
  const auto anchor = anchor_of(limit, facts);
  if (!anchor) return std::nullopt;
  return limit_from(*anchor, limit.rule, calendar).due;
}

std::optional<Date> first_limit(const LiveAssignment& unit,
                                const Family& family,
                                const Regulation& regulation,
                                const Calendar& calendar,
                                OnTimeLimit which) {
  const bool without_extension = which == OnTimeLimit::original && unit.facts.extended_until;
  if (const auto* reply = first_valid(unit.facts))
    return without_extension ? reply->unextended_limit : reply->limit;
  const auto* clock = family.running_clock(unit.kase->id, "reply");
  if (!clock) return std::nullopt;
  return without_extension ? unextended_limit(unit.facts, regulation, calendar) : clock->due;
}

std::optional<Date> anchor_of(const LimitRule& limit, const Facts& facts) {
  const auto handed = facts.anchored_on ? facts.anchored_on : facts.handed_on;
  if (limit.anchor == "receipt" && facts.received_on && !facts.anchored_on)
    return facts.received_on;
  if (limit.anchor == "session_close") return facts.session_closed_on;
  if (limit.anchor == "government_hand_over")
    return facts.government_handed_on ? facts.government_handed_on : handed;
  return handed;
}

std::optional<Date> anchor_of(std::string_view name,
                              const Regulation& regulation,
                              const Facts& facts) {
  static const std::set<std::string_view> taking_over{"sign", "objection", "first_contact"};
  auto own = facts;
  if (taking_over.contains(name)) own.anchored_on.reset();
  return anchor_of(regulation.limit(name), own);
}

std::optional<Date> latest_extension(const Situation& at, const Facts& facts) {
  const auto& limit = at.regulation.limit("reply_extended");
  const auto anchor = anchor_of(limit, facts);
  if (!anchor) return std::nullopt;
  return limit_from(*anchor, limit.rule, at.calendar).due;
}

void run_reply_clock(Change<Facts>& change) {
  const auto& facts = change.facts;
  const auto by = [&](std::string name) {
    const auto anchor = anchor_of(change.at().regulation.limit(name), facts);
    change.start("reply", std::move(name), anchor);
  };
  if (facts.role == UnitRole::co) return;
  if (facts.redo_until) return change.start_agreed("reply", "redo_reply", *facts.redo_until);
  if (facts.redo_ordered_on) return change.start("reply", "redo_reply", facts.redo_ordered_on);
  if (facts.extended_to_maximum) return by("reply_extended");
  if (facts.extended_until) return change.start_agreed("reply", "reply", *facts.extended_until);
  by(facts.complex ? "reply_complex" : "reply");
}

void run_co_opinion_clock(Change<Facts>& change) {
  const auto& facts = change.facts;
  if (facts.role != UnitRole::co) return;
  if (facts.opinion_returned_on)
    return change.start("co_opinion", "co_opinion_again", facts.opinion_returned_on);
  const auto anchor = facts.redo_ordered_on
                          ? facts.redo_ordered_on
                          : anchor_of(change.at().regulation.limit("co_opinion"), facts);
  change.start("co_opinion", "co_opinion", anchor);
}

}  // namespace assignment
}  // namespace duban::suggestion
