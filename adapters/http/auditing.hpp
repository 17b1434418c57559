#pragma once

#include "adapters/http/router.hpp"
#include "engine/people/audit.hpp"

#include <vector>

namespace duban::http {

/// The same route, which writes into the audit log what it is about to do, and what came of it:
/// what cannot be written down is not done (503).  Where the answer goes out in pieces, what came
/// of it is known with the last, or with the client who goes before.
[[nodiscard]] Route recorded(Route route, AuditLog& log, TimeSource& time);

/// Writes into the audit log who signed in, or tried to, and who lacked authority: of each person
/// the first refusal of a kind within a quarter of an hour, and no more than twenty, so that nobody
/// fills the log.  A log that cannot be written is told by the program's own.
[[nodiscard]] Router::Witness auditor(AuditLog& log, TimeSource& time);

/// The audit log, for administrators.
[[nodiscard]] std::vector<Route> audit_routes(AuditLog& log);

}  // namespace duban::http
