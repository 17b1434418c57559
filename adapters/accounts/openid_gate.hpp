#pragma once

#include "adapters/accounts/account_gate.hpp"
#include "adapters/accounts/openid_provider.hpp"
#include "engine/people/identities.hpp"

#include <atomic>

namespace duban::accounts {

/// A browser that was sent to the provider is expected back so long.
constexpr std::chrono::minutes longest_absence{10};
/// So many threads ask the provider at the same time; the rest of the program has the others.
constexpr int provider_asked_at_once = 6;

/// Signing in at an identity provider.  What goes there is derived from a secret that only the
/// browser keeps, so that neither the register nor the provider's answer alone opens anything, and
/// any node of a register takes it back.  The provider's sign-in counts as whole: a second factor
/// is its business.
class OpenIdGate : public ProviderGate {
 public:
  /// `provider`: nothing where none is set up.
  OpenIdGate(AccountGate& gate,
             Accounts& accounts,
             Identities& identities,
             TimeSource& time,
             OpenIdProvider* provider)
      : gate_{gate},
        accounts_{accounts},
        identities_{identities},
        time_{time},
        provider_{provider} {}

  [[nodiscard]] std::string name() const override;
  [[nodiscard]] Result<Departure> depart(const std::string& address,
                                         const std::string& return_to) override;
  [[nodiscard]] Arrival arrive(const ProviderReturn& from) override;

 private:
  /// Refuses (too_often) an address that is counted so and has to wait.
  [[nodiscard]] Result<void> check_patience(const std::optional<Counter>& counter);
  [[nodiscard]] Result<Person> person_of(const ProviderReturn& from, Arrival& arrival);
  [[nodiscard]] Result<Opened> opened_for(const Person& person, Arrival& arrival);
  [[nodiscard]] Result<std::string> user_for(const Person& person, Arrival& arrival);
  [[nodiscard]] Result<std::string> bound_user(const Person& person, Arrival& arrival);

  AccountGate& gate_;
  Accounts& accounts_;
  Identities& identities_;
  TimeSource& time_;
  OpenIdProvider* provider_;
  std::atomic<int> asking_{0};
};

}  // namespace duban::accounts
