#pragma once

#include "adapters/sql/database.hpp"
#include "engine/register/amendments.hpp"

namespace duban::sql {

/// Amendments on SQLite or PostgreSQL, for as many threads as its connections serve.  They must
/// outlive it.
class SqlAmendments : public Amendments {
 public:
  explicit SqlAmendments(Connections& connections) : connections_{connections} {}

  [[nodiscard]] Result<void> amend(const Unit& before, const Unit& after) override;
  [[nodiscard]] Result<void> amend(const Deputy& before, const Deputy& after) override;
  [[nodiscard]] Result<void> amend(const User& before, const User& after) override;
  [[nodiscard]] Result<void> amend(const Session& before, const Session& after) override;
  [[nodiscard]] Result<void> amend(const Meeting& before, const Meeting& after) override;

 private:
  Connections& connections_;
};

}  // namespace duban::sql
