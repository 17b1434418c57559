#pragma once

#include <compare>
#include <string>

namespace duban::sql {

/// Declarations of the rows that ServerChanges sends besides the tables' own columns.
struct ExtraColumns {
  std::string sets, cases, parts, serials, files;
};

/// What a group of change sets has.  Its statement has the steps for that and no others: each costs
/// time, even where it finds nothing to do.
struct Parts {
  bool cases = false, events = false, clocks = false, notices = false, serials = false;
  bool files = false;                                ///< that events take
  bool numbers = false;                              ///< a case that has a number
  bool keys = false;                                 ///< of idempotency
  bool roots = false;                                ///< touched without being changed
  bool lost = false, gained = false, texts = false;  ///< by which lists find a case
  bool wakes = false;  ///< a clock that is due so soon that schedulers are told
  auto operator<=>(const Parts&) const = default;
};

/// Checks and writes a group of change sets; gives (nth, applied, told) for each, in order.
[[nodiscard]] std::string apply_statement(const Parts& has, const ExtraColumns& extra);

/// Writes what settling came to.
[[nodiscard]] std::string settle_statement();

}  // namespace duban::sql
