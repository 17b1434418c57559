#pragma once

#include "engine/measure.hpp"
#include "engine/register/store.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// From what is counted to the figures that are shown.
namespace duban {

/// The family as the events recorded before `moment` left it; nothing if there were none.
[[nodiscard]] std::optional<Family> family_before(const FamilyHistory& history, Instant moment);

/// Where a thing stands in a rate: it has no part in it, belongs to the base only, or counts.
enum class Standing { apart, missing, counted };

struct Count {
  std::int64_t counted = 0;
  std::int64_t base = 0;
  std::int64_t beside = 0;
  bool operator==(const Count&) const = default;
};

/// Counts things into the rates of a measure, group by group.  Without a grouping there is one
/// group, the empty name, and it is always there.
class Tally {
 public:
  /// `grouping`: one of the measure's, or nothing.
  Tally(const Measure& measure, std::vector<Rate> rates, const Grouping* grouping);

  void add(const Countable& thing);
  /// The group a thing is counted in; nothing if it is in none.
  [[nodiscard]] std::optional<std::string> group_of(const Countable& thing) const;
  [[nodiscard]] Standing standing(const Rate& rate, const Countable& thing) const;
  /// False for whole cases where units are told apart: a case may be of several.
  [[nodiscard]] bool applies(const Rate& rate) const;

  /// By group; a count for each rate, in their order.
  [[nodiscard]] const std::map<std::string, std::vector<Count>>& groups() const { return groups_; }

 private:
  [[nodiscard]] std::string_view kind_of(const Rate& rate) const;

  std::string_view whole_;  ///< kind of whole cases
  std::vector<Rate> rates_;
  const Grouping* grouping_;
  std::map<std::string, std::vector<Count>> groups_;
};

/// The percents of a group's counts, one for each rate; nothing for an empty base and for numbers.
[[nodiscard]] std::vector<std::optional<std::int64_t>> percents(std::span<const Rate> rates,
                                                                std::span<const Count> counts,
                                                                const Rounding& rounding);

}  // namespace duban
