#include "adapters/sql/database.hpp"
#include "adapters/sql/query.hpp"
#include "adapters/sql/server.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace duban::sql {

namespace {

struct Control : Database::Kept {
  explicit Control(Database& db)
      : write{db, db.dialect() == Dialect::sqlite ? "BEGIN IMMEDIATE" : "BEGIN"},
        snapshot{db, db.dialect() == Dialect::sqlite
                         ? "BEGIN"
                         : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"},
        commit{db, "COMMIT"},
        rollback{db, "ROLLBACK"} {}
  Query write, snapshot, commit, rollback;
};

}  // namespace

void Database::connect() {
  // Work inside a transaction must not go on outside it.
  if (session_ || in_transaction_) return;
  if (dialect_ == Dialect::sqlite) {
    session_ = connect_to_file();
    prepared_ = std::make_unique<PreparedStatements>(*session_);
    return;
  }
  backoff_.check();
  try {
    session_ = connect_to_server(target_);
    prepared_ = std::make_unique<PreparedStatements>(*session_);
    backoff_.succeeded();
  } catch (const StoreDown& down) {
    backoff_.failed(down.what());
    throw;
  }
}

void Database::disconnect() {
  kept_.clear();
  prepared_.reset();
  session_.reset();
  backoff_.succeeded();
}

soci::session& Database::session() {
  if (!session_) throw StoreDown("The connection to the database server was lost.");
  return *session_;
}

PreparedStatements& Database::prepared() {
  if (!prepared_) throw StoreDown("The connection to the database server was lost.");
  return *prepared_;
}

std::unique_ptr<soci::session> Database::connect_to_file() const {
  // Quoted, so that SOCI takes blanks and equals signs of the path for what they are.
  auto session =
      std::make_unique<soci::session>(*soci::factory_sqlite3(), "db=\"" + target_ + "\"");
  *session << "PRAGMA busy_timeout = " << settings_.busy_wait.count();
  // The limit is of all connections together: a server has many, each with a cache of its own.
  for (const auto* pragma : {"PRAGMA synchronous = FULL", "PRAGMA wal_autocheckpoint = 4000",
                             "PRAGMA cache_size = -32000", "PRAGMA soft_heap_limit = 64000000"})
    *session << pragma;
  return session;
}

// Stays with the file, so it is not done before the file is known to be ours.
void Database::let_readers_in() {
  if (dialect_ == Dialect::sqlite) *session_ << "PRAGMA journal_mode = WAL";
}

void Database::clear_up_after(const std::exception& error) {
  if (!session_) return;
  if (dialect_ == Dialect::postgresql) {
    if (lost_the_connection(error)) disconnect();
    return;
  }
  // A reader that was interrupted half way would hold on to its snapshot.
  auto* file = static_cast<soci::sqlite3_session_backend*>(session_->get_backend())->conn_;
  for (auto* s = sqlite_api::sqlite3_next_stmt(file, nullptr); s;
       s = sqlite_api::sqlite3_next_stmt(file, s))
    sqlite_api::sqlite3_reset(s);
}

Transaction::Transaction(Database& database, Kind kind) : database_{database} {
  auto& control = database.kept<Control>();
  (kind == Kind::write ? control.write : control.snapshot).run();
  database_.in_transaction_ = true;
}

Transaction::~Transaction() {
  database_.in_transaction_ = false;
  if (!open_) return;
  try {
    database_.kept<Control>().rollback.run();
  } catch (const std::exception&) {
    // The database has rolled back already, or is gone and will.
  }
}

void Transaction::commit() {
  database_.kept<Control>().commit.run();
  open_ = false;
}

}  // namespace duban::sql
