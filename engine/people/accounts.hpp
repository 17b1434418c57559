#pragma once

#include "engine/time/instant.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duban {

/// How a user proves who it is.
struct Credentials {
  std::string user;
  std::string password;      ///< hash with its parameters; empty: no password opens
  bool must_change = false;  ///< a one-time password: nothing else is possible before it is changed
  std::string locked;        ///< why, a sentence; empty: not locked
};

enum class EntryKind { session, token };
BOOST_DESCRIBE_ENUM(EntryKind, session, token)

/// A session of a browser, or a personal token of a script: whoever knows the secret is the user.
struct Entry {
  std::string secret_hash;
  std::string user;
  EntryKind kind{};
  std::string name;                 ///< of a token
  std::vector<std::string> scopes;  ///< of a token
  Instant created_at{}, used_at{}, ends_at{};
};

/// Attempts of one name, or from one address, that have failed.
struct Attempts {
  std::int64_t count = 0;
  Instant last_at{};
};

/// Where accounts are kept.  Thread rules and exceptions as for Store.
class Accounts {
 public:
  virtual ~Accounts() = default;

  [[nodiscard]] virtual std::optional<Credentials> credentials(std::string_view user) = 0;
  /// Whether anybody can sign in at all.
  [[nodiscard]] virtual bool has_credentials() = 0;
  virtual void put(const Credentials& credentials) = 0;

  [[nodiscard]] virtual std::optional<Entry> entry(std::string_view secret_hash) = 0;
  [[nodiscard]] virtual std::vector<Entry> entries(std::string_view user) = 0;
  /// A new one, or one that was used again.
  virtual void put(const Entry& entry) = 0;
  virtual void remove_entry(std::string_view secret_hash) = 0;
  /// Those of a user; of one kind if it is given.
  virtual void remove_entries(std::string_view user, std::optional<EntryKind> kind) = 0;
  /// Those that have ended.
  virtual void forget_entries(Instant ended_before) = 0;

  /// Counts one more if `may` says so of what was there before, and returns what it said.  Who
  /// comes at the same time counts after it.
  virtual bool attempt(std::string_view key,
                       Instant now,
                       const std::function<bool(const Attempts&)>& may) = 0;
  /// The last one did not fail after all.
  virtual void withdraw(std::string_view key) = 0;
  virtual void forgive(std::string_view key) = 0;
};

}  // namespace duban
