// Who has failed to sign in, and from where somebody has signed in before.

#include "adapters/sql/query.hpp"
#include "adapters/sql/sql_accounts.hpp"

namespace duban::sql {

namespace {

/// Runs a statement with one moment in it.
void run_before(Connections& connections, const std::string& sql, Instant moment) {
  const auto before = stored(moment);
  connections.run([&](Database& db) { Query{db, sql, soci::use(before)}.run(); });
}

long long microseconds_of(std::chrono::seconds span) {
  return std::chrono::microseconds{span}.count();
}

/// How many failures still count.
const std::string lasting =
    "(attempts.count - (CAST(:at AS bigint) - attempts.last_at) / CAST(:each AS bigint))";

}  // namespace

Attempts SqlAccounts::attempts(std::string_view key,
                               Instant now,
                               std::chrono::seconds one_forgiven_each) {
  return connections_.run([&](Database& db) {
    const std::string wanted{key};
    const auto at = stored(now), each = microseconds_of(one_forgiven_each);
    long long count = 0, last_at = 0;
    (void)Query{db,
                "SELECT " + lasting + ", last_at FROM attempts WHERE key = :key",
                soci::use(at, "at"),
                soci::use(each, "each"),
                soci::use(wanted, "key"),
                soci::into(count),
                soci::into(last_at)}
        .one();
    return Attempts{std::max(count, 0LL), instant_of(last_at)};
  });
}

void SqlAccounts::count_failure(std::string_view key,
                                Instant now,
                                std::chrono::seconds one_forgiven_each) {
  const std::string wanted{key};
  const auto at = stored(now), each = microseconds_of(one_forgiven_each);
  connections_.run([&](Database& db) {
    Query{db,
          "INSERT INTO attempts (key, count, last_at) VALUES (:key, 1, :at) ON CONFLICT (key)"
          " DO UPDATE SET last_at = excluded.last_at,"
          " count = 1 + CASE WHEN " +
              lasting + " > 0 THEN " + lasting + " ELSE 0 END",
          soci::use(wanted, "key"), soci::use(at, "at"), soci::use(each, "each")}
        .run();
  });
}

void SqlAccounts::forgive(std::string_view key) {
  const std::string forgiven{key};
  connections_.run([&](Database& db) {
    Query{db, "DELETE FROM attempts WHERE key = :key", soci::use(forgiven)}.run();
  });
}

void SqlAccounts::forget_attempts(Instant last_before) {
  run_before(connections_, "DELETE FROM attempts WHERE last_at < :before", last_before);
}

bool SqlAccounts::is_familiar(std::string_view key) {
  return connections_.run([&](Database& db) {
    const std::string wanted{key};
    std::string found;
    return Query{db, "SELECT key FROM familiar_places WHERE key = :key", soci::use(wanted),
                 soci::into(found)}
        .one();
  });
}

void SqlAccounts::make_familiar(std::string_view key, Instant now) {
  const std::string known{key};
  const auto at = stored(now);
  connections_.run([&](Database& db) {
    Query{db,
          "INSERT INTO familiar_places (key, seen_at) VALUES (:key, :at)"
          " ON CONFLICT (key) DO UPDATE SET seen_at = excluded.seen_at",
          soci::use(known, "key"), soci::use(at, "at")}
        .run();
  });
}

void SqlAccounts::forget_familiar(Instant seen_before) {
  run_before(connections_, "DELETE FROM familiar_places WHERE seen_at < :before", seen_before);
}

}  // namespace duban::sql
