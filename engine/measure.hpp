#pragma once

#include "engine/register/case.hpp"
#include "engine/regulation.hpp"
#include "engine/rounding.hpp"
#include "engine/time/calendar.hpp"

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace duban {

/// Something that is counted: a whole case, one unit's part of it, a commitment.
struct Countable {
  CaseId id;
  int number = 0;                                    ///< which of its case, if it has several
  std::string_view kind{};                           ///< item, part, commitment …
  std::set<std::string, std::less<>> sets{};         ///< it belongs to: answered, on_time …
  std::map<std::string_view, std::string> groups{};  ///< by grouping; an unknown one is empty
  std::vector<std::pair<std::string, std::string>> told{};  ///< field → what explains its place
};

/// By what figures may be told apart: unit, session …
struct Grouping {
  std::string_view name;
  std::string_view kind;  ///< what is counted then: of a unit its parts, not whole cases
};

/// A figure as its definition: how many of `base` are in `set`.
struct Rate {
  std::string name;      ///< on_time; no two measures share one
  std::string set;       ///< what counts
  std::string base;      ///< out of what, and `set` is part of it; empty: a plain number
  std::string kind{};    ///< what is counted however it is grouped; empty: what the grouping says
  std::string beside{};  ///< a set whose number is always told with it (未评价)
  std::string whole{};   ///< rates of one whole are its shares, rounded together
  std::vector<std::string>
      sum{};            ///< of these shares, to the last decimal if largest_remainder rounds
  std::string word{};   ///< its word is this one's, with `label` in it; empty: `name`
  std::string label{};  ///< a word that the profile gives
  std::vector<std::string>
      variants{};  ///< definitions that are not the default: `completion.closed`
};

/// The rates of a workflow as a profile defines them.
struct Rates {
  std::vector<Rate> all;
  Rounding rounding;
  std::vector<std::string> variants;  ///< of every rate
};

/// By what a family is counted.
struct CountedBy {
  const Regulation& own;          ///< edition the family goes by: its limits, classes, signers
  const Regulation& definitions;  ///< edition whose rates are told
  const Calendar& calendar;
  Date day;  ///< as it stood at the end of this day
};

/// What a workflow measures; registered in the catalogue of workflows.
struct Measure {
  std::string_view workflow;  ///< of the families' roots
  std::string_view kind;      ///< what is counted without a grouping
  std::span<const Grouping> groupings;

  Rates (*rates)(const Regulation& regulation);

  /// Pure: what there is to count in a family.
  std::vector<Countable> (*count)(const Family& family, const CountedBy& by);

  [[nodiscard]] const Grouping* grouping(std::string_view name) const {
    for (const auto& known : groupings)
      if (known.name == name) return &known;
    return nullptr;
  }
};

}  // namespace duban
