// What running cases have to follow: kept until they have.

#include "adapters/sql/pending_moves.hpp"

#include "adapters/sql/directory_rows.hpp"
#include "adapters/sql/listener.hpp"
#include "adapters/sql/sql_directory.hpp"

namespace duban::sql {

namespace {

std::string word_of(Mover mover) {
  return boost::describe::enum_to_string(mover, "");
}

}  // namespace

void leave_move(Database& db, Mover what, const std::string& congress, const std::string& code) {
  std::vector<ParameterText> values{{"at", congress}, {"what", word_of(what)}, {"which", code}};
  Query{db, "INSERT INTO pending_moves (congress, what, code) VALUES (:at, :what, :which)", values}
      .run();
  tell_rules(db);
}

void tell_rules(Database& db) {
  if (db.dialect() == Dialect::sqlite) return;
  std::string nothing;
  static const auto text = "SELECT CAST(pg_notify(" + std::string{channel_text} + ", '" +
                           std::string{told_rules} + "') AS text)";
  static_cast<void>(Query{db, text, soci::into(nothing)}.one());
}

Result<void> SqlDirectory::adopt_calendar(const std::string& congress,
                                          const std::string& before,
                                          const std::string& after) {
  return connections_.run([&](Database& db) -> Result<void> {
    if (auto free = check_released(db); !free) return free;
    Transaction transaction{db};
    std::vector<ParameterText> values{{"after", after}, {"code", congress}, {"before", before}};
    Query adopt{db,
                "UPDATE congresses SET calendar = :after WHERE code = :code AND calendar = :before",
                values};
    if (adopt.run() != 1)
      return Error{Problem::conflict, "calendar", "was changed by somebody else; try again"};
    leave_move(db, Mover::calendar, congress, "");
    transaction.commit();
    return {};
  });
}

Result<void> put_with_day(Database& db,
                          const DatedRow& row,
                          const std::function<Result<void>(Database&)>& put) {
  if (auto may = check_change(db, row.congress); !may) return may;
  Transaction transaction{db};
  const bool is_session = row.what == Mover::session;
  Nullable<std::string> before;
  Query stored{db,
               std::string{"SELECT "} +
                   (is_session ? "closed_on FROM sessions" : "held_on FROM meetings") +
                   " WHERE congress = :congress AND code = :code" + for_update(db),
               soci::use(row.congress, "congress"), soci::use(row.code, "code"),
               soci::into(before.value, before.presence)};
  const bool is_known = stored.one();  // a case may have named it before it was entered
  if (auto done = put(db); !done) return done;
  const auto day = row.day ? to_text(*row.day) : "";
  if ((is_known && before.has_value() ? before.value : "") != day)
    leave_move(db, row.what, row.congress, row.code);
  transaction.commit();
  return {};
}

Result<void> SqlDirectory::put_with_day(const WithDay& row,
                                        const std::function<Result<void>(Database&)>& put) {
  return connections_.run([&](Database& db) {
    return sql::put_with_day(db, {row.what, row.congress, row.code, row.day}, put);
  });
}

std::vector<PendingMove> SqlDirectory::pending_moves() {
  return connections_.run([&](Database& db) {
    long long id = 0;
    Nullable<long long> swept_at;
    PendingMove move;
    std::string what;
    std::vector<PendingMove> moves;
    Query query{db,
                "SELECT id, congress, what, code, swept_at FROM pending_moves ORDER BY id",
                soci::into(id),
                soci::into(move.congress),
                soci::into(what),
                soci::into(move.code),
                soci::into(swept_at.value, swept_at.presence)};
    query.each([&] {
      move.id = id;
      if (!boost::describe::enum_from_string(what.c_str(), move.what))
        throw StoreDown("The register is damaged: a pending move is of no known kind.");
      move.swept_at =
          swept_at.has_value() ? std::optional{instant_of(swept_at.value)} : std::nullopt;
      moves.push_back(move);
    });
    return moves;
  });
}

void SqlDirectory::note_swept(const PendingMove& move, Instant now) {
  connections_.run([&](Database& db) {
    const long long id = move.id, at = stored(now);
    Query{db, "UPDATE pending_moves SET swept_at = :at WHERE id = :id", soci::use(at, "at"),
          soci::use(id, "id")}
        .run();
  });
}

void SqlDirectory::remember(const PendingMove& move) {
  connections_.run([&](Database& db) { leave_move(db, move.what, move.congress, move.code); });
}

void SqlDirectory::forget(const PendingMove& move) {
  connections_.run([&](Database& db) {
    const long long id = move.id;
    Query{db, "DELETE FROM pending_moves WHERE id = :id", soci::use(id, "id")}.run();
  });
}

}  // namespace duban::sql
