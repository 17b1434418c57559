#pragma once

#include "adapters/sql/backoff.hpp"
#include "adapters/sql/dialect.hpp"
#include "adapters/sql/failure.hpp"
#include "adapters/sql/migration.hpp"
#include "engine/register/held.hpp"
#include "engine/result.hpp"
#include "engine/time/instant.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <typeindex>

namespace soci {
class session;
}

namespace duban::sql {

/// Begins the address of a file; the rest is its path.
inline constexpr std::string_view sqlite_prefix = "sqlite:";

struct DatabaseSettings {
  /// How long to wait for somebody else's lock on an SQLite file before StoreBusy is thrown.
  std::chrono::milliseconds busy_wait{5000};
  /// Only to be read: an SQLite file is left as it is, and may lie where nobody can write.
  bool only_read = false;
  /// Also a register that a migration has left half done (found_through).
  bool half_migrated = false;
};

/// What `duban db status` shows.
struct DatabaseStatus {
  std::string place;  ///< `sqlite:PATH`, or server and database without user and password
  int schema = 0;     ///< number of the last migration
  std::optional<Instant> simulated_now;  ///< nothing: the register runs on real time
  std::optional<Held> held;
  std::int64_t cases = 0, events = 0, running_clocks = 0, pending_notices = 0;
};

class Database;
class PreparedStatements;

/// Where a port gets a connection for the time of one call: the one it has, or one of a Pool's.
class Connections {
 public:
  virtual ~Connections() = default;

  /// Runs `work` with a live connection that is nobody else's meanwhile, and words its failures.
  /// Every port method is one of these; `work` must not ask for another.
  template <class Work>
  auto run(Work&& work);

 private:
  [[nodiscard]] virtual Database& lend() = 0;
  virtual void take_back(Database& database) noexcept = 0;
};

/// One connection to a register, with the statements that were prepared on it.  Belongs to one
/// thread at a time.  A connection that breaks is made again on next use; where the server cannot
/// be reached the next attempts wait, each longer than the last, and calls meanwhile fail at once.
///
/// `url` is `sqlite:PATH`, or `postgresql://…` as libpq takes it (several hosts, search path and
/// all). Functions that reach out to the database throw StoreDown and StoreBusy as Store does.
class Database : public Connections {
 public:
  /// A new register in an empty place; conflict where there is something already.
  [[nodiscard]] static Result<std::unique_ptr<Database>> create(
      const std::string& url,
      std::optional<Instant> simulated_now,
      const DatabaseSettings& settings = {},
      std::span<const Migration> schema = migrations());

  /// The same, holding what `fill` writes, all or nothing: where it refuses or throws, the place is
  /// as empty as before.  Nobody else may work on an SQLite file meanwhile.
  using Fill = std::function<Result<void>(Database&)>;
  [[nodiscard]] static Result<std::unique_ptr<Database>> create_filled(
      const std::string& url,
      const Fill& fill,
      const DatabaseSettings& settings = {},
      std::span<const Migration> schema = migrations());

  /// not_found if there is nothing, conflict if it is no register or one of another schema.
  [[nodiscard]] static Result<std::unique_ptr<Database>> open(
      const std::string& url,
      const DatabaseSettings& settings = {},
      std::span<const Migration> schema = migrations());

  /// Brings a register to the newest schema in one transaction.  Returns how many steps that took.
  /// What only the program can read from facts is left to be done (found_through): until then the
  /// register opens for nobody else.
  [[nodiscard]] static Result<int> migrate(const std::string& url,
                                           const DatabaseSettings& settings = {},
                                           std::span<const Migration> schema = migrations());

  ~Database() override;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Another connection to the same register, made when it is first used.
  [[nodiscard]] std::unique_ptr<Database> another() const;
  [[nodiscard]] bool is_connected() const { return session_ != nullptr; }
  /// Lets the connection go, and at once tries to make it again on next use.
  void disconnect();

  [[nodiscard]] Dialect dialect() const { return dialect_; }
  [[nodiscard]] const DatabaseSettings& settings() const { return settings_; }
  [[nodiscard]] DatabaseStatus status();
  /// For people: `sqlite:PATH`, or server and database without user and password.
  [[nodiscard]] std::string place() const;

  // For the adapter itself.

  /// Connects if need be, runs `work` and words its failures.
  template <class Work>
  auto attempt(Work&& work) {
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

  /// StoreDown where the connection broke in the middle of a transaction.
  [[nodiscard]] soci::session& session();
  [[nodiscard]] PreparedStatements& prepared();

 private:
  friend class Transaction;

  Database(Dialect dialect, std::string target, const DatabaseSettings& settings);
  [[nodiscard]] static Result<std::unique_ptr<Database>> at(const std::string& url,
                                                            const DatabaseSettings& settings,
                                                            bool may_be_new);
  [[nodiscard]] Database& lend() override { return *this; }
  void take_back(Database&) noexcept override {}
  /// `is_shared`: others may come while it is made.
  [[nodiscard]] static Result<std::unique_ptr<Database>> make(const std::string& url,
                                                              const DatabaseSettings& settings,
                                                              std::span<const Migration> schema,
                                                              const Fill& fill,
                                                              bool is_shared);

  void connect();
  [[nodiscard]] std::unique_ptr<soci::session> connect_to_file() const;
  void let_readers_in();
  void clear_up_after(const std::exception& error);

  [[nodiscard]] bool has_tables();
  [[nodiscard]] bool is_half_migrated();
  [[nodiscard]] std::optional<int> schema_number();
  [[nodiscard]] Result<int> checked_schema(int newest);
  void apply(std::span<const Migration> steps);

  Dialect dialect_;
  std::string target_;  ///< path of the file, or the URL
  DatabaseSettings settings_;
  std::unique_ptr<soci::session> session_;
  std::unique_ptr<PreparedStatements> prepared_;  ///< goes before the session
  bool in_transaction_ = false;  ///< then a connection that breaks stays broken to its end
  std::map<std::type_index, std::unique_ptr<Kept>> kept_;  ///< goes before both
  Backoff backoff_;
};

template <class Work>
auto Connections::run(Work&& work) {
  struct Loan {
    explicit Loan(Connections& from) : lender{from}, database{from.lend()} {}
    ~Loan() { lender.take_back(database); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    Connections& lender;
    Database& database;
  };
  const Loan loan{*this};
  return loan.database.attempt([&] { return work(loan.database); });
}

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
