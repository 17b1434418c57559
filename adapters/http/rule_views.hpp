#pragma once

#include "engine/data/whole.hpp"

/// How tables, profiles, calendars and the time are told.
namespace duban::http {

struct WorkflowLine {
  std::string name, label;
  std::int64_t states = 0, rows = 0;
  std::string edition;
};
BOOST_DESCRIBE_STRUCT(WorkflowLine, (), (name, label, states, rows, edition))

struct CalendarDay {
  Date date{};
  bool workday = false;
  std::string name;  ///< of the holiday, or of the notice that made it a workday
};
BOOST_DESCRIBE_STRUCT(CalendarDay, (), (date, workday, name))

struct RegisterTime {
  std::string now;
  bool simulated = false;
};
BOOST_DESCRIBE_STRUCT(RegisterTime, (), (now, simulated))

struct RegulationView {
  std::string congress, edition, name;
  json::object profile;
};
BOOST_DESCRIBE_STRUCT(RegulationView, (), (congress, edition, name, profile))

struct EditionText {
  std::string hash;
  std::string kind;  ///< regulation, calendar, workflow
  std::string name, text;
};
BOOST_DESCRIBE_STRUCT(EditionText, (), (hash, kind, name, text))

struct TableState {
  std::string code;
  bool final = false;
  std::vector<std::string> clocks;
  std::optional<std::string> waits_without_clock;
};
BOOST_DESCRIBE_STRUCT(TableState, (), (code, final, clocks, waits_without_clock))

struct TableRow {
  std::string source, from, event, authority, to;
  std::vector<std::string> conditions, effects;
};
BOOST_DESCRIBE_STRUCT(TableRow, (), (source, from, event, authority, to, conditions, effects))

struct TableEvent {
  std::string code;
  json::object data;
};
BOOST_DESCRIBE_STRUCT(TableEvent, (), (code, data))

/// Of what table_as_json() writes, whose bytes are the edition of a table and never change.
[[nodiscard]] json::object table_schema();

/// Of a RegulationView.
[[nodiscard]] json::object regulation_schema();

}  // namespace duban::http
