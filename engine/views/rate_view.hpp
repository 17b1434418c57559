#pragma once

#include "engine/data/whole.hpp"
#include "engine/survey.hpp"
#include "engine/words/protection.hpp"

/// Figures and the cases behind them, as the HTTP API tells them and the command line shows them.
namespace duban {

struct RateFigure {
  std::string rate, label;
  std::int64_t counted = 0;
  std::optional<std::int64_t> base;    ///< nothing: a plain number
  std::optional<std::string> percent;  ///< `98.21`; nothing for an empty base and for a number
  std::vector<std::string> variants;   ///< definitions that are not the default
  std::map<std::string, std::int64_t> beside;  ///< a set whose number is always told with it
  std::optional<std::string> note;             ///< both of these in words
};
BOOST_DESCRIBE_STRUCT(RateFigure, (), (rate, label, counted, base, percent, variants, beside, note))

struct RateGroup {
  std::string group, label;
  std::vector<RateFigure> rates;
};
BOOST_DESCRIBE_STRUCT(RateGroup, (), (group, label, rates))

struct SurveyView {
  std::string workflow, label;
  int decimals = 0;
  RoundingMethod rounding{};
  std::vector<std::string> variants;  ///< of every rate
  std::optional<std::string> note;    ///< the same in words
  std::vector<RateGroup> groups;
};
BOOST_DESCRIBE_STRUCT(SurveyView, (), (workflow, label, decimals, rounding, variants, note, groups))

struct RatesView {
  std::string congress;
  Date as_of{};
  std::string by;
  std::vector<SurveyView> surveys;
};
BOOST_DESCRIBE_STRUCT(RatesView, (), (congress, as_of, by, surveys))

/// A case in the base of a rate, or counted in a number.
struct RatedCase {
  std::string case_;         // NOLINT(readability-identifier-naming): whole() drops the line
  std::optional<int> which;  ///< of its case, where that has several
  std::string number, title;
  std::string unit;  ///< of a whole case all its units
  std::string group;
  std::map<std::string, std::string> told;  ///< what explains its place, by field
  std::string details;                      ///< the same in words
};
BOOST_DESCRIBE_STRUCT(RatedCase, (), (case_, which, number, title, unit, group, told, details))

struct RatedCases {
  std::string congress;
  Date as_of{};
  std::string by, rate, label;
  std::vector<RatedCase> counted;
  std::vector<RatedCase> missing;  ///< in the base, and not counted
  bool complete = true;            ///< false: each list is cut off
};
BOOST_DESCRIBE_STRUCT(RatedCases,
                      (),
                      (congress, as_of, by, rate, label, counted, missing, complete))

[[nodiscard]] RatesView rates_view(const Surveys& surveys,
                                   const RatesQuestion& question,
                                   const Words& words);

/// One case behind a figure, its names covered as in lists.
[[nodiscard]] RatedCase rated_case(const ListedCase& listed,
                                   Protection& protection,
                                   const Words& words);

/// The cases of the rate that was asked for, of one group or of all, `most` of each kind.
[[nodiscard]] RatedCases rated_cases(const Surveys& surveys,
                                     const RatesQuestion& question,
                                     const std::optional<std::string>& only,
                                     std::size_t most,
                                     Protection& protection,
                                     const Words& words);

}  // namespace duban
