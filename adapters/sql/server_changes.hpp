#pragma once

#include "adapters/sql/changes.hpp"
#include "adapters/sql/query.hpp"

namespace duban::sql {

/// Changes on PostgreSQL: one statement checks and writes a whole group, each table's rows being
/// one JSON parameter.
class ServerChanges : public Changes {
 public:
  explicit ServerChanges(Database& db);

  std::vector<Applied> apply(std::span<const ChangeSet> group) override;
  void settle(std::span<const Settlement> settlements, Instant now) override;

 private:
  void apply_wave(std::span<const ChangeSet> wave, std::vector<Applied>& results);
  void fill(std::span<const ChangeSet> wave);

  Database& database_;
  std::string sets_, cases_, events_, clocks_, notices_, serials_, reminders_;
  int nth_ = 0;
  std::string applied_;
  Query apply_, settle_;
};

}  // namespace duban::sql
