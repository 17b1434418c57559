#pragma once

#include "engine/data/whole.hpp"
#include "engine/register/rulebook.hpp"
#include "engine/words/words.hpp"

#include <boost/json.hpp>

#include <vector>

/// What the command line (--json) and the HTTP API tell of the register: one shape for both.
namespace duban {

struct ClockView {
  std::string case_, kind;  // NOLINT(readability-identifier-naming): whole() drops the line
  int number = 0, generation = 0;
  std::string limit, rule;
  std::optional<Date> anchor, nominal, due;
  bool provisional = false, running = false;
  std::optional<Date> ended_on;
  std::optional<std::string> next_at;  ///< the next rung
  // Of a running clock whose due date is known.
  std::optional<std::int64_t> days_left, working_days_left;
  std::optional<bool> overdue;
  std::string label;             ///< 答复期限
  std::string rule_label;        ///< 三个月
  std::string source;            ///< where the limit stands; `-` for an agreed date
  std::string regulation_title;  ///< of the profile it was computed by
};
BOOST_DESCRIBE_STRUCT(ClockView,
                      (),
                      (case_,
                       kind,
                       number,
                       generation,
                       limit,
                       rule,
                       anchor,
                       nominal,
                       due,
                       provisional,
                       running,
                       ended_on,
                       next_at,
                       days_left,
                       working_days_left,
                       overdue,
                       label,
                       rule_label,
                       source,
                       regulation_title))

BOOST_DESCRIBE_STRUCT(CountedDay, (), (date, number, why, name))

struct ExplainedClock : ClockView {
  std::string regulation, calendar;  ///< editions
  std::optional<Date> last_workday;  ///< before a due date that is none
  std::vector<CountedDay> days;
};
BOOST_DESCRIBE_STRUCT(ExplainedClock, (ClockView), (regulation, calendar, last_workday, days))

/// The clocks of one case, or, of a root, of its whole family: running first, by due date.
[[nodiscard]] std::vector<Clock> clocks_of(const Family& family, CaseId id);

/// A clock as it stands on `today`.
[[nodiscard]] boost::json::object clock_view(const Clock& clock,
                                             Rulebook& rulebook,
                                             const Words& words,
                                             Date today);

/// The same, with the editions it was computed with, and each day that counts or does not.
[[nodiscard]] boost::json::object explained_clock_view(const Clock& clock,
                                                       Rulebook& rulebook,
                                                       const Words& words,
                                                       Date today);

/// `答复期限`, `承诺期限 2`.
[[nodiscard]] std::string clock_name(const Clock& clock, const Words& words);

/// Where a clock's limit stands in the regulation; `-` for an agreed date.
[[nodiscard]] std::string source_of(const Clock& clock, const Regulation& regulation);

}  // namespace duban
