#pragma once

#include "engine/register/case.hpp"
#include "workflows/suggestion/events.hpp"
#include "workflows/suggestion/settings.hpp"

/// Whose rating is on record, and what it comes to.
namespace duban::suggestion {

/// The lead deputy; of a delegation's item the delegation, whose head speaks for it.
[[nodiscard]] const std::string& first_signer(const Facts& facts);

/// As lead deputy, as delegation or as co-signer.
[[nodiscard]] bool has_signed(const Facts& facts, const std::string& deputy);

/// A rating as it is recorded: of the deputy who gives it; if an officer records it, of the one it
/// names or the first signer.
[[nodiscard]] Rating rating_of(const Actor& actor, const Facts& facts, const Rate& e, Date on);

struct RatedRound {
  int number = 1;
  bool feedback_lapsed = false;
};
/// Attitude and result may be rated apart; together they are as good as the worse.
enum class Aspect { together, attitude, result };

/// The rating of a round that counts: of the first signer, the worst, or what more than half of
/// the signers give or better (Settings::joint_rating).  A deputy's rating stands once it covers
/// every unit in `units`, one by one or together (the worst of them), or the feedback limit has run
/// out; a later one of the whole replaces those of the units.  Nothing if none that counts is
/// whole.
[[nodiscard]] std::optional<Satisfaction> rating_that_counts(const Facts& facts,
                                                             const RatedRound& round,
                                                             JointRating policy,
                                                             const std::vector<std::string>& units,
                                                             Aspect aspect = Aspect::together);

/// That of the present round as the family stands.
[[nodiscard]] std::optional<Satisfaction> rating_that_counts(const Facts& facts,
                                                             JointRating policy,
                                                             const Family& family);

}  // namespace duban::suggestion
