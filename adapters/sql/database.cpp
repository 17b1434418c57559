#include "adapters/sql/database.hpp"

#include "adapters/sql/held.hpp"
#include "adapters/sql/query.hpp"
#include "adapters/sql/rows.hpp"
#include "adapters/sql/server.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <filesystem>

namespace duban::sql {

namespace {

Error no_register(const std::string& place) {
  return {Problem::not_found, "db", place + " holds no register; `duban db create` makes one"};
}

Error not_a_register(const std::string& place) {
  return {Problem::conflict, "db", place + " holds something that is not a register"};
}

}  // namespace

Database::Database(Dialect dialect, std::string target, const DatabaseSettings& settings)
    : dialect_{dialect}, target_{std::move(target)}, settings_{settings} {}

Database::~Database() = default;

std::unique_ptr<Database> Database::another() const {
  return std::unique_ptr<Database>{new Database{dialect_, target_, settings_}};
}

Result<std::unique_ptr<Database>> Database::at(const std::string& url,
                                               const DatabaseSettings& settings,
                                               bool may_be_new) {
  if (is_server(url)) {
    if (auto fault = fault_in_server_url(url)) return bad_input("db", *fault);
    return std::unique_ptr<Database>{new Database{Dialect::postgresql, url, settings}};
  }
  if (!url.starts_with(sqlite_prefix) || url.size() == sqlite_prefix.size())
    return bad_input("db", "expected sqlite:PATH or postgresql://…");
  auto path = url.substr(sqlite_prefix.size());
  if (path.find('"') != path.npos)
    return bad_input("db", "the path of an SQLite file may not hold a double quote");
  if (!may_be_new && !std::filesystem::exists(path)) return no_register(url);
  return std::unique_ptr<Database>{new Database{Dialect::sqlite, std::move(path), settings}};
}

Result<std::unique_ptr<Database>> Database::create(const std::string& url,
                                                   std::optional<Instant> simulated_now,
                                                   const DatabaseSettings& settings,
                                                   std::span<const Migration> schema) {
  const auto begin_time = [&](Database& database) -> Result<void> {
    if (!simulated_now) return {};
    auto now = std::to_string(stored(*simulated_now));
    database.session() << "INSERT INTO meta (name, value) VALUES ('simulated_now', :now)",
        soci::use(now);
    return {};
  };
  return make(url, settings, schema, begin_time, true);
}

// A file's rollback journal, unlike its write-ahead log, does not take every page twice.
Result<std::unique_ptr<Database>> Database::create_filled(const std::string& url,
                                                          const Fill& fill,
                                                          const DatabaseSettings& settings,
                                                          std::span<const Migration> schema) {
  return make(url, settings, schema, fill, false);
}

Result<std::unique_ptr<Database>> Database::make(const std::string& url,
                                                 const DatabaseSettings& settings,
                                                 std::span<const Migration> schema,
                                                 const Fill& fill,
                                                 bool is_shared) {
  auto made = at(url, settings, true);
  if (!made) return made;
  auto& database = **made;
  const auto taken = [&] {
    return Error{Problem::conflict, "db", database.place() + " is not empty; nothing was changed"};
  };
  try {
    return database.attempt([&]() -> Result<std::unique_ptr<Database>> {
      if (database.has_tables()) return taken();
      if (is_shared) database.let_readers_in();
      Transaction transaction{database};
      if (database.dialect_ == Dialect::postgresql) await_other_migrations(database.session());
      if (database.has_tables()) return taken();  // somebody else was first
      database.apply(schema);
      if (auto filled = fill(database); !filled) return filled.error();
      transaction.commit();
      return std::move(made);
    });
  } catch (const NoDatabase&) {
    return taken();
  }
}

Result<std::unique_ptr<Database>> Database::open(const std::string& url,
                                                 const DatabaseSettings& settings,
                                                 std::span<const Migration> schema) {
  auto found = at(url, settings, false);
  if (!found) return found;
  auto& database = **found;
  const auto newest = static_cast<int>(schema.size());
  try {
    return database.attempt([&]() -> Result<std::unique_ptr<Database>> {
      const auto number = database.checked_schema(newest);
      if (!number) return number.error();
      if (*number < newest || (!settings.half_migrated && database.is_half_migrated()))
        return Error{Problem::conflict, "db",
                     "this register has an older schema: run `duban db migrate`"};
      if (!settings.only_read) database.let_readers_in();
      return std::move(found);
    });
  } catch (const NoDatabase&) {
    return not_a_register(database.place());
  }
}

Result<int> Database::migrate(const std::string& url,
                              const DatabaseSettings& settings,
                              std::span<const Migration> schema) {
  auto found = at(url, settings, false);
  if (!found) return found.error();
  auto& database = **found;
  try {
    return database.attempt([&]() -> Result<int> {
      Transaction transaction{database};
      if (database.dialect_ == Dialect::postgresql) await_other_migrations(database.session());
      const auto number = database.checked_schema(static_cast<int>(schema.size()));
      if (!number) return number;
      const auto steps = schema.subspan(static_cast<std::size_t>(*number));
      database.apply(steps);
      transaction.commit();
      return static_cast<int>(steps.size());
    });
  } catch (const NoDatabase&) {
    return not_a_register(database.place());
  }
}

Result<int> Database::checked_schema(int newest) {
  const auto number = schema_number();
  if (!number) return has_tables() ? not_a_register(place()) : no_register(place());
  if (*number <= newest) return *number;
  return Error{Problem::conflict, "db",
               "this register was written by a newer duban (schema " + std::to_string(*number) +
                   ", this one knows " + std::to_string(newest) + "): use that one"};
}

bool Database::has_tables() {
  int count = 0;
  *session_ << (dialect_ == Dialect::sqlite
                    ? "SELECT count(*) FROM sqlite_master"
                    : "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"),
      soci::into(count);
  return count > 0;
}

std::optional<int> Database::schema_number() {
  int tables = 0;
  *session_ << (dialect_ == Dialect::sqlite
                    ? "SELECT count(*) FROM sqlite_master WHERE name IN ('meta', 'migrations')"
                    : "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
                      " AND tablename IN ('meta', 'migrations')"),
      soci::into(tables);
  if (tables != 2) return {};
  int number = 0;
  *session_ << "SELECT coalesce(max(number), 0) FROM migrations", soci::into(number);
  return number;
}

bool Database::is_half_migrated() {
  int rows = 0;
  *session_ << "SELECT count(*) FROM meta WHERE name = 'found_through'", soci::into(rows);
  return rows > 0;
}

void Database::apply(std::span<const Migration> steps) {
  *session_
      << "CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY, name text NOT NULL)";
  for (const auto& step : steps) {
    for (const auto& statement : statements(step, dialect_)) *session_ << statement;
    *session_ << "INSERT INTO migrations (number, name) VALUES (:number, :name)",
        soci::use(step.number(), "number"), soci::use(step.name, "name");
  }
}

DatabaseStatus Database::status() {
  return attempt([&] {
    DatabaseStatus status;
    status.place = place();
    status.schema = schema_number().value_or(0);
    long long cases = 0, events = 0, clocks = 0, notices = 0;
    std::string now;
    auto& sql = session();
    sql << "SELECT (SELECT count(*) FROM cases), (SELECT count(*) FROM events),"
           " (SELECT count(*) FROM clocks WHERE ended_on IS NULL),"
           " (SELECT count(*) FROM outbox WHERE status = 'pending'),"
           " (SELECT coalesce(max(value), '') FROM meta WHERE name = 'simulated_now')",
        soci::into(cases), soci::into(events), soci::into(clocks), soci::into(notices),
        soci::into(now);
    status.cases = cases;
    status.events = events;
    status.running_clocks = clocks;
    status.pending_notices = notices;
    if (!now.empty()) status.simulated_now = simulated_instant(now);
    status.held = held(*this);
    return status;
  });
}

std::string Database::place() const {
  if (dialect_ == Dialect::postgresql) return server_place(target_);
  return std::string{sqlite_prefix} + target_;
}

}  // namespace duban::sql
