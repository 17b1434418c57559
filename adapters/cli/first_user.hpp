#pragma once

#include "adapters/accounts/account_gate.hpp"
#include "adapters/cli/context.hpp"
#include "engine/people/audit.hpp"
#include "engine/register/directory.hpp"
#include "engine/workflow.hpp"

namespace duban::cli {

/// What a register knows of who may sign in.
struct Gatehouse {
  accounts::AccountGate& gate;
  Accounts& accounts;
  Directory& directory;
  AuditLog& audit;
};

/// A register in which nobody can sign in yet: its first user of an office, or a new one, gets a
/// one-time password that is told this once.
[[nodiscard]] Result<void> let_first_in(const Gatehouse& gatehouse,
                                        const Catalogue& all_workflows,
                                        const Context& context);

}  // namespace duban::cli
