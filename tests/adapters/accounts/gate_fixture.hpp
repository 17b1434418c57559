#pragma once

#include "adapters/accounts/account_gate.hpp"
#include "adapters/sql/register_fixture.hpp"
#include "adapters/sql/sql_accounts.hpp"
#include "adapters/sql/sql_second_factors.hpp"

#include <string>

namespace duban::accounts {

inline const Instant morning = parse_instant("2025-03-14T09:00:00+08:00").value();

/// A register with the user `wang`, who has just been given a one-time password.
struct Place {
  explicit Place(sql::Dialect dialect) : fresh{dialect} {
    fresh.directory.put(User{"wang", "", {"officer"}, "", ""}, true).value();
    fresh.directory.put(User{"li", "", {"contact"}, "", ""}, true).value();
    once = gate.give_password("wang").value();
  }
  [[nodiscard]] Result<Opened> sign_in(const std::string& password,
                                       const std::string& name = "wang",
                                       const std::string& address = "10.0.0.7") {
    return gate.sign_in({name, password, address});
  }

  /// `wang`, who has signed in.
  [[nodiscard]] Entered wang() { return gate.enter(sign_in(once)->secret).value(); }

  sql::FreshRegister fresh;
  sql::SqlAccounts kept{*fresh.database};
  sql::SqlSecondFactors factors{*fresh.database};
  FixedTime time{morning};
  AccountGate gate{kept, factors, fresh.directory, time};
  std::string once;
};

}  // namespace duban::accounts
