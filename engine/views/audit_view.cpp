#include "engine/views/audit_view.hpp"

namespace duban {

AuditView audit_view(const AuditEntry& entry) {
  return {entry.seq,   to_local_text(entry.at), entry.by,  entry.congress, entry.origin, entry.act,
          entry.about, entry.outcome,           entry.hash};
}

}  // namespace duban
