#pragma once

#include "adapters/sql/query.hpp"

#include <span>
#include <vector>

namespace duban::sql {

/// Reads whole families.  Cases and clocks come in one statement, so that they are of one moment.
class Families : public Database::Kept {
 public:
  explicit Families(Database& database);

  /// The family of this root; nothing if there is none.
  [[nodiscard]] std::optional<Family> of(CaseId root);
  /// The families of these roots, ascending by id.
  [[nodiscard]] std::vector<Family> of(std::span<const CaseId> roots);
  /// The families from `first` on, before `end`, ascending by id.
  [[nodiscard]] std::vector<Family> between(long long first, long long end);

 private:
  [[nodiscard]] std::vector<Family> read(Query& query);

  row::Case case_;
  Optional<row::Clock> clock_;
  long long first_ = 0, end_ = 0;
  std::string roots_;
  Query by_range_, by_roots_;
};

/// `[12000,13000]`
[[nodiscard]] std::string json_of(std::span<const CaseId> ids);

}  // namespace duban::sql
