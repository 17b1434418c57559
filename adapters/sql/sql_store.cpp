#include "adapters/sql/sql_store.hpp"

#include "adapters/sql/changes.hpp"
#include "adapters/sql/families.hpp"
#include "adapters/sql/sql_attachments.hpp"
#include "adapters/sql/sql_journal.hpp"

#include <algorithm>
#include <utility>

namespace duban::sql {

namespace {

struct Lookups : Database::Kept {
  explicit Lookups(Database& db)
      : take_roots{db,
                   "UPDATE meta SET value = CAST(CAST(value AS bigint) + :count AS text)"
                   " WHERE name = 'last_root' RETURNING value",
                   soci::use(count, "count"), soci::into(last_root)},
        last_serial{db, "SELECT last FROM series WHERE congress = :congress AND series = :series",
                    soci::use(congress, "congress"), soci::use(series, "series"), soci::into(last)},
        skip_serials{
            db,
            "INSERT INTO series (congress, series, last) VALUES (:congress, :series, :last)"
            " ON CONFLICT (congress, series) DO UPDATE SET last ="
            " CASE WHEN excluded.last > series.last THEN excluded.last ELSE series.last END",
            soci::use(congress, "congress"), soci::use(series, "series"), soci::use(last, "last")},
        answer{db,
               "SELECT request, answer FROM idempotency WHERE user_name = :user AND key = :key",
               soci::use(user, "user"),
               soci::use(key, "key"),
               soci::into(found.request),
               soci::into(found.answer)},
        first_wake{db, "SELECT min(next_at) FROM clocks WHERE next_at IS NOT NULL",
                   soci::into(wake.value, wake.presence)},
        history{db,
                "SELECT " + columns<row::Event>() +
                    " FROM events WHERE case_id = :id AND seq > :after ORDER BY seq LIMIT :limit",
                soci::use(id, "id"),
                soci::use(after, "after"),
                soci::use(limit, "limit"),
                taken(event)} {}

  long long count = 0, last = 0, id = 0, after = 0;
  int limit = 0;
  std::string congress, series, user, key, last_root;
  IdempotentAnswer found;
  Nullable<long long> wake;
  row::Event event;
  Query take_roots, last_serial, skip_serials, answer, first_wake, history;
};

/// Root ids that this connection has taken and not yet given: one for a program that registers one
/// case, a hundred at a time for one that goes on.
struct Reserve : Database::Kept {
  explicit Reserve(Database&) {}
  std::int64_t next = 0, left = 0, take = 1;
};

void reserve_more(Database& db, Reserve& reserve) {
  constexpr std::int64_t most = 100;
  Transaction transaction{db};
  auto& lookups = db.kept<Lookups>();
  lookups.count = reserve.take;
  if (!lookups.take_roots.one())
    throw StoreDown("The register is damaged: it has lost its counter.");
  transaction.commit();
  reserve.next = std::stoll(lookups.last_root) - reserve.take + 1;
  reserve.left = std::exchange(reserve.take, std::min(reserve.take * 2, most));
}

}  // namespace

Result<Family> SqlStore::load(CaseId id) {
  return connections_.run([&](Database& db) -> Result<Family> {
    return family_with(id, db.kept<Families>().of(id.root()));
  });
}

std::vector<Family> SqlStore::load_all(std::span<const CaseId> roots) {
  return connections_.run([&](Database& db) { return db.kept<Families>().of(roots); });
}

Result<Family> family_with(CaseId id, std::optional<Family> family) {
  if (family && family->find(id)) return std::move(*family);
  return Error{Problem::no_such_case, to_text(id), "there is no case " + to_text(id)};
}

CaseId SqlStore::reserve_root() {
  return connections_.run([&](Database& db) {
    auto& reserve = db.kept<Reserve>();
    if (reserve.left == 0) reserve_more(db, reserve);
    --reserve.left;
    return CaseId{reserve.next++};
  });
}

std::int64_t SqlStore::next_serial(std::string_view congress, std::string_view series) {
  return connections_.run([&](Database& db) -> std::int64_t {
    auto& lookups = db.kept<Lookups>();
    lookups.congress = congress;
    lookups.series = series;
    return lookups.last_serial.one() ? lookups.last + 1 : 1;
  });
}

void SqlStore::skip_serials(std::string_view congress,
                            std::string_view series,
                            std::int64_t through) {
  connections_.run([&](Database& db) {
    auto& lookups = db.kept<Lookups>();
    lookups.congress = congress;
    lookups.series = series;
    lookups.last = through;
    lookups.skip_serials.run();
  });
}

std::vector<Applied> SqlStore::commit(std::span<const ChangeSet> group) {
  if (group.empty()) return {};
  std::vector<const ChangeSet*> sets;
  for (const auto& set : group) sets.push_back(&set);
  return connections_.run([&](Database& db) { return Changes::of(db).apply(sets); });
}

std::optional<IdempotentAnswer> SqlStore::answered(std::string_view user, std::string_view key) {
  return connections_.run([&](Database& db) -> std::optional<IdempotentAnswer> {
    auto& lookups = db.kept<Lookups>();
    lookups.user = user;
    lookups.key = key;
    if (!lookups.answer.one()) return {};
    return lookups.found;
  });
}

void SqlStore::forget_answers(Instant before) {
  connections_.run([&](Database& db) {
    const auto oldest = stored(before);
    Query{db, "DELETE FROM idempotency WHERE created_at < :oldest", soci::use(oldest, "oldest")}
        .run();
    trim_journal(db, before);  // kept no longer: whoever was away so long reads everything again
  });
}

void SqlStore::forget_uploads(Instant begun_before) {
  SqlAttachments{connections_}.forget(begun_before);
}

std::optional<Instant> SqlStore::next_wake() {
  return connections_.run([&](Database& db) -> std::optional<Instant> {
    auto& lookups = db.kept<Lookups>();
    if (!lookups.first_wake.one() || !lookups.wake.has_value()) return {};
    return instant_of(lookups.wake.value);
  });
}

std::vector<EventRecord> SqlStore::events(CaseId id, std::int64_t after, int limit) {
  return connections_.run([&](Database& db) {
    auto& lookups = db.kept<Lookups>();
    lookups.id = id.stored();
    lookups.after = after;
    lookups.limit = limit;
    std::vector<EventRecord> events;
    lookups.history.each([&] { events.push_back(value_of(lookups.event)); });
    return events;
  });
}

}  // namespace duban::sql
