#include "adapters/sql/sql_amendments.hpp"

#include "adapters/sql/directory_rows.hpp"
#include "adapters/sql/pending_moves.hpp"
#include "adapters/sql/sql_directory.hpp"

namespace duban::sql {

namespace {

template <class Row>
std::string& key_of(Row& row, const std::string& key) {
  std::string* found = nullptr;
  each_column<Row>([&](auto column) {
    if constexpr (std::same_as<decltype(row.*column.pointer), std::string&>)
      if (key == column.name) found = &(row.*column.pointer);
  });
  return *found;
}

/// The row with the keys of `like`; nobody else changes it until the transaction ends.
template <class Row>
std::optional<Row> locked_row(Database& db, const DirectoryTable& table, Row like) {
  std::string where;
  std::vector<ParameterText> keys;
  for (const auto& key : table.keys) {
    where.append(where.empty() ? "" : " AND ").append(key + " = :" + key);
    keys.push_back({key, key_of(like, key)});
  }
  Row row;
  Query query{
      db, "SELECT " + columns<Row>() + " FROM " + table.name + " WHERE " + where + for_update(db),
      keys, taken(row)};
  if (!query.one()) return {};
  return row;
}

const std::string& text_in(const std::string& value) {
  return value;
}
std::string text_in(const Nullable<std::string>& value) {
  return value.has_value() ? value.value : std::string{};
}

template <class Row>
bool same_row(const Row& one, const Row& other) {
  bool same = true;
  each_column<Row>([&](auto column) {
    same = same && text_in(one.*column.pointer) == text_in(other.*column.pointer);
  });
  return same;
}

/// In a transaction: replaces a row that still is as it was.
template <class Row>
Result<void> write_unchanged(Database& db,
                             const DirectoryTable& table,
                             const Row& before,
                             const Row& after,
                             const std::string& name) {
  const auto stored = locked_row(db, table, before);
  if (stored && !same_row(*stored, before))
    return Error{Problem::stale_version, table.thing, "was changed by somebody else; try again"};
  return put_row(db, table, after, name, false);
}

template <class Row>
Result<void> write_unchanged_in(Connections& connections,
                                const DirectoryTable& table,
                                const Row& before,
                                const Row& after,
                                const std::string& congress,
                                const std::string& name) {
  return connections.run([&](Database& db) -> Result<void> {
    auto may = congress.empty() ? check_released(db) : check_change(db, congress);
    if (!may) return may;
    Transaction transaction{db};
    if (auto written = write_unchanged(db, table, before, after, name); !written) return written;
    transaction.commit();
    return {};
  });
}

}  // namespace

Result<void> SqlAmendments::amend(const Unit& before, const Unit& after) {
  return write_unchanged_in(connections_, unit_table, before, after, after.congress, after.code);
}

Result<void> SqlAmendments::amend(const Deputy& before, const Deputy& after) {
  return write_unchanged_in(connections_, deputy_table, before, after, after.congress, after.code);
}

Result<void> SqlAmendments::amend(const User& before, const User& after) {
  return write_unchanged_in(connections_, user_table, row::from(before), row::from(after),
                            after.congress, after.name);
}

Result<void> SqlAmendments::amend(const Session& before, const Session& after) {
  return connections_.run([&](Database& db) {
    return put_with_day(db, {Mover::session, after.congress, after.code, after.closed_on},
                        [&](Database& in) {
                          return write_unchanged(in, session_table, row::from(before),
                                                 row::from(after), after.code);
                        });
  });
}

Result<void> SqlAmendments::amend(const Meeting& before, const Meeting& after) {
  return connections_.run([&](Database& db) {
    return put_with_day(db, {Mover::meeting, after.congress, after.code, after.held_on},
                        [&](Database& in) {
                          return write_unchanged(in, meeting_table, row::from(before),
                                                 row::from(after), after.code);
                        });
  });
}

}  // namespace duban::sql
