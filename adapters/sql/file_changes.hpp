#pragma once

#include "adapters/sql/changes.hpp"
#include "adapters/sql/file_statements.hpp"

namespace duban::sql {

/// Changes on SQLite.  BEGIN IMMEDIATE has locked everybody else out, so each change set is checked
/// first and written only if it fits: nothing ever needs undoing.
class FileChanges : public Changes {
 public:
  explicit FileChanges(Database& database);

  std::vector<Applied> apply(std::span<const ChangeSet* const> group) override;
  void settle(std::span<const Settlement> settlements, Instant now) override;

 private:
  [[nodiscard]] Applied apply(const ChangeSet& set);
  [[nodiscard]] bool is_repeated(const ChangeSet& set);
  [[nodiscard]] bool fits(const ChangeSet& set);
  [[nodiscard]] bool fits(const CaseChange& change);
  [[nodiscard]] bool are_free(const ChangeSet& set);
  void write(const ChangeSet& set);
  void write_cases(const ChangeSet& set);
  void write_finding(const CaseChange& change);
  void write_notice(const Notice& notice, Instant created_at);

  Database& database_;
  FileChecks checks_;
  FileWrites writes_;
};

}  // namespace duban::sql
