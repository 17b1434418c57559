#pragma once

#include "adapters/sql/dialect.hpp"
#include "adapters/sql/failure.hpp"
#include "adapters/sql/migration.hpp"
#include "engine/result.hpp"
#include "engine/time/instant.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <typeindex>

namespace soci {
class session;
}

namespace duban::sql {

struct DatabaseSettings {
  /// How long to wait for somebody else's lock on an SQLite file before StoreBusy is thrown.
  std::chrono::milliseconds busy_wait{5000};
};

/// What `duban db status` shows.
struct DatabaseStatus {
  std::string place;  ///< `sqlite:PATH`, or server and database without user and password
  int schema = 0;     ///< number of the last migration
  std::optional<Instant> simulated_now;  ///< nothing: the register runs on real time
  std::int64_t cases = 0, events = 0, running_clocks = 0, pending_notices = 0;
};

/// One connection to a register, with the statements that were prepared on it.  Belongs to one
/// thread at a time; every thread opens its own.  A connection that breaks is made again on next
/// use.
///
/// `url` is `sqlite:PATH`, or `postgresql://…` as libpq takes it (several hosts, search path and
/// all). Functions that reach out to the database throw StoreDown and StoreBusy as Store does.
class Database {
 public:
  /// A new register in an empty place; conflict where there is something already.
  [[nodiscard]] static Result<std::unique_ptr<Database>> create(
      const std::string& url,
      std::optional<Instant> simulated_now,
      const DatabaseSettings& settings = {},
      std::span<const Migration> schema = migrations());

  /// not_found if there is nothing, conflict if it is no register or one of another schema.
  [[nodiscard]] static Result<std::unique_ptr<Database>> open(
      const std::string& url,
      const DatabaseSettings& settings = {},
      std::span<const Migration> schema = migrations());

  /// Brings a register to the newest schema in one transaction.  Returns how many steps that took.
  [[nodiscard]] static Result<int> migrate(const std::string& url,
                                           const DatabaseSettings& settings = {},
                                           std::span<const Migration> schema = migrations());

  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  [[nodiscard]] Dialect dialect() const { return dialect_; }
  [[nodiscard]] DatabaseStatus status();

  // For the adapter itself.

  /// Runs `work` on a live connection and words its failures.  Every port method is one of these.
  template <class Work>
  auto run(Work&& work) {
    try {
      connect();
      return work();
    } catch (const std::exception& error) {
      clear_up_after(error);
      throw_failure(error);
    }
  }

  /// Base of what lives as long as the connection: prepared statements and what they are bound to.
  struct Kept {
    virtual ~Kept() = default;
  };
  /// The one T of this connection, made from the Database when first asked for.
  template <class T>
  [[nodiscard]] T& kept() {
    auto& place = kept_[typeid(T)];
    if (!place) place = std::make_unique<T>(*this);
    return static_cast<T&>(*place);
  }

  [[nodiscard]] soci::session& session() { return *session_; }

 private:
  Database(Dialect dialect, std::string target, const DatabaseSettings& settings);
  [[nodiscard]] static Result<std::unique_ptr<Database>> at(const std::string& url,
                                                            const DatabaseSettings& settings,
                                                            bool may_be_new);

  void connect();
  [[nodiscard]] std::unique_ptr<soci::session> connect_to_file() const;
  void let_readers_in();
  void clear_up_after(const std::exception& error);
  [[nodiscard]] std::string place() const;

  [[nodiscard]] bool has_tables();
  [[nodiscard]] std::optional<int> schema_number();
  [[nodiscard]] Result<int> checked_schema(int newest);
  void apply(std::span<const Migration> steps);

  Dialect dialect_;
  std::string target_;  ///< path of the file, or the URL
  DatabaseSettings settings_;
  std::unique_ptr<soci::session> session_;
  std::map<std::type_index, std::unique_ptr<Kept>> kept_;  ///< goes before the session
};

/// Begins; rolls back unless committed.  On SQLite it takes the write lock at once, so that what
/// was read is still true when it is written.
class Transaction {
 public:
  enum class Kind {
    write,
    snapshot,  ///< reads only, and everything as of one moment
  };
  explicit Transaction(Database& database, Kind kind = Kind::write);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace duban::sql
