#include "adapters/sql/sql_audit.hpp"

#include "adapters/sql/query.hpp"
#include "adapters/sql/texts.hpp"
#include "engine/data/canonical.hpp"

#include <charconv>

namespace duban::sql {

namespace {

struct AuditRow {
  long long seq = 0, made_at = 0;
  std::string made_by, congress, origin, act, about, outcome, hash;
};
BOOST_DESCRIBE_STRUCT(AuditRow,
                      (),
                      (seq, made_at, made_by, congress, origin, act, about, outcome, hash))

AuditRow row_of(const AuditEntry& entry) {
  return {entry.seq, stored(entry.at), entry.by,      entry.congress, entry.origin,
          entry.act, entry.about,      entry.outcome, entry.hash};
}

AuditEntry value_of(const AuditRow& row) {
  return {row.seq,     instant_of(row.made_at),
          row.made_by, row.congress,
          row.origin,  row.act,
          row.about,   row.outcome,
          row.hash};
}

/// `NUMBER HASH`
AuditEntry last_in(Database& database) {
  std::string text;
  if (!Query{database, "SELECT value FROM meta WHERE name = 'audit'", soci::into(text)}.one())
    throw StoreDown("The register is damaged: table meta: the end of the audit log is missing.");
  AuditEntry last;
  const auto space = std::min(text.find(' '), text.size());
  std::from_chars(text.data(), text.data() + space, last.seq);
  last.hash = text.substr(std::min(space + 1, text.size()));
  return last;
}

}  // namespace

void SqlAudit::add(AuditEntry entry) {
  connections_.run([&](Database& db) {
    Transaction transaction{db};
    // One after the other: the update takes the row's lock.
    Query{db, "UPDATE meta SET value = value WHERE name = 'audit'"}.run();
    const auto before = last_in(db);
    auto added = entry;
    added.seq = before.seq + 1;
    added.hash = chain_hash(before.hash, body_of(added));
    auto row = row_of(added);
    Query{db, insert<AuditRow>("audit"), given(row)}.run();
    const auto end = std::to_string(added.seq) + " " + added.hash;
    Query{db, "UPDATE meta SET value = :end WHERE name = 'audit'", soci::use(end)}.run();
    transaction.commit();
  });
}

std::vector<AuditEntry> SqlAudit::entries(std::int64_t after, int limit) {
  return connections_.run([&](Database& db) {
    const long long from = after;
    AuditRow row;
    std::vector<AuditEntry> entries;
    Query{db,
          "SELECT " + columns<AuditRow>() +
              " FROM audit WHERE seq > :after ORDER BY seq LIMIT :limit",
          soci::use(from, "after"), soci::use(limit, "limit"), taken(row)}
        .each([&] { entries.push_back(value_of(row)); });
    return entries;
  });
}

AuditEntry SqlAudit::last() {
  return connections_.run([](Database& db) { return last_in(db); });
}

}  // namespace duban::sql
