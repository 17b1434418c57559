#pragma once

#include "adapters/sql/database.hpp"
#include "engine/register/directory.hpp"

#include <functional>
#include <optional>
#include <string>

namespace duban::sql {

/// A session or meeting, by whose day cases count.
struct DatedRow {
  Mover what;
  const std::string& congress;
  const std::string& code;
  const std::optional<Date>& day;
};

/// In a transaction: running cases have a move to follow.
void leave_move(Database& db, Mover what, const std::string& congress, const std::string& code);

/// Runs `put` in a transaction and leaves a pending move in it if the stored row has another day,
/// or none.
[[nodiscard]] Result<void> put_with_day(Database& db,
                                        const DatedRow& row,
                                        const std::function<Result<void>(Database&)>& put);

}  // namespace duban::sql
