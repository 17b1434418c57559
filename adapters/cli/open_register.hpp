#pragma once

#include "adapters/cli/context.hpp"
#include "adapters/sql/database.hpp"
#include "adapters/sql/sql_directory.hpp"
#include "adapters/sql/sql_store.hpp"
#include "engine/people/sight.hpp"
#include "engine/register/register.hpp"
#include "engine/register/signals.hpp"
#include "engine/schedule/scheduler.hpp"

#include <memory>

namespace duban::cli {

/// A register with everything a command needs of it.  Belongs to one thread.
struct OpenRegister {
  OpenRegister(std::unique_ptr<sql::Database> opened,
               std::optional<Instant> simulated_now,
               const std::string& url);

  std::unique_ptr<sql::Database> database;
  sql::SqlStore store;
  sql::SqlDirectory directory;
  Catalogue catalogue;
  Signals signals;  ///< of this process, shared by its threads
  std::unique_ptr<TimeSource> real_time;
  FixedTime simulated_time;
  bool is_simulated;
  Register cases;
  Fired fired;  ///< what `--now` fired on the way

  [[nodiscard]] Date today() { return date_of(cases.now()); }
};

/// Opens the register at context.database.  With `--now` its simulated clock is moved there first
/// and everything due on the way is fired; that is refused on a real register.  The editions of
/// this program's workflow tables are kept in the register.
[[nodiscard]] Result<std::unique_ptr<OpenRegister>> open_register(const Context& context);

/// The congress called `code`; the only one there is if `code` is empty.
[[nodiscard]] Result<Congress> congress_called(OpenRegister& open, const std::string& code);

/// The user called `name`; the only one there is if `name` is empty.
[[nodiscard]] Result<User> user_called(OpenRegister& open, const std::string& name);

}  // namespace duban::cli
