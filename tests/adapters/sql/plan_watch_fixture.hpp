#pragma once

#include "adapters/sql/database.hpp"

#include <memory>
#include <string>
#include <vector>

namespace duban::sql {

/// Listens to a connection and looks at the plan of every statement that it runs, as the database
/// really ran it: PostgreSQL tells each (auto_explain, for which the tests' user must be a
/// superuser), SQLite is asked about each text it ran.
class PlanWatch {
 public:
  explicit PlanWatch(Database& database);
  ~PlanWatch();
  PlanWatch(const PlanWatch&) = delete;
  PlanWatch& operator=(const PlanWatch&) = delete;

  /// What was seen since the last call.
  struct Seen {
    std::size_t statements = 0;
    /// A line for each step that goes through a table or an index from end to end.
    std::vector<std::string> walks;
    /// Rows that were read only to be left out, in the worst step of all.  SQLite tells the steps
    /// of its machine instead, of which a row takes five at least.
    long long wasted = 0;
  };
  [[nodiscard]] Seen seen();

 private:
  class Listener;
  class ServerListener;
  class FileListener;
  std::unique_ptr<Listener> listener_;
};

}  // namespace duban::sql
