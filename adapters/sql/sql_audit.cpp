#include "adapters/sql/sql_audit.hpp"

#include "adapters/sql/numbered_page.hpp"
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

/// Entries are added one after the other: the update takes the row's lock.
void wait_for_turn(Database& db) {
  Query{db, "UPDATE meta SET value = value WHERE name = 'audit'"}.run();
}

void append(Database& db, AuditEntry entry) {
  const auto before = last_in(db);
  entry.seq = before.seq + 1;
  entry.hash = chain_hash(before.hash, body_of(entry));
  auto row = row_of(entry);
  Query{db, insert<AuditRow>("audit"), given(row)}.run();
  const auto end = std::to_string(entry.seq) + " " + entry.hash;
  Query{db, "UPDATE meta SET value = :end WHERE name = 'audit'", soci::use(end)}.run();
}

struct ActRow {
  long long made_at = 0;
  std::string made_by, congress, origin, act, about;
};
BOOST_DESCRIBE_STRUCT(ActRow, (), (made_at, made_by, congress, origin, act, about))

/// No request takes so long.
constexpr std::chrono::minutes longest_act{10};

void forget_act(Database& db, std::int64_t begun) {
  const long long id = begun;
  Query{db, "DELETE FROM acts_begun WHERE id = :id", soci::use(id)}.run();
}

/// Whoever did these was cut off: nobody knows what came of them.
void append_cut_off(Database& db, Instant begun_before) {
  const auto before = stored(begun_before);
  const std::string cut_off = " FROM acts_begun WHERE made_at < :before";
  long long id = 0;
  if (!Query{db, "SELECT id" + cut_off + " LIMIT 1", soci::use(before), soci::into(id)}.one())
    return;
  wait_for_turn(db);  // or two would add the same
  ActRow row;
  std::vector<std::pair<long long, ActRow>> acts;
  Query{db, "SELECT id, " + columns<ActRow>() + cut_off + " ORDER BY id", soci::use(before),
        soci::into(id), taken(row)}
      .each([&] { acts.emplace_back(id, row); });
  for (const auto& [number, act] : acts) {
    append(db, {.at = instant_of(act.made_at),
                .by = act.made_by,
                .congress = act.congress,
                .origin = act.origin,
                .act = act.act,
                .about = act.about,
                .outcome = "unknown"});
    forget_act(db, number);
  }
}

std::vector<AuditEntry> entries_on(NumberedPage page, long long from, int limit, Database& db) {
  AuditRow row;
  std::vector<AuditEntry> entries;
  Query{db,
        "SELECT " + columns<AuditRow>() + " FROM audit" + page.text,
        soci::use(from, "from"),
        page.values,
        soci::use(limit, "limit"),
        taken(row)}
      .each([&] { entries.push_back(value_of(row)); });
  return entries;
}

}  // namespace

void SqlAudit::add(AuditEntry entry) {
  connections_.run([&](Database& db) {
    Transaction transaction{db};
    wait_for_turn(db);
    append(db, entry);
    transaction.commit();
  });
}

std::int64_t SqlAudit::begin(const AuditEntry& act) {
  return connections_.run([&](Database& db) -> std::int64_t {
    Transaction transaction{db};
    append_cut_off(db, act.at - longest_act);
    ActRow row{stored(act.at), act.by, act.congress, act.origin, act.act, act.about};
    long long id = 0;
    if (!Query{db, insert<ActRow>("acts_begun") + " RETURNING id", given(row), soci::into(id)}
             .one())
      throw StoreDown("An act could not be written down.");
    transaction.commit();
    return id;
  });
}

void SqlAudit::finish(std::int64_t begun, AuditEntry act) {
  connections_.run([&](Database& db) {
    Transaction transaction{db};
    wait_for_turn(db);
    forget_act(db, begun);
    append(db, act);
    transaction.commit();
  });
}

void SqlAudit::drop(std::int64_t begun) {
  connections_.run([&](Database& db) { forget_act(db, begun); });
}

std::vector<AuditEntry> SqlAudit::entries(std::string_view congress,
                                          std::int64_t after,
                                          int limit) {
  return connections_.run([&](Database& db) {
    return entries_on({"seq", congress, NumberedPage::Way::forwards}, after, limit, db);
  });
}

std::vector<AuditEntry> SqlAudit::newest_entries(std::string_view congress,
                                                 std::int64_t before,
                                                 int limit) {
  return connections_.run([&](Database& db) {
    return entries_on({"seq", congress, NumberedPage::Way::backwards}, before, limit, db);
  });
}

AuditEntry SqlAudit::last() {
  return connections_.run([](Database& db) { return last_in(db); });
}

}  // namespace duban::sql
