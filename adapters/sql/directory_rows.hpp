#pragma once

#include "adapters/sql/query.hpp"
#include "adapters/sql/texts.hpp"
#include "engine/result.hpp"

#include <algorithm>
#include <string>
#include <vector>

/// How the rows of the directory are written.
namespace duban::sql {

/// Where one kind of thing is kept and what people call it.
struct DirectoryTable {
  std::string name, thing;
  std::vector<std::string> keys;
};
inline const DirectoryTable congress_table{"congresses", "congress", {"code"}};
inline const DirectoryTable unit_table{"units", "unit", {"congress", "code"}};
inline const DirectoryTable deputy_table{"deputies", "deputy", {"congress", "code"}};
inline const DirectoryTable user_table{"users", "user", {"name"}};
inline const DirectoryTable session_table{"sessions", "session", {"congress", "code"}};
inline const DirectoryTable meeting_table{"meetings", "meeting", {"congress", "code"}};

/// Ends a SELECT of rows that nobody else may change until the transaction ends; on SQLite the
/// transaction has locked everybody out already.
[[nodiscard]] inline std::string for_update(const Database& db) {
  return db.dialect() == Dialect::sqlite ? "" : " FOR UPDATE";
}

/// `code = :code AND …` for the keys, `name = :name, …` for the rest.
template <class Row>
[[nodiscard]] std::string update(const DirectoryTable& table) {
  std::string values, where;
  each_column<Row>([&](auto column) {
    const std::string name = column.name;
    const bool is_key = std::ranges::find(table.keys, name) != table.keys.end();
    auto& text = is_key ? where : values;
    text.append(text.empty() ? "" : is_key ? " AND " : ", ").append(name + " = :" + name);
  });
  return "UPDATE " + table.name + " SET " + values + " WHERE " + where;
}

/// Adds or replaces a row; refuses one that is there already (conflict), or is not (not_found).
template <class Row>
[[nodiscard]] Result<void> put_row(
    Database& db, const DirectoryTable& table, Row row, const std::string& name, bool must_be_new) {
  const auto sql =
      must_be_new ? insert<Row>(table.name) + " ON CONFLICT DO NOTHING" : update<Row>(table);
  Query put{db, sql, given(row)};
  if (put.run() == 1) return {};
  if (must_be_new)
    return Error{Problem::conflict, table.thing, "there is already a " + table.thing + " " + name};
  return Error{Problem::not_found, table.thing, "there is no " + table.thing + " " + name};
}

}  // namespace duban::sql
