#pragma once

#include "engine/data/whole.hpp"
#include "engine/views/event_form.hpp"

#include <optional>
#include <string>
#include <vector>

namespace duban::http {

/// What an event takes, for programs (JSON schema) and for whoever fills it in.
struct EventForm {
  std::string event, label;
  bool opens = false;            ///< it may be the first event of a case
  json::object schema;           ///< of its data
  std::vector<FormMember> form;  ///< a member for each of the data, in their order
};
BOOST_DESCRIBE_STRUCT(EventForm, (), (event, label, opens, schema, form))

/// Nothing if the workflow has no such event.  `regulation`: by which it would be decided.
[[nodiscard]] std::optional<EventForm> event_form(const Workflow& workflow,
                                                  std::string_view event,
                                                  const std::vector<FormHints>& hints,
                                                  const Regulation& regulation,
                                                  const Words& words);

}  // namespace duban::http
