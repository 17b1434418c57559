#pragma once

#include "engine/measure.hpp"
#include "workflows/suggestion/limits.hpp"
#include "workflows/suggestion/ratings.hpp"
#include "workflows/suggestion/replies.hpp"

/// What item and part have in common where they are counted.
namespace duban::suggestion {

/// A family read for counting on one day.
struct Measured {
  const Family& family;
  const Settings& settings;     ///< of the edition the family goes by
  const Settings& definitions;  ///< of the edition whose rates are told
  const Regulation& regulation;
  const Calendar& calendar;
  Date day;
  Facts facts;
  std::vector<LiveAssignment> units;     ///< those that have it, co-handling ones included
  std::vector<LiveAssignment> released;  ///< those that gave it up
};

/// A reply or an opinion against its limit.
struct Timing {
  bool is_given = false;
  bool is_owed = true;  ///< not given: its limit runs
  std::optional<Date> on{};
  std::optional<Date> limit{};
};

/// Given, or its limit is over.
[[nodiscard]] bool is_due(const Timing& timing, Date day);
/// Adds whether it was in time: `judged`, `on_time`, `late` or `on_time_unknown`, with a prefix.
void judge(Countable& thing, const Timing& timing, Date day, const std::string& prefix = "");

/// Adds what was said of the latest answered round and of the first; of one unit, if it is named.
void add_ratings(Countable& thing, const Measured& of, const std::string& only_unit = "");

/// Adds class and adoption by the latest valid reply of each part.
void add_class(Countable& thing,
               const std::vector<const assignment::ReplyRecord*>& replies,
               const std::vector<ReplyClass>& classes);

/// Adds which contacts with the deputy there were, before the reply and at all.
void add_contacts(Countable& thing,
                  const std::vector<const assignment::Facts*>& units,
                  const std::optional<Date>& replied_on);

/// Whether the outcome of a commitment can be judged on that day.
[[nodiscard]] bool is_due(const assignment::Commitment& promised, Date day);
/// Fulfilled by its date.
[[nodiscard]] bool is_kept(const assignment::Commitment& promised,
                           CaseId unit,
                           const Family& family);
void add_commitments(Countable& thing,
                     const std::vector<const LiveAssignment*>& units,
                     const Measured& of);

/// Adds the parts, opinions and commitments of an item that is to be handled.
void count_units(const Measured& of, const Countable& item, std::vector<Countable>& all);

/// The co-handling units whose opinion came late or not at all.
[[nodiscard]] std::string late_co_units(const Measured& of);

}  // namespace duban::suggestion
