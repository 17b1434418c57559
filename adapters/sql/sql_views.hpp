#pragma once

#include "adapters/sql/database.hpp"
#include "engine/people/saved_views.hpp"

namespace duban::sql {

/// Saved views on SQLite or PostgreSQL, for as many threads as its connections serve.  They must
/// outlive it.
class SqlViews : public SavedViews {
 public:
  explicit SqlViews(Connections& connections) : connections_{connections} {}

  [[nodiscard]] std::vector<SavedView> of(std::string_view user) override;
  [[nodiscard]] std::vector<SavedView> shared_in(std::string_view congress) override;
  [[nodiscard]] std::optional<SavedView> find(std::int64_t id) override;
  [[nodiscard]] Result<SavedView> add(SavedView view) override;
  [[nodiscard]] Result<SavedView> change(SavedView view) override;
  [[nodiscard]] Result<void> remove(std::int64_t id) override;

 private:
  Connections& connections_;
};

}  // namespace duban::sql
