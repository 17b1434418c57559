#include "adapters/sql/copied_table.hpp"

#include "adapters/sql/query.hpp"
#include "adapters/sql/server_load.hpp"
#include "adapters/sql/texts.hpp"
#include "engine/data/canonical.hpp"

namespace duban::sql {

namespace {

// Table, column, and the column's place in the key: 0 if it has none.  A partition is no table of
// its own, nor is a virtual one and what lies in its shadow: triggers fill it.  A journal is not
// copied: in another database its order means nothing.
constexpr auto file_catalogue =
    "SELECT m.name, c.name, c.pk FROM pragma_table_list m, pragma_table_info(m.name) c"
    " WHERE m.schema = 'main' AND m.type = 'table' AND m.name NOT LIKE 'sqlite@_%' ESCAPE '@'"
    " AND m.name NOT IN ('migrations', 'changes') ORDER BY m.name, c.cid";
constexpr auto server_catalogue =
    "SELECT t.relname, c.attname,"
    " coalesce(array_position(CAST(k.indkey AS smallint[]), c.attnum) + 1, 0)"
    " FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0"
    " AND NOT c.attisdropped LEFT JOIN pg_index k ON k.indrelid = t.oid AND k.indisprimary"
    " WHERE t.relnamespace = CAST(current_schema() AS regnamespace) AND t.relkind IN ('r', 'p')"
    " AND NOT t.relispartition AND t.relname NOT IN ('migrations', 'changes')"
    " ORDER BY t.relname, c.attnum";

/// Calls `visit` after each row is fetched into `row`, in the order of the key.
template <class Visit>
void each_row(Database& database, const TableShape& shape, TextRow& row, const Visit& visit) {
  const auto select =
      "SELECT " + joined(shape.columns) + " FROM " + shape.name + " ORDER BY " + joined(shape.keys);
  if (database.dialect() == Dialect::sqlite) {
    Query{database, select, taken(row)}.each(visit);
    return;
  }
  // Without a cursor the whole table would be sent at once.
  Query{database, "DECLARE copied NO SCROLL CURSOR FOR " + select}.run();
  Query fetch{database, "FETCH " + std::to_string(shape.read_together()) + " FROM copied",
              taken(row)};
  for (bool more = true; more;) {
    more = false;
    fetch.each([&] {
      more = true;
      visit();
    });
  }
  Query{database, "CLOSE copied"}.run();
}

/// Adds up rows.
class Sum {
 public:
  void add(const TextRow& row) {
    line_.clear();
    for (const auto& value : row.values) {
      if (!value.has_value()) {
        line_ += '-';
        continue;
      }
      line_.append(std::to_string(value.value.size())).append(":").append(value.value);
    }
    hash_.add(line_);
    ++rows_;
  }
  [[nodiscard]] TableSum of(const TableShape& shape) { return {shape.name, rows_, hash_.finish()}; }

 private:
  RunningHash hash_;
  std::int64_t rows_ = 0;
  std::string line_;
};

std::string insert(const TableShape& shape) {
  std::string parameters;
  for (const auto& column : shape.columns)
    parameters.append(parameters.empty() ? ":" : ", :").append(column);
  return "INSERT INTO " + shape.name + " (" + joined(shape.columns) + ") VALUES (" + parameters +
         ")";
}

}  // namespace

std::vector<TableShape> shapes_of(Database& database) {
  std::string table, column;
  int place_in_key = 0;
  std::vector<TableShape> shapes;
  std::map<int, std::string> key;
  Query catalogue{database,
                  database.dialect() == Dialect::sqlite ? file_catalogue : server_catalogue,
                  soci::into(table), soci::into(column), soci::into(place_in_key)};
  catalogue.each([&] {
    if (shapes.empty() || shapes.back().name != table) {
      shapes.push_back({table, {}, {}});
      key.clear();
    }
    shapes.back().columns.push_back(column);
    if (place_in_key == 0) return;
    key[place_in_key] = column;
    shapes.back().keys.clear();
    for (const auto& [place, name] : key) shapes.back().keys.push_back(name);
  });
  return shapes;
}

TableSum sum_of(Database& database, const TableShape& shape) {
  Sum sum;
  TextRow row{shape.columns};
  each_row(database, shape, row, [&] { sum.add(row); });
  return sum.of(shape);
}

TableSum copy_table(Database& from, Database& to, const TableShape& shape) {
  Query{to, "DELETE FROM " + shape.name}.run();  // migrations may have left rows
  Sum sum;
  TextRow row{shape.columns};
  if (to.dialect() == Dialect::sqlite) {
    Query put{to, insert(shape), given(row)};
    each_row(from, shape, row, [&] {
      sum.add(row);
      put.run();
    });
    return sum.of(shape);
  }
  ServerLoad load{to.session(), shape.name, joined(shape.columns)};
  each_row(from, shape, row, [&] {
    sum.add(row);
    load.add(row);
  });
  load.finish();
  go_on_after_keys(to.session(), shape.name);
  return sum.of(shape);
}

void check_copy(Database& to, const TableShape& shape, const TableSum& read) {
  const auto written = sum_of(to, shape);
  if (written.rows != read.rows || written.hash != read.hash)
    throw StoreDown("The copy is not what was read: table " + shape.name +
                    " differs; nothing was kept.");
}

}  // namespace duban::sql
