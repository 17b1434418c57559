#pragma once

#include "engine/register/directory.hpp"
#include "engine/time/instant.hpp"

#include <boost/describe.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
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
  bool by_provider = false;  ///< opened by the identity provider: no one-time password binds it
};

/// An entry with all that is asked about its user before each request.
struct HeldEntry {
  Entry entry;
  Credentials credentials;
  User user;
};

/// What came of adding an entry.
enum class Added {
  yes,
  not_as_seen,  ///< the password has been changed since, or the user locked
  name_taken,   ///< the user has a token of this name
};

/// Attempts that have failed under one key, and that have not been forgiven.
struct Attempts {
  std::int64_t count = 0;
  Instant last_at{};
};

/// Whether a user, by login, is locked.
using IsLocked = std::function<bool(const std::string& user)>;

/// Where accounts are kept.  Thread rules and exceptions as for Store.
class Accounts {
 public:
  virtual ~Accounts() = default;

  [[nodiscard]] virtual std::optional<Credentials> credentials(std::string_view user) = 0;
  /// Whether anybody can sign in at all.
  [[nodiscard]] virtual bool has_credentials() = 0;
  /// A new user, who has a one-time password.  Refuses what Directory::put refuses.
  [[nodiscard]] virtual Result<void> enrol(const User& user, std::string_view hash) = 0;
  /// Whatever the password was; the user's sessions and tokens end in the same moment.
  virtual void set_password(std::string_view user, std::string_view hash, bool must_change) = 0;
  /// Only if the password still is what `before` says; returns whether it was.  The user's sessions
  /// end in the same moment.
  virtual bool change_password(const Credentials& before, std::string_view hash) = 0;
  /// `why`: a sentence; empty unlocks.
  virtual void lock(std::string_view user, std::string_view why) = 0;

  [[nodiscard]] virtual std::optional<HeldEntry> entry(std::string_view secret_hash) = 0;
  [[nodiscard]] virtual std::vector<Entry> entries(std::string_view user) = 0;
  /// The hashes, of those given, of entries that have not ended, of users who are not locked.
  [[nodiscard]] virtual std::vector<std::string> open_entries(
      std::span<const std::string> secret_hashes, Instant now) = 0;
  /// Only while `seen` still is what is kept of the user's password and the user is not locked:
  /// whoever changes either must not find open what was opened by what was true before.
  [[nodiscard]] virtual Added add(const Entry& entry, std::string_view seen) = 0;
  /// It was used again; nothing happens to one that was removed meanwhile.
  virtual void mark_used(std::string_view secret_hash, Instant at, Instant ends_at) = 0;
  virtual void remove_entry(std::string_view secret_hash) = 0;
  /// Those of a user; of one kind if it is given.
  virtual void remove_entries(std::string_view user, std::optional<EntryKind> kind) = 0;
  /// Those that have ended.
  virtual void forget_entries(Instant ended_before) = 0;

  /// `one_forgiven_each`: after so long one failure of the key no longer counts, after twice as
  /// long two.
  [[nodiscard]] virtual Attempts attempts(std::string_view key,
                                          Instant now,
                                          std::chrono::seconds one_forgiven_each) = 0;
  /// One more has failed.
  virtual void count_failure(std::string_view key,
                             Instant now,
                             std::chrono::seconds one_forgiven_each) = 0;
  virtual void forgive(std::string_view key) = 0;
  /// Those that nobody has made since.
  virtual void forget_attempts(Instant last_before) = 0;

  /// Whether somebody has signed in under this key before.
  [[nodiscard]] virtual bool is_familiar(std::string_view key) = 0;
  virtual void make_familiar(std::string_view key, Instant now) = 0;
  /// Under which nobody has signed in since.
  virtual void forget_familiar(Instant seen_before) = 0;
};

/// Asks the accounts, while they are there.
[[nodiscard]] inline IsLocked locked_in(Accounts& accounts) {
  return [&accounts](const std::string& user) {
    const auto known = accounts.credentials(user);
    return known && !known->locked.empty();
  };
}

}  // namespace duban
