#pragma once

#include "adapters/accounts/account_gate.hpp"
#include "adapters/cli/with_register.hpp"
#include "adapters/sql/sql_accounts.hpp"
#include "adapters/sql/sql_second_factors.hpp"

namespace duban::cli {

/// Opens the register and runs `work` on it and on who may come in; a refusal of either is said.
template <class Work>
void with_gate(Context& context, const Work& work) {
  with_register(context, [&](OpenRegister& open) {
    sql::SqlAccounts accounts{*open.database};
    sql::SqlSecondFactors factors{*open.database};
    SystemTime wall;  // sessions and codes go by it on a simulated register too
    accounts::AccountGate gate{accounts, factors, open.directory, wall};
    return work(open, gate);
  });
}

}  // namespace duban::cli
