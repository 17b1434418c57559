#include "adapters/sql/changes.hpp"
#include "adapters/sql/families.hpp"
#include "adapters/sql/sql_store.hpp"

#include <algorithm>
#include <iterator>

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

/// Lets the clocks of a family that cannot be settled wait.
struct Postponement : Database::Kept {
  explicit Postponement(Database& db)
      : query{db,
              "UPDATE clocks SET next_at = :later"
              " WHERE case_id >= :first AND case_id < :end AND next_at <= :now",
              soci::use(later, "later"),
              soci::use(first, "first"),
              soci::use(end, "end"),
              soci::use(now, "now")},
        orphans{db,
                // Looked up one by one: of NOT EXISTS a plan may make a read of all cases.
                "UPDATE clocks SET next_at = :later WHERE next_at <= :now"
                " AND ((SELECT 1 FROM cases WHERE id = case_id) IS NULL"
                " OR (SELECT 1 FROM cases WHERE id = case_id - case_id % " +
                    std::to_string(CaseId::family_size) + ") IS NULL)",
                soci::use(later, "later"), soci::use(now, "now")} {}

  bool of(CaseId root, Instant due) {
    at(due);
    first = root.stored();
    end = first + CaseId::family_size;
    return query.run() > 0;
  }
  /// Of no family at all: nobody could ever settle them.
  bool of_orphans(Instant due) {
    at(due);
    return orphans.run() > 0;
  }

  void at(Instant due) {
    now = stored(due);
    later = stored(due + postponement);
  }

  long long now = 0, later = 0, first = 0, end = 0;
  Query query, orphans;
};

/// Families as they are now that nobody else can settle them; what cannot be read is told apart.
std::vector<Family> readable(Families& families,
                             std::span<const CaseId> roots,
                             std::vector<Postponed>& damaged) {
  try {
    return families.of(roots);
  } catch (const FamilyDamaged& damage) {
    if (roots.size() == 1) {
      damaged.push_back({roots.front(), damage.what()});
      return {};
    }
  }
  auto read = readable(families, roots.first(roots.size() / 2), damaged);
  auto others = readable(families, roots.subspan(roots.size() / 2), damaged);
  std::ranges::move(others, std::back_inserter(read));
  return read;
}

std::vector<DueClock> due_clocks(const Family& family, Instant now) {
  std::vector<DueClock> due;
  for (const auto& clock : family.clocks)
    if (clock.next_at && *clock.next_at <= now) due.push_back({clock, family});
  return due;
}

void postpone_rest(Postponement& postponement, Settling& done, Instant now) {
  for (const auto& family : done.postponed) postponement.of(family.root, now);
  const bool is_idle = done.clocks == 0 && done.postponed.empty();
  if (is_idle && postponement.of_orphans(now))
    done.postponed.push_back(
        {CaseId{}, "The register is damaged: a clock that is due belongs to no case."});
}

}  // namespace

Settling SqlStore::settle_due(
    Instant now,
    int limit,
    const std::function<std::optional<Settlement>(std::span<const DueClock>)>& settle) {
  return connections_.run([&](Database& db) {
    Transaction transaction{db};
    const auto roots = db.kept<Claim>().roots(now, limit);
    Settling done;
    done.families = roots.size();
    std::vector<Settlement> settlements;
    for (const auto& family : readable(db.kept<Families>(), roots, done.postponed)) {
      const auto due = due_clocks(family, now);
      if (due.empty()) continue;
      if (auto settlement = settle(due)) {
        settlements.push_back(std::move(*settlement));
        done.clocks += due.size();
      } else {
        done.postponed.push_back({family.root().id, {}});
      }
    }
    if (done.clocks > 0) Changes::of(db).settle(settlements, now);
    postpone_rest(db.kept<Postponement>(), done, now);
    transaction.commit();
    return done;
  });
}

bool SqlStore::postpone(CaseId root, Instant now) {
  return connections_.run(
      [&](Database& db) { return db.kept<Postponement>().of(root.root(), now); });
}

}  // namespace duban::sql
