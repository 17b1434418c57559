#pragma once

#include "adapters/sql/database.hpp"
#include "engine/register/store.hpp"

namespace duban::sql {

/// By what lists find the cases of one family.
struct FamilyFindings {
  CaseId root;
  std::string congress;
  std::vector<Finding> findings;
};

/// In a register that a migration has left half done: the last family whose cases lists find.
/// Nothing once they find all.
[[nodiscard]] std::optional<CaseId> found_through(Database& database);

/// Writes anew by what lists find some families, of all up to the last of them, in one transaction.
void put_findings(Database& database, std::span<const FamilyFindings> families);

/// Lists find every case.
void note_all_found(Database& database);

}  // namespace duban::sql
