#pragma once

#include "adapters/sql/database.hpp"
#include "engine/people/audit.hpp"

namespace duban::sql {

/// The audit log on SQLite or PostgreSQL, for as many threads as its connections serve.  They must
/// outlive it.
class SqlAudit : public AuditLog {
 public:
  explicit SqlAudit(Connections& connections) : connections_{connections} {}

  void add(AuditEntry entry) override;
  [[nodiscard]] std::int64_t begin(const AuditEntry& act) override;
  void finish(std::int64_t begun, AuditEntry act) override;
  void drop(std::int64_t begun) override;
  [[nodiscard]] std::vector<AuditEntry> entries(std::string_view congress,
                                                std::int64_t after,
                                                int limit) override;
  [[nodiscard]] std::vector<AuditEntry> newest_entries(std::string_view congress,
                                                       std::int64_t before,
                                                       int limit) override;
  [[nodiscard]] AuditEntry last() override;

 private:
  Connections& connections_;
};

}  // namespace duban::sql
