#pragma once

#include "engine/register/store.hpp"

#include <stdexcept>

namespace duban::sql {

/// Whether a statement failed because somebody else committed in between (a key was taken, or two
/// transactions waited for each other), so that the same statement may well succeed now.
[[nodiscard]] bool lost_a_race(const std::exception& error);

/// Whether nothing more can be had from this connection.
[[nodiscard]] bool lost_the_connection(const std::exception& error);

/// The file holds something else than a database.
class NoDatabase : public StoreDown {
  using StoreDown::StoreDown;
};

/// Throws what a port may throw: StoreBusy or StoreDown with a sentence for the operator, or
/// std::logic_error if the program itself is at fault.  Neither holds SQL, values or secrets.  What
/// does not come from a database is thrown again as it is.
[[noreturn]] void throw_failure(const std::exception& error);

}  // namespace duban::sql
