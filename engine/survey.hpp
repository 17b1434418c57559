#pragma once

#include "engine/rates.hpp"
#include "engine/register/register.hpp"
#include "engine/words/words.hpp"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

/// The figures of a congress, whoever asks for them.
namespace duban {

/// What is asked of the rates of a congress.
struct RatesQuestion {
  Congress congress;
  Date as_of{};  ///< what was recorded by the end of this day
  std::string by;
  std::map<std::string, std::string> only;  ///< grouping → the group that alone is counted
  std::string listed;                       ///< the rate whose cases are wanted, by name or word
};

/// A case that is in the base of a rate, or counted in a number.
struct ListedCase {
  Countable thing;
  std::string group;
  bool is_counted = false;
  Summary summary;  ///< of the whole case
};

/// The figures of one measure.
struct Survey {
  Survey(const Measure& measured, const Regulation& regulation, const std::string& by);

  [[nodiscard]] const Rate* rate(std::string_view name) const;

  Measure measure;
  Rates rates;
  const Grouping* grouping;  ///< nothing: all together
  Tally tally;
  std::string listed{};  ///< the rate whose cases are wanted, if it is one of these
  std::vector<ListedCase> cases;
  std::map<std::string_view, std::set<std::string>> known;  ///< groups that were met, by grouping
};
using Surveys = std::vector<Survey>;

/// Reads the register and counts.  Refuses a grouping (`by`) or a rate (`rate`) that is not there;
/// throws FamilyDamaged: a figure that lacks a case would be wrong.  No transaction is open between
/// the families it reads.
[[nodiscard]] Result<Surveys> survey(const RatesQuestion& question,
                                     std::span<const Measure> measures,
                                     Register& cases,
                                     const Words& words);

/// A group as somebody named it, and what refusals call that.
struct TypedGroup {
  std::string text;
  const char* subject;
  std::string grouping;
};
/// The group of this name or word; refused if neither the figures nor the directory know it.
[[nodiscard]] Result<std::string> group_called(const TypedGroup& typed,
                                               const Surveys& surveys,
                                               const Congress& congress,
                                               Directory& directory,
                                               const Words& words);

/// A group with its counts and percents, one for each rate.
struct GroupFigures {
  std::string name;
  std::vector<Count> counts;
  std::vector<std::optional<std::int64_t>> percents;
};
/// Of every group, or of `only` one, which may have nothing to count.
[[nodiscard]] std::vector<GroupFigures> figures_of(const Survey& survey,
                                                   const std::optional<std::string>& only = {});

}  // namespace duban
