#pragma once

#include "adapters/cli/context.hpp"
#include "adapters/sql/sql_audit.hpp"

#include <optional>
#include <string>

namespace duban::cli {

/// An entry about what somebody did at the command line of this machine, at this moment.
[[nodiscard]] AuditEntry command_entry(std::string act, std::string about);

/// The audit log's line about the command that was typed, if it is one for that: an act of an
/// administrator, an export, a look at protected names, or whatever somebody had no authority for.
class CommandRecord {
 public:
  /// Throws StoreDown where an act cannot be written down: then it must not be done.
  CommandRecord(const Context& context, sql::Database& database);

  /// Says how it ended; without a word it was cut off.
  void came_of(const Result<void>& done);

 private:
  const Context& context_;
  sql::SqlAudit log_;
  std::optional<AuditEntry> entry_;  ///< nothing where the command is none of a register
  std::optional<RecordedAct> act_;
};

}  // namespace duban::cli
