#include "adapters/sql/sql_journal.hpp"

#include "adapters/sql/query.hpp"

#include <random>

namespace duban::sql {

namespace {

struct ChangeRow {
  long long commit_number = 0, case_id = 0, seq = 0;
  std::string event, state;
};
BOOST_DESCRIBE_STRUCT(ChangeRow, (), (commit_number, case_id, seq, event, state))

// `through` is the last commit before which none can come any more: statements that begin later see
// all of it.  The timeline tells servers apart that have lived through different things: each that
// takes another's place, or is brought back to a moment, begins a new one.
constexpr auto file_standing =
    "SELECT value, '', COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0),"
    " (SELECT min(commit_number) FROM changes) FROM meta WHERE name = 'journal'";
constexpr auto server_standing =
    "SELECT value, '.' || ltrim(substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8), '0'),"
    " CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint) - 1,"
    " (SELECT min(commit_number) FROM changes) FROM meta WHERE name = 'journal'";

const std::string changes_after =
    " FROM changes WHERE (commit_number, case_id, seq) > (:commit_number, :case_id, :seq)"
    " AND commit_number >= :commit_number AND commit_number <= :through";

struct JournalQueries : Database::Kept {
  explicit JournalQueries(Database& db)
      : standing{db,
                 db.dialect() == Dialect::sqlite ? file_standing : server_standing,
                 soci::into(name),
                 soci::into(timeline),
                 soci::into(last),
                 soci::into(first.value, first.presence)},
        changes{db,
                "SELECT " + columns<ChangeRow>() + changes_after +
                    " ORDER BY commit_number, case_id, seq LIMIT :limit",
                soci::use(commit_number, "commit_number"),
                soci::use(case_id, "case_id"),
                soci::use(seq, "seq"),
                soci::use(through, "through"),
                soci::use(limit, "limit"),
                taken(row)},
        number{db,
               "SELECT count(*) FROM (SELECT 1" + changes_after + " LIMIT :limit) AS counted",
               soci::use(commit_number, "commit_number"),
               soci::use(case_id, "case_id"),
               soci::use(seq, "seq"),
               soci::use(through, "through"),
               soci::use(limit, "limit"),
               soci::into(count)} {}

  void begin_at(const Place& place, std::int64_t last_commit, int most) {
    commit_number = place.commit;
    case_id = place.id.stored();
    seq = place.seq;
    through = last_commit;
    limit = most;
  }

  std::string name, timeline;
  Nullable<long long> first;
  long long last = 0, through = 0, commit_number = 0, case_id = 0, seq = 0, count = 0;
  int limit = 0;
  ChangeRow row;
  Query standing, changes, number;
};

Change value_of(const ChangeRow& row) {
  return {.at = {row.commit_number, CaseId::from_stored(row.case_id), row.seq},
          .event = row.event,
          .state = row.state};
}

}  // namespace

JournalExtent SqlJournal::standing() {
  return connections_.run([](Database& db) -> JournalExtent {
    auto& queries = db.kept<JournalQueries>();
    if (!queries.standing.one()) throw StoreDown("The register is damaged: its journal is lost.");
    return {.journal = queries.name + queries.timeline,
            .first = queries.first.has_value() ? queries.first.value : 0,
            .through = queries.last};
  });
}

std::vector<Change> SqlJournal::after(const Place& place, std::int64_t through, int limit) {
  return connections_.run([&](Database& db) {
    auto& queries = db.kept<JournalQueries>();
    queries.begin_at(place, through, limit);
    std::vector<Change> changes;
    queries.changes.each([&] { changes.push_back(value_of(queries.row)); });
    return changes;
  });
}

int SqlJournal::count_after(const Place& place, std::int64_t through, int most) {
  return connections_.run([&](Database& db) {
    auto& queries = db.kept<JournalQueries>();
    queries.begin_at(place, through, most);
    (void)queries.number.one();
    return static_cast<int>(queries.count);
  });
}

void trim_journal(Database& database, Instant before) {
  const auto oldest = stored(before);
  Query{database,
        "DELETE FROM changes WHERE commit_number <"
        " (SELECT max(commit_number) FROM changes WHERE recorded_at < :oldest)",
        soci::use(oldest, "oldest")}
      .run();
}

void begin_journal(Database& database) {
  std::random_device random;
  const auto name = std::to_string(random()) + std::to_string(random());
  Query{database, "UPDATE meta SET value = :name WHERE name = 'journal'", soci::use(name)}.run();
}

}  // namespace duban::sql
