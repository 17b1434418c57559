#pragma once

#include "engine/people/audit.hpp"

#include <boost/describe.hpp>

namespace duban {

/// An entry of the audit log, as it is listed; `at` in China's time.
struct AuditView {
  std::int64_t seq = 0;
  std::string at, by, congress, origin, act, about, outcome, hash;
};
BOOST_DESCRIBE_STRUCT(AuditView, (), (seq, at, by, congress, origin, act, about, outcome, hash))

[[nodiscard]] AuditView audit_view(const AuditEntry& entry);

}  // namespace duban
