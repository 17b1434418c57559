#pragma once

#include "adapters/sql/copied_table.hpp"

#include <functional>
#include <string>
#include <vector>

namespace duban::sql {

struct Copied {
  std::string from, to;  ///< places, as `db status` shows them
  std::vector<TableSum> tables;
};

/// Copies a register into an empty place: what a move, a backup and its restoration all are.
///
/// The source may be at work: it is read as of one moment and keeps nobody waiting.  The target
/// holds everything or nothing: it is written in one transaction, which is committed only when each
/// table, read back, has the hash of what was read; an SQLite file is written beside its place, as
/// `NAME.part`, and renamed when it is whole.  What a killed copy leaves as `NAME.part` is taken up
/// by the next one.  The copy is held (engine/register/held.hpp), also if the source was.
///
/// `each` is told after every table.  Refuses a source that is not open to this program as
/// Database::open does, a target as Database::create does, and a file that is already there.
[[nodiscard]] Result<Copied> copy_register(const std::string& from,
                                           const std::string& to,
                                           Instant now,
                                           const DatabaseSettings& settings = {},
                                           const std::function<void(const TableSum&)>& each = {});

}  // namespace duban::sql
