#include "workflows/suggestion/ratings.hpp"

#include "workflows/suggestion/limits.hpp"
#include "workflows/suggestion/succession.hpp"

#include <algorithm>
#include <map>

namespace duban::suggestion {

namespace {

std::optional<Satisfaction> said_of(Aspect aspect, const Rating& rating) {
  if (aspect == Aspect::attitude) return rating.attitude;
  if (aspect == Aspect::result || !rating.attitude) return rating.result;
  return std::max(*rating.attitude, rating.result);
}

/// What one deputy says in this round: of the whole, or unit by unit.
struct Opinion {
  std::optional<Satisfaction> whole;
  std::map<std::string, Satisfaction> by_unit;

  void add(const std::string& unit, Satisfaction grade) {
    if (!unit.empty()) {
      by_unit[unit] = grade;
      return;
    }
    whole = grade;
    by_unit.clear();
  }

  /// The worst; nothing while a unit is not rated and may still be.
  [[nodiscard]] std::optional<Satisfaction> of(const std::vector<std::string>& units,
                                               bool feedback_lapsed) const {
    auto worst = whole;
    for (const auto& unit : units) {
      const auto at = by_unit.find(unit);
      if (at != by_unit.end()) worst = std::max(worst.value_or(at->second), at->second);
      if (at == by_unit.end() && !whole && !feedback_lapsed) return std::nullopt;
    }
    return worst;
  }
};

// A correction may have struck a signer out, whose rating stays in the history.
std::map<std::string, Satisfaction> by_deputy(const Facts& facts,
                                              const RatedRound& round,
                                              const std::vector<std::string>& units,
                                              Aspect aspect) {
  std::map<std::string, Opinion> opinions;
  for (const auto& rating : facts.ratings) {
    const auto grade = said_of(aspect, rating);
    const auto& deputy = acting_deputy(facts, rating.deputy);
    if (grade && rating.round == round.number && has_signed(facts, deputy))
      opinions[deputy].add(acting_unit(facts, rating.unit), *grade);
  }
  std::map<std::string, Satisfaction> all;
  for (const auto& [deputy, opinion] : opinions)
    if (const auto said = opinion.of(acting_units(facts, units), round.feedback_lapsed))
      all.emplace(deputy, *said);
  return all;
}

/// The best that more than half of the voices give or better; nothing while those still to come
/// may decide it.
std::optional<Satisfaction> majority(const std::map<std::string, Satisfaction>& ratings,
                                     std::size_t voices) {
  std::size_t so_far = 0;
  for (const auto grade : {Satisfaction::satisfied, Satisfaction::basically_satisfied}) {
    so_far += static_cast<std::size_t>(
        std::ranges::count(ratings, grade, [](const auto& entry) { return entry.second; }));
    if (so_far * 2 > voices) return grade;
    const auto to_come = voices - std::min(voices, ratings.size());
    if ((so_far + to_come) * 2 > voices) return std::nullopt;
  }
  return Satisfaction::unsatisfied;
}

/// All signers; once the feedback limit has run out, those who have rated.
std::size_t voices(const Facts& facts, const RatedRound& round, std::size_t rated) {
  return round.feedback_lapsed ? rated : facts.co_signers.size() + 1;
}

}  // namespace

const std::string& first_signer(const Facts& facts) {
  return facts.lead_deputy.empty() ? facts.delegation : facts.lead_deputy;
}

bool has_signed(const Facts& facts, const std::string& deputy) {
  return deputy == facts.lead_deputy || deputy == facts.delegation ||
         std::ranges::find(facts.co_signers, deputy) != facts.co_signers.end();
}

Rating rating_of(const Actor& actor, const Facts& facts, const Rate& e, Date on) {
  const auto& own = actor.deputy.empty() ? first_signer(facts) : actor.deputy;
  return {.round = facts.round,
          .on = on,
          .deputy = e.deputy.value_or(own),
          .unit = e.unit.value_or(""),
          .attitude = e.attitude,
          .result = e.result,
          .words = e.words.value_or("")};
}

std::optional<Satisfaction> rating_that_counts(const Facts& facts,
                                               const RatedRound& round,
                                               JointRating policy,
                                               const std::vector<std::string>& units,
                                               Aspect aspect) {
  const auto ratings = by_deputy(facts, round, units, aspect);
  if (ratings.empty()) return std::nullopt;
  const auto lead = ratings.find(first_signer(facts));
  switch (policy) {
    case JointRating::lead:
      return lead == ratings.end() ? std::nullopt : std::optional{lead->second};
    case JointRating::majority:
      return majority(ratings, voices(facts, round, ratings.size()));
    case JointRating::worst:
      break;
  }
  return std::ranges::max_element(ratings, {}, [](const auto& entry) { return entry.second; })
      ->second;
}

std::optional<Satisfaction> rating_that_counts(const Facts& facts,
                                               JointRating policy,
                                               const Family& family) {
  std::vector<std::string> units;
  for (const auto& live : replying_assignments(family)) units.push_back(live.facts.unit);
  return rating_that_counts(facts, {facts.round, facts.feedback_lapsed}, policy, units);
}

}  // namespace duban::suggestion
