#pragma once

#include "engine/workflow.hpp"

#include <boost/json.hpp>

#include <string>

namespace duban {

/// Everything a table says, as data: states, rows, events with their schemas.
[[nodiscard]] boost::json::object table_as_json(const Workflow& workflow);

/// The table for people: one line per row.
[[nodiscard]] std::string table_as_text(const Workflow& workflow);
[[nodiscard]] std::string table_as_mermaid(const Workflow& workflow);
[[nodiscard]] std::string table_as_dot(const Workflow& workflow);
/// W3C SCXML, datamodel ecmascript; a condition holds unless the event's data says it does not.
[[nodiscard]] std::string table_as_scxml(const Workflow& workflow);

/// The events that some row takes from `state`, without those raised only inside a transaction.
[[nodiscard]] std::vector<std::string> possible_events(const Workflow& workflow,
                                                       std::string_view state);

/// The refusals that need only the table.
[[nodiscard]] Error unknown_event(const Workflow& workflow, std::string_view event);
[[nodiscard]] Error not_in_state(const Workflow& workflow,
                                 std::string_view state,
                                 std::string_view event);

}  // namespace duban
