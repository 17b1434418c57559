#pragma once

#include "adapters/sql/changes.hpp"
#include "adapters/sql/query.hpp"
#include "adapters/sql/server_texts.hpp"

#include <map>

namespace duban::sql {

/// Changes on PostgreSQL: one statement checks and writes a whole group, each table's rows being
/// one JSON parameter.  It is prepared once for each combination of parts that groups have.
class ServerChanges : public Changes {
 public:
  explicit ServerChanges(Database& db);
  ~ServerChanges() override;
  ServerChanges(const ServerChanges&) = delete;
  ServerChanges& operator=(const ServerChanges&) = delete;

  std::vector<Applied> apply(std::span<const ChangeSet* const> group) override;
  void settle(std::span<const Settlement> settlements, Instant now) override;

 private:
  struct Rows;
  struct Apply;
  void apply_wave(std::span<const ChangeSet* const> wave, std::vector<Applied>& results);

  Database& database_;
  std::map<Parts, Apply> applies_;
  std::string clocks_, reminders_, notices_;
  Query settle_;
};

}  // namespace duban::sql
