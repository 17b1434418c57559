#include "adapters/sql/changes.hpp"
#include "adapters/sql/families.hpp"
#include "adapters/sql/sql_store.hpp"

#include <algorithm>

namespace duban::sql {

namespace {

// Whoever writes a family has locked its root: claiming the root claims its clocks.  On SQLite the
// transaction has locked everybody out.
std::string claim(Dialect dialect) {
  if (dialect == Dialect::sqlite)
    return "SELECT case_id FROM clocks WHERE next_at <= :now ORDER BY next_at LIMIT :limit";
  return "SELECT r.id FROM (SELECT case_id FROM clocks WHERE next_at <= :now ORDER BY next_at) AS k"
         " JOIN LATERAL (SELECT id FROM cases WHERE id = k.case_id - k.case_id % " +
         std::to_string(CaseId::family_size) + " FOR UPDATE SKIP LOCKED) AS r ON true LIMIT :limit";
}

struct Claim : Database::Kept {
  explicit Claim(Database& db)
      : query{db, claim(db.dialect()), soci::use(now, "now"), soci::use(limit, "limit"),
              soci::into(id)} {}

  /// Roots of the families that have the earliest clocks due, each once.
  [[nodiscard]] std::vector<CaseId> roots(Instant due, int most) {
    now = stored(due);
    limit = most;
    std::vector<CaseId> found;
    query.each([&] { found.push_back(CaseId::from_stored(id).root()); });
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  long long now = 0, id = 0;
  int limit = 0;
  Query query;
};

/// The clocks of a family that are due, as they are now that nobody else can settle them.
std::vector<DueClock> due_clocks(const Family& family, Instant now) {
  std::vector<DueClock> due;
  for (const auto& clock : family.clocks)
    if (clock.next_at && *clock.next_at <= now) due.push_back({clock, family});
  return due;
}

}  // namespace

std::size_t SqlStore::settle_due(
    Instant now, int limit, const std::function<Settlement(std::span<const DueClock>)>& settle) {
  return database_.run([&] {
    Transaction transaction{database_};
    const auto roots = database_.kept<Claim>().roots(now, limit);
    std::vector<Settlement> settlements;
    std::size_t count = 0;
    for (const auto& family : database_.kept<Families>().of(roots)) {
      const auto due = due_clocks(family, now);
      if (due.empty()) continue;
      settlements.push_back(settle(due));
      count += due.size();
    }
    if (count > 0) Changes::of(database_).settle(settlements, now);
    transaction.commit();
    return count;
  });
}

}  // namespace duban::sql
