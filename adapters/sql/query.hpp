#pragma once

#include "adapters/sql/columns.hpp"
#include "adapters/sql/database.hpp"
#include "adapters/sql/prepared.hpp"

#include <soci/soci.h>

#include <array>
#include <string>
#include <vector>

namespace duban::sql {

/// Binds every column of `row` to the parameter of its name.
template <class Row>
struct Given {
  Row& row;
};
template <class Row>
[[nodiscard]] Given<Row> given(Row& row) {
  return {row};
}

/// Fetches the next columns into `row`.
template <class Row>
struct Taken {
  Row& row;
};
template <class Row>
[[nodiscard]] Taken<Row> taken(Row& row) {
  return {row};
}

/// The same for a row that an outer join may leave out: then all of `presence` is NULL.
template <class Row>
struct Optional {
  Row row;
  std::array<soci::indicator, boost::mp11::mp_size<Columns<Row>>::value> presence{};
  [[nodiscard]] bool has_value() const { return presence.front() == soci::i_ok; }
};

/// A text parameter that only some runs of a statement have.
struct ParameterText {
  std::string name, value;
};

/// A row of a table that no struct describes: its values as both databases print them.
struct TextRow {
  explicit TextRow(std::vector<std::string> names)
      : columns{std::move(names)}, values(columns.size()) {}
  std::vector<std::string> columns;
  std::vector<Nullable<std::string>> values;
};

/// A statement, bound to variables that its owner fills before and reads after each run.  The
/// variables must live as long as the Query and stay where they are.  What the database has
/// prepared for it serves the next Query of the same text on this connection.
class Query {
 public:
  template <class... Bound>
  Query(Database& database, const std::string& sql, Bound&&... bound)
      : prepared_{database.prepared(), sql}, statement_{prepared_.get()} {
    (bind(bound), ...);
    statement_.define_and_bind();
  }
  ~Query() {
    if (has_ended_) prepared_.keep();
  }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  /// Runs a statement that gives no rows; returns how many it changed.
  long long run() {
    (void)execute();
    return statement_.get_affected_rows();
  }

  /// Runs a statement that gives at most one row; says whether it did.
  [[nodiscard]] bool one() {
    if (!execute()) return false;
    (void)fetch();  // to the end, or SQLite would keep its snapshot open
    return true;
  }

  /// Calls `visit` after each row is fetched.
  template <class Visit>
  void each(Visit&& visit) {
    for (bool more = execute(); more; more = fetch()) visit();
  }

 private:
  // SOCI loses the buffers of a run that failed, unless its parameters are bound anew.
  [[nodiscard]] bool execute() {
    has_ended_ = false;
    try {
      has_ended_ = !statement_.execute(true);
      return !has_ended_;
    } catch (const soci::soci_error&) {
      statement_.undefine_and_bind();
      statement_.define_and_bind();
      throw;
    }
  }

  [[nodiscard]] bool fetch() {
    has_ended_ = !statement_.fetch();
    return !has_ended_;
  }

  template <class Exchanged>
  void bind(Exchanged& exchanged) {
    statement_.exchange(exchanged);
  }
  template <class Row>
  void bind(Given<Row>& given) {
    each_column<Row>(
        [&](auto column) { bind_parameter(given.row.*column.pointer, std::string{column.name}); });
  }
  template <class Row>
  void bind(Taken<Row>& taken) {
    each_column<Row>([&](auto column) { bind_column(taken.row.*column.pointer); });
  }
  template <class Row>
  void bind(Taken<Optional<Row>>& taken) {
    auto* presence = taken.row.presence.data();
    each_column<Row>([&](auto column) { bind_column(taken.row.row.*column.pointer, *presence++); });
  }

  void bind(Given<TextRow>& given) {
    for (std::size_t i = 0; i < given.row.values.size(); ++i)
      bind_parameter(given.row.values[i], given.row.columns[i]);
  }
  void bind(Taken<TextRow>& taken) {
    for (auto& value : taken.row.values) bind_column(value);
  }

  void bind(std::vector<ParameterText>& texts) {
    for (auto& text : texts) bind_parameter(text.value, text.name);
  }

  template <class T>
  void bind_parameter(T& value, const std::string& name) {
    statement_.exchange(soci::use(value, name));
  }
  template <class T>
  void bind_parameter(Nullable<T>& value, const std::string& name) {
    statement_.exchange(soci::use(value.value, value.presence, name));
  }
  template <class T>
  void bind_column(T& value) {
    statement_.exchange(soci::into(value));
  }
  template <class T>
  void bind_column(Nullable<T>& value) {
    statement_.exchange(soci::into(value.value, value.presence));
  }
  template <class T>
  void bind_column(T& value, soci::indicator& presence) {
    statement_.exchange(soci::into(value, presence));
  }
  template <class T>
  void bind_column(Nullable<T>& value, soci::indicator&) {
    bind_column(value);
  }

  PreparedStatements::Loan prepared_;
  soci::statement& statement_;
  bool has_ended_ = true;  ///< no row is left to be fetched
};

}  // namespace duban::sql
