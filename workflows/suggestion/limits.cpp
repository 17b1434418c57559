#include "workflows/suggestion/limits.hpp"

#include <algorithm>
#include <map>

namespace duban::suggestion {

const Settings& settings_of(const Regulation& regulation) {
  thread_local std::map<std::string, Settings> read;
  const auto [at, is_new] = read.try_emplace(regulation.edition);
  if (is_new) at->second = decode_stored<Settings>(regulation.text.settings.at("suggestion"));
  return at->second;
}

namespace {

Satisfaction worse(Satisfaction a, Satisfaction b) {
  return std::max(a, b);
}

Satisfaction combined(const Rating& rating) {
  return rating.attitude ? worse(*rating.attitude, rating.result) : rating.result;
}

/// The latest rating of each deputy about each unit in the current round, by deputy.
std::map<std::string, Satisfaction> by_deputy(const Facts& facts) {
  std::map<std::pair<std::string, std::string>, Satisfaction> latest;
  for (const auto& rating : facts.ratings)
    if (rating.round == facts.round) latest[{rating.deputy, rating.unit}] = combined(rating);
  std::map<std::string, Satisfaction> all;
  for (const auto& [key, value] : latest) {
    const auto [at, is_new] = all.try_emplace(key.first, value);
    if (!is_new) at->second = worse(at->second, value);
  }
  return all;
}

/// Satisfied if more than half of all signers are; unsatisfied if more than half are; else between.
Satisfaction majority(const std::map<std::string, Satisfaction>& ratings, std::size_t signers) {
  const auto count = [&](Satisfaction s) {
    return static_cast<std::size_t>(
        std::ranges::count(ratings, s, [](const auto& entry) { return entry.second; }));
  };
  if (count(Satisfaction::satisfied) * 2 > signers) return Satisfaction::satisfied;
  if (count(Satisfaction::unsatisfied) * 2 > signers) return Satisfaction::unsatisfied;
  return Satisfaction::basically_satisfied;
}

}  // namespace

std::optional<Satisfaction> rating_that_counts(const Facts& facts, JointRating policy) {
  const auto ratings = by_deputy(facts);
  if (ratings.empty()) return std::nullopt;
  const auto lead = ratings.find(facts.lead_deputy);
  switch (policy) {
    case JointRating::lead:
      return lead == ratings.end() ? std::nullopt : std::optional{lead->second};
    case JointRating::majority:
      return majority(ratings, facts.co_signers.size() + 1);
    case JointRating::worst:
      break;
  }
  return std::ranges::max_element(ratings, {}, [](const auto& entry) { return entry.second; })
      ->second;
}

std::vector<LiveAssignment> live_assignments(const Family& family) {
  std::vector<LiveAssignment> live;
  for (const auto& kase : family.cases)
    if (!kase.id.is_root() && kase.state != "released" && kase.state != "new")
      live.push_back({&kase, decode_stored<assignment::Facts>(kase.facts)});
  return live;
}

namespace assignment {

std::optional<Date> anchor_of(const LimitRule& limit, const Facts& facts) {
  const auto handed = facts.anchored_on ? facts.anchored_on : facts.handed_on;
  if (limit.anchor == "receipt") return facts.received_on ? facts.received_on : handed;
  if (limit.anchor == "session_close") return facts.session_closed_on;
  if (limit.anchor == "government_hand_over")
    return facts.government_handed_on ? facts.government_handed_on : handed;
  return handed;
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
