#pragma once

#include "adapters/accounts/hashing.hpp"
#include "adapters/accounts/patience.hpp"
#include "engine/people/gate.hpp"
#include "engine/people/second_factors.hpp"
#include "engine/register/directory.hpp"
#include "engine/time/time_source.hpp"

namespace duban::accounts {

/// A session ends so long after it was last used, and so long after it was opened.
constexpr std::chrono::hours idle_session{12};
constexpr std::chrono::hours longest_session{24 * 7};
constexpr std::size_t shortest_password = 10;  ///< characters

/// The gate that keeps its own accounts.  The time must be the machine's or the database's, never a
/// simulated one: sessions last as long as people wait.
class AccountGate : public Gate {
 public:
  AccountGate(Accounts& accounts, SecondFactors& factors, Directory& directory, TimeSource& time)
      : accounts_{accounts}, factors_{factors}, directory_{directory}, time_{time} {}

  [[nodiscard]] Result<Opened> sign_in(const Proof& proof) override;
  [[nodiscard]] std::optional<Entered> enter(std::string_view secret) override;
  [[nodiscard]] std::set<std::string> still_open(std::span<const std::string> secrets) override;
  void sign_out(std::string_view secret) override;
  void sign_out_everywhere(std::string_view user) override;
  [[nodiscard]] Result<Opened> change_password(const Proof& old,
                                               const std::string& wanted) override;
  [[nodiscard]] Result<Opened> open_token(const Entered& by, const TokenWish& wish) override;
  [[nodiscard]] std::vector<Entry> tokens(std::string_view user) override;
  [[nodiscard]] Result<void> revoke_token(std::string_view user, std::string_view name) override;

  /// Opens a session of a user for whom the identity provider has vouched: neither a one-time
  /// password nor a second factor of ours binds it.  Refuses (no_authority) whoever is locked.
  [[nodiscard]] Result<Opened> admit(std::string_view user);

  [[nodiscard]] Result<FactorSecret> begin_factor(const Proof& proof) override;
  [[nodiscard]] Result<std::vector<std::string>> confirm_factor(const std::string& user,
                                                                const std::string& code) override;
  [[nodiscard]] Result<void> drop_factor(const Proof& proof) override;
  [[nodiscard]] FactorState factor_of(std::string_view user) override;

  [[nodiscard]] Result<void> reset_factor(const std::string& user) override;
  [[nodiscard]] Result<std::string> enrol(const User& user) override;
  [[nodiscard]] Result<std::string> give_password(const std::string& user) override;
  [[nodiscard]] Result<void> lock(const std::string& user, const std::string& why) override;
  [[nodiscard]] std::string why_locked(std::string_view user) override;

 private:
  enum class Wanted { password, password_and_code };
  [[nodiscard]] Result<Credentials> proved(const Proof& proof, Wanted wanted);
  [[nodiscard]] bool fits_code(const Proof& proof, const SecondFactor& factor);
  [[nodiscard]] Error wrong_proof(const Proof& proof, Wanted wanted);
  [[nodiscard]] std::vector<Counter> counters_for(const Proof& proof);
  /// Refuses (too_often) while one of them has to wait.
  [[nodiscard]] Result<void> check_patience(const std::vector<Counter>& counters, Instant now);
  /// Refuses (too_often) while too many hash.
  [[nodiscard]] Result<std::string> hashed(const std::string& password);
  [[nodiscard]] Result<Opened> open_session(const Credentials& credentials,
                                            bool by_provider = false);
  [[nodiscard]] Result<void> check_user(const std::string& user);

  Accounts& accounts_;
  SecondFactors& factors_;
  Directory& directory_;
  TimeSource& time_;
  Hashing hashing_;
};

}  // namespace duban::accounts
