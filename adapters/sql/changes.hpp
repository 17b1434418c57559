#pragma once

#include "adapters/sql/database.hpp"
#include "engine/register/store.hpp"

#include <memory>
#include <span>
#include <vector>

namespace duban::sql {

/// Writes to the register in the way its database likes best: SQLite row by row in one transaction,
/// since a statement costs a microsecond and the file has one writer; PostgreSQL everything in one
/// statement, since every statement is a journey.
class Changes : public Database::Kept {
 public:
  [[nodiscard]] static Changes& of(Database& database);

  /// Store::commit.  No transaction may be open.
  [[nodiscard]] virtual std::vector<Applied> apply(std::span<const ChangeSet* const> group) = 0;

  /// Writes what settling came to, inside the transaction that claimed the clocks.
  virtual void settle(std::span<const Settlement> settlements, Instant now) = 0;
};

/// A change set's case as it is stored: the root always carries the family's next version.
[[nodiscard]] Case stored_form(const CaseChange& change, const ChangeSet& set);

/// When a change set was recorded.
[[nodiscard]] Instant recorded_at(const ChangeSet& set);

/// Whether the family's version must be counted on beside the cases of the set: it has events, and
/// the root, which carries the version, is not among its cases.
[[nodiscard]] bool touches_root(const ChangeSet& set);

}  // namespace duban::sql
