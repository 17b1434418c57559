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
  std::string address;  ///< of the machine or network it comes from; empty: not known
  std::string code{};   ///< of the second factor, or one for recovery
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
  User user;
  EntryKind kind{};
  std::vector<std::string> scopes;  ///< of a token
  bool must_change = false;
  std::string csrf;      ///< what a page of ours must send along with whatever changes something
  std::string password;  ///< what was kept of it when they came in
  bool by_provider = false;  ///< the identity provider has let them in
};

/// A token that somebody wants.
struct TokenWish {
  std::string name;
  std::vector<std::string> scopes;
  Instant ends_at{};
};

/// What a user puts into a device, which derives codes from it.  Told once.
struct FactorSecret {
  std::string secret;  ///< Base32
  std::string uri;     ///< the same for a QR code: otpauth://…
};

/// The second factor of a user.
struct FactorState {
  bool is_on = false;
  int recovery_codes = 0;  ///< that are left
};

/// Who may come in.  Thread-safe; throws what Accounts throws.
class Gate {
 public:
  virtual ~Gate() = default;

  /// Opens a session.  Refuses (no_authority) without saying whether name, password or code is
  /// wrong, and who is locked; for a while (too_often) whoever has failed too often.  Where anybody
  /// has a second factor the refusal's subject is `code`: one may be wanted.
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

  /// Refuses (no_authority) whoever was shut out since they came in.
  [[nodiscard]] virtual Result<Opened> open_token(const Entered& by, const TokenWish& wish) = 0;
  [[nodiscard]] virtual std::vector<Entry> tokens(std::string_view user) = 0;
  /// Refuses (not_found) one that the user does not have.
  [[nodiscard]] virtual Result<void> revoke_token(std::string_view user, std::string_view name) = 0;

  /// Gives a secret, in place of one that was not confirmed.  Refuses a wrong password (bad_input)
  /// and whoever has a second factor (conflict).
  [[nodiscard]] virtual Result<FactorSecret> begin_factor(const Proof& proof) = 0;
  /// From now on signing in takes a code; each counts once.  Returns the codes for whoever loses
  /// the device, told this once.  Refuses a wrong code (bad_input), and where none waits
  /// (conflict).
  [[nodiscard]] virtual Result<std::vector<std::string>> confirm_factor(
      const std::string& user, const std::string& code) = 0;
  /// Switches it off.  Refuses a wrong password or code (bad_input), and where it is off
  /// (conflict).
  [[nodiscard]] virtual Result<void> drop_factor(const Proof& proof) = 0;
  [[nodiscard]] virtual FactorState factor_of(std::string_view user) = 0;

  // For administrators.

  /// Switches off the second factor of a user who has lost it.  Refuses where there is none.
  [[nodiscard]] virtual Result<void> reset_factor(const std::string& user) = 0;
  /// Adds a user, and gives them a one-time password.  Refuses what Directory::put refuses.
  [[nodiscard]] virtual Result<std::string> enrol(const User& user) = 0;
  /// Gives a user a new one-time password and ends all sessions and tokens.  Refuses a user that is
  /// not there.
  [[nodiscard]] virtual Result<std::string> give_password(const std::string& user) = 0;
  /// `why`: a sentence; empty unlocks.  A locked user's sessions and tokens open nothing.
  [[nodiscard]] virtual Result<void> lock(const std::string& user, const std::string& why) = 0;
  /// Why a user is locked; empty if not.
  [[nodiscard]] virtual std::string why_locked(std::string_view user) = 0;
};

/// Asks the gate, while it is there.
[[nodiscard]] inline IsLocked locked_by(Gate& gate) {
  return [&gate](const std::string& user) { return !gate.why_locked(user).empty(); };
}

}  // namespace duban
