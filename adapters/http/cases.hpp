#pragma once

#include "adapters/http/route.hpp"
#include "engine/attachments/attachments.hpp"
#include "engine/form.hpp"

#include <vector>

namespace duban::http {

/// Lists of cases.
[[nodiscard]] std::vector<Route> case_list_routes();

/// One case: what it is, its history, its clocks, and why an event is not possible.
[[nodiscard]] std::vector<Route> case_routes(const std::vector<FormHints>& forms);

/// Whether what is kept of a case is as its history says.
[[nodiscard]] std::vector<Route> proof_routes(Attachments& attachments);

/// The forms of a workflow's events.
[[nodiscard]] std::vector<Route> form_routes(const std::vector<FormHints>& hints);

/// What moves cases: opening one, firing an event.
[[nodiscard]] std::vector<Route> transition_routes();

/// One event for many cases.
[[nodiscard]] std::vector<Route> batch_routes();

/// The parameter {id} of a path: `12`, or `12.1`.
[[nodiscard]] Parameter case_id_parameter();

}  // namespace duban::http
