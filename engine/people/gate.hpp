#pragma once

#include "engine/people/accounts.hpp"
#include "engine/result.hpp"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace duban {

/// What somebody shows to come in.
struct Proof {
  std::string name, password;
  std::string address;  ///< of the machine or network it comes from
};

/// A way in that was just opened.  The secret is told once and kept nowhere.
struct Opened {
  std::string secret;
  std::string user;
  bool must_change = false;  ///< the password, before anything else
  Instant ends_at{};
};

/// Whoever comes in by a secret.
struct Entered {
  std::string user;
  EntryKind kind{};
  std::vector<std::string> scopes;  ///< of a token
  bool must_change = false;
  std::string csrf;  ///< what a page of ours must send along with whatever changes something
};

/// A token that somebody wants.
struct TokenWish {
  std::string name;
  std::vector<std::string> scopes;
  Instant ends_at{};
};

/// Who may come in.  Thread-safe; throws what Accounts throws.
class Gate {
 public:
  virtual ~Gate() = default;

  /// Opens a session.  Refuses (no_authority) without saying whether name or password is wrong, and
  /// who is locked; for a while (too_often) whoever has failed too often.
  [[nodiscard]] virtual Result<Opened> sign_in(const Proof& proof) = 0;

  /// Nobody if the secret opens nothing, or no longer.
  [[nodiscard]] virtual std::optional<Entered> enter(std::string_view secret) = 0;

  /// Which of these secrets still open.  Asking uses none: a session ends as if nobody had asked.
  [[nodiscard]] virtual std::set<std::string> still_open(std::span<const std::string> secrets) = 0;

  virtual void sign_out(std::string_view secret) = 0;
  /// Ends every session of a user.
  virtual void sign_out_everywhere(std::string_view user) = 0;

  /// Ends every other session.  Refuses a wrong `old` and a weak `wanted` (bad_input).
  [[nodiscard]] virtual Result<Opened> change_password(const Proof& old,
                                                       const std::string& wanted) = 0;

  [[nodiscard]] virtual Result<Opened> open_token(const std::string& user,
                                                  const TokenWish& wish) = 0;
  [[nodiscard]] virtual std::vector<Entry> tokens(std::string_view user) = 0;
  /// Refuses (not_found) one that the user does not have.
  [[nodiscard]] virtual Result<void> revoke_token(std::string_view user, std::string_view name) = 0;

  // For administrators.

  /// Gives a user a new one-time password and ends all sessions and tokens.  Refuses a user that is
  /// not there.
  [[nodiscard]] virtual Result<std::string> give_password(const std::string& user) = 0;
  /// `why`: a sentence; empty unlocks.  A locked user's sessions and tokens open nothing.
  [[nodiscard]] virtual Result<void> lock(const std::string& user, const std::string& why) = 0;
  /// Why a user is locked; empty if not.
  [[nodiscard]] virtual std::string why_locked(std::string_view user) = 0;
};

}  // namespace duban
