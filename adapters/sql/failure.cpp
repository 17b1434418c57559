#include "adapters/sql/failure.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <string>
#include <string_view>

namespace duban::sql {

namespace {

constexpr auto defect = "the register refused what the program wrote: ";

constexpr auto lacks_a_table =
    "The register is damaged: a table or a column is not there; restore it from a backup.";

constexpr auto odd_value =
    "The register is damaged: a value is missing or of another kind; restore it from a backup.";

constexpr auto damaged_file = "The register's file is damaged: restore it from a backup.";

bool is_blank(std::string_view sqlstate) {
  return sqlstate.find_first_not_of(' ') == sqlstate.npos;
}

// Both databases name the constraint, column or table in the first line, and values only later.
std::string first_line(const soci::soci_error& error) {
  auto text = error.get_error_message();
  return text.substr(0, text.find('\n'));
}

[[noreturn]] void throw_sqlite(const soci::sqlite3_soci_error& error) {
  switch (error.result() & 0xFF) {  // the rest is SQLite's extended code
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      throw StoreBusy("The register is locked by another program; nothing was written.");
    case SQLITE_FULL:
      throw StoreDown("The register's disk is full; nothing was written.");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      throw StoreDown("The register's file may not be written by this user; nothing was written.");
    case SQLITE_CANTOPEN:
      throw StoreDown("The register's file cannot be opened.");
    case SQLITE_CORRUPT:
      throw StoreDown(damaged_file);
    case SQLITE_NOTADB:
      throw NoDatabase(damaged_file);
    case SQLITE_IOERR:
      throw StoreDown("The register's file cannot be read or written: look after its disk.");
    case SQLITE_NOMEM:
      throw StoreDown("The register needs more memory than there is.");
    case SQLITE_MISMATCH:
      throw StoreDown(odd_value);
    case SQLITE_TOOBIG:
      throw StoreDown("A text is longer than the register takes; nothing was written.");
    default:
      if (first_line(error).find("no such ") != std::string::npos) throw StoreDown(lacks_a_table);
      throw std::logic_error(defect + first_line(error));
  }
}

struct ServerFailure {
  std::string_view sqlstate;  // or the beginning of it
  std::string_view sentence;
  bool busy = false;
};

constexpr ServerFailure server_failures[] = {
    {"40", "The database server asked to try again; nothing was written.", true},
    {"55P03", "The register is locked by another program; nothing was written.", true},
    {"57014", "The database server gave up waiting; nothing was written.", true},
    {"08", "The connection to the database server was lost."},
    {"22021", odd_value},
    {"25006", "The database server takes no changes: it is a standby or set to read only."},
    {"28", "The database server refuses this user."},
    {"3D", "The database server has no such database."},
    {"42P01", lacks_a_table},
    {"42703", lacks_a_table},
    {"42501", "This user lacks a privilege in the database."},
    {"53100", "The database server's disk is full; nothing was written."},
    {"53200", "The database server is out of memory."},
    {"53300", "The database server takes no more connections."},
    {"25P03", "The database server ended a transaction that had stood still; nothing was written."},
    {"57P05", "The connection to the database server was lost."},
    {"57P", "The database server is shutting down or starting up."},
    {"58", "The database server cannot read or write its files: look after its disk."},
    {"XX", "The database server reports damaged data: restore it from a backup."},
};

[[noreturn]] void throw_postgresql(const soci::postgresql_soci_error& error) {
  const auto sqlstate = error.sqlstate();
  for (const auto& failure : server_failures) {
    if (!sqlstate.starts_with(failure.sqlstate)) continue;
    if (failure.busy) throw StoreBusy(std::string{failure.sentence});
    throw StoreDown(std::string{failure.sentence});
  }
  if (is_blank(sqlstate)) throw StoreDown("The connection to the database server was lost.");
  throw std::logic_error(defect + first_line(error));
}

}  // namespace

bool lost_a_race(const std::exception& error) {
  const auto* server = dynamic_cast<const soci::postgresql_soci_error*>(&error);
  if (!server) return false;
  const auto sqlstate = server->sqlstate();
  return sqlstate == "23505" || sqlstate == "40P01" || sqlstate == "40001";
}

bool lost_the_connection(const std::exception& error) {
  const auto* server = dynamic_cast<const soci::postgresql_soci_error*>(&error);
  if (!server) return false;
  const auto sqlstate = server->sqlstate();
  return is_blank(sqlstate) || sqlstate.starts_with("08") || sqlstate.starts_with("57P") ||
         sqlstate == "25P03" ||
         sqlstate == "25006";  // after a failover this connection may end at the standby
}

void throw_failure(const std::exception& error) {
  if (const auto* file = dynamic_cast<const soci::sqlite3_soci_error*>(&error)) throw_sqlite(*file);
  if (const auto* server = dynamic_cast<const soci::postgresql_soci_error*>(&error))
    throw_postgresql(*server);
  // What SOCI itself finds wrong is a value that does not fit where it is read into.
  if (dynamic_cast<const soci::soci_error*>(&error)) throw StoreDown(odd_value);
  throw;
}

}  // namespace duban::sql
