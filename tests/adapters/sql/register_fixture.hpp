#pragma once

#include "adapters/sql/sql_directory.hpp"
#include "adapters/sql/sql_store.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace duban::sql {

/// The databases this run can reach: SQLite always, PostgreSQL where DUBAN_TEST_POSTGRESQL names
/// one.
[[nodiscard]] std::vector<Dialect> dialects();

/// In a TEST_CASE: run it once on each.  The file includes <catch2/catch.hpp>.
#define EACH_DATABASE GENERATE(from_range(duban::sql::dialects()))

/// An empty place for a register of the test's own; gone when the test ends.
class FreshPlace {
 public:
  explicit FreshPlace(Dialect dialect);
  ~FreshPlace();
  FreshPlace(const FreshPlace&) = delete;
  FreshPlace& operator=(const FreshPlace&) = delete;

  std::string url;
  std::filesystem::path folder;  ///< SQLite only

 private:
  std::string schema_;
};

/// A new register.
class FreshRegister {
 public:
  explicit FreshRegister(Dialect dialect, std::optional<Instant> simulated_now = {});

  /// Another connection to it, as another thread or node would have.
  [[nodiscard]] std::unique_ptr<Database> connect(
      std::chrono::milliseconds busy_wait = std::chrono::seconds{5}) const;

  FreshPlace place;
  std::unique_ptr<Database> database;
  SqlStore store;
  SqlDirectory directory;
};

[[nodiscard]] Instant at(std::string_view rfc3339);
[[nodiscard]] Date day(std::string_view text);

/// A case with every field set.
[[nodiscard]] Case some_case(CaseId id, std::int64_t version = 1);
[[nodiscard]] Summary some_summary(std::string number = "");
[[nodiscard]] EventRecord some_event(CaseId id, std::int64_t seq);
/// A running clock that is next due at `next_at`.
[[nodiscard]] Clock some_clock(CaseId id, std::optional<Instant> next_at, int number = 1);
[[nodiscard]] Notice some_notice(CaseId about, std::string key);

/// A change set that changes nothing yet.
[[nodiscard]] ChangeSet change_set(CaseId root, std::int64_t family_version);
/// Registers a case: a new family of one.
[[nodiscard]] ChangeSet opening(CaseId root, std::string number = "");
/// The next step of a family that stands at `version` in case and family.
[[nodiscard]] ChangeSet step(CaseId root, std::int64_t version);

/// Commits one change set.
[[nodiscard]] Applied commit(Store& store, const ChangeSet& set);

/// Everything the register holds, to see whether anything has changed.
[[nodiscard]] std::string contents(Database& database);

}  // namespace duban::sql
