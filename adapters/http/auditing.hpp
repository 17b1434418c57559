#pragma once

#include "adapters/http/router.hpp"
#include "engine/people/audit.hpp"

#include <vector>

namespace duban::http {

/// Writes into the audit log what was done by routes that are audited, and every refusal of
/// authority.  A log that cannot be written is told by the program's own log: what was done is
/// done.
[[nodiscard]] Router::Witness auditor(AuditLog& log, TimeSource& time);

/// The audit log, for administrators.
[[nodiscard]] std::vector<Route> audit_routes(AuditLog& log);

}  // namespace duban::http
