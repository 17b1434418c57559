#pragma once

#include "adapters/sql/database.hpp"
#include "engine/register/held.hpp"

/// The mark of a held register: the row `held` of `meta`.
namespace duban::sql {

/// The mark, if there is one.  Runs in whatever transaction is open.
[[nodiscard]] std::optional<Held> held(Database& database);

/// Sets the mark, in the place of an earlier one, and begins another journal.
void hold(Database& database, const Held& mark);

/// Sets the mark of a register that is at work; conflict if it is held already.
[[nodiscard]] Result<void> hold_at_work(Database& database, Instant since);

/// Takes the mark off and returns it; conflict if there is none.
[[nodiscard]] Result<Held> release(Database& database);

}  // namespace duban::sql
