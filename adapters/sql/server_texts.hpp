#pragma once

#include <string>

namespace duban::sql {

/// Declarations of the rows that ServerChanges sends besides the tables' own columns.
struct ExtraColumns {
  std::string sets, cases, parts, serials;
};

/// Checks and writes a group of change sets; gives (nth, applied) for each, in order.
[[nodiscard]] std::string apply_statement(const ExtraColumns& extra);

/// Writes what settling came to.
[[nodiscard]] std::string settle_statement();

}  // namespace duban::sql
