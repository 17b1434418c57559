#pragma once

#include "adapters/sql/database.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// One table of a register, carried from one database to another.
namespace duban::sql {

struct TableShape {
  std::string name;
  std::vector<std::string> columns, keys;

  /// How many rows are read at a time: of files a few, because each may have a mebibyte.
  [[nodiscard]] int read_together() const { return name == "attachment_rows" ? 4 : 1000; }
};

/// Every table of a register with its columns and key, from the catalogue of the database and not
/// from a list that could forget one; `migrations`, which each database keeps for itself, is left
/// out.
[[nodiscard]] std::vector<TableShape> shapes_of(Database& database);

/// What a table holds.
struct TableSum {
  std::string name;
  std::int64_t rows = 0;
  std::string hash;  ///< over the rows in the order of their key, alike on both databases
};

/// Reads a table through.
[[nodiscard]] TableSum sum_of(Database& database, const TableShape& shape);

/// Writes the rows of a table of `from` in place of those in `to`, and returns what it has read.
/// Keys that the database gives go on after those written.  A few rows pass through at a
/// time, never a whole table.
[[nodiscard]] TableSum copy_table(Database& from, Database& to, const TableShape& shape);

/// Reads back what was written; throws StoreDown, naming the table, if it is not what was read.
void check_copy(Database& to, const TableShape& shape, const TableSum& read);

}  // namespace duban::sql
