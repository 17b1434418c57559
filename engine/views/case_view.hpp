#pragma once

#include "engine/data/whole.hpp"
#include "engine/register/directory.hpp"
#include "engine/register/rulebook.hpp"
#include "engine/words/protection.hpp"

#include <boost/json.hpp>

/// What the command line (--json) and the HTTP API tell of the register: one shape for both.
namespace duban {

struct CaseView {
  std::string id, congress, workflow, state;
  std::int64_t version = 0;
  std::string opened_on;
  boost::json::object facts;  ///< the workflow's own
};
BOOST_DESCRIBE_STRUCT(CaseView, (), (id, congress, workflow, state, version, opened_on, facts))

struct CaseLine {
  std::string id, congress, workflow, state, number, title, unit, session;
  std::int64_t version = 0;
  bool confidential = false;
  std::string opened_on;
  std::optional<Date> next_due;
  bool overdue = false;
  std::optional<std::string> clock;       ///< kind of the limit that ends on next_due
  std::optional<std::int64_t> days_left;  ///< calendar days; negative: overdue
  bool provisional = false;               ///< next_due may still move
  std::optional<std::string> category, lead_deputy;
  bool key = false;  ///< 重点督办
  std::optional<std::string>
      class_;  // NOLINT(readability-identifier-naming): whole() drops the line
  std::optional<std::string> rating, role;
  std::vector<std::string> units;  ///< of its assignments that are live, in their order
};
BOOST_DESCRIBE_STRUCT(CaseLine,
                      (),
                      (id,
                       congress,
                       workflow,
                       state,
                       number,
                       title,
                       unit,
                       session,
                       version,
                       confidential,
                       opened_on,
                       next_due,
                       overdue,
                       clock,
                       days_left,
                       provisional,
                       category,
                       lead_deputy,
                       key,
                       class_,
                       rating,
                       role,
                       units))

struct EventView {
  std::string case_;  // NOLINT(readability-identifier-naming): whole() drops the line
  std::int64_t seq = 0;
  std::string event;
  std::optional<Date> occurred_on;
  std::string recorded_at, recorded_by;
  std::optional<std::string> in_place_of;  ///< `user:李四`, `unit:县水利局`; mostly of nobody
  std::string from, to;
  boost::json::object body;         ///< everything that was stored of it
  std::optional<std::string> hash;  ///< nothing where names are covered
};
BOOST_DESCRIBE_STRUCT(
    EventView,
    (),
    (case_, seq, event, occurred_on, recorded_at, recorded_by, in_place_of, from, to, body, hash))

/// A case by itself: what it is and its facts.
[[nodiscard]] boost::json::object case_view(const Case& self, const Cover& cover);

/// A line of a list, as it stands on `today`.
[[nodiscard]] CaseLine case_line(const CaseRow& row, const Cover& cover, Date today);
[[nodiscard]] boost::json::object row_view(const CaseRow& row, const Cover& cover, Date today);

/// A line of a case's history, with everything that was stored of it.
[[nodiscard]] boost::json::object event_view(const EventRecord& event, const Cover& cover);

}  // namespace duban
