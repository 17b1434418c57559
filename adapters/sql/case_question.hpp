#pragma once

#include "adapters/sql/lanes.hpp"
#include "engine/register/directory.hpp"

#include <string>

namespace duban::sql {

/// What a list of cases asks of the database: the rows it goes by, in the order of the list, and
/// what each must fulfil.  Of several filters the one that fewest cases pass leads; the others are
/// looked at row by row.
class CaseQuestion {
 public:
  CaseQuestion(Dialect dialect, const CaseFilter& filter);

  /// What is given, by parameter.
  [[nodiscard]] const Lane& values() const { return values_; }
  /// The columns that the index it goes by begins with (lanes).
  [[nodiscard]] std::vector<std::string> leading_columns() const;

  /// `FROM … WHERE …` over the case `c`; takes :after, :through and `values`.
  [[nodiscard]] std::string text(const Lane& values) const;
  /// The column of the clock that is due first (next_due_in): of those asked for where the list is
  /// sorted by their days.
  [[nodiscard]] std::string next_clock() const;
  /// The column of its own marks (parted).
  [[nodiscard]] std::string marks() const;
  /// The column of its parts: `1 assignment handling 交通局` (parted); nothing of one itself.
  [[nodiscard]] std::string parts() const;
  /// The column of the earliest due date, of the kind of clock that is asked for.
  [[nodiscard]] std::string next_due() const;
  /// What the list is sorted by.
  [[nodiscard]] std::string order() const;

 private:
  enum class Lead { due_dates, number, clocks, text, mark, state, congress, nothing };
  [[nodiscard]] Lead lead_of(const CaseFilter& filter) const;
  [[nodiscard]] std::string joined_texts(const std::string& text) const;
  [[nodiscard]] std::string rows() const;
  [[nodiscard]] std::string clock_rows() const;
  [[nodiscard]] std::string due_date_rows() const;
  [[nodiscard]] std::string text_rows() const;
  [[nodiscard]] std::string first_bearer() const;
  [[nodiscard]] std::string root_bounds(const std::string& root) const;
  [[nodiscard]] std::string family_of_row() const;
  [[nodiscard]] std::string bounds() const;
  [[nodiscard]] std::string condition(std::string_view name) const;
  [[nodiscard]] std::string clock_condition(std::string_view name) const;
  [[nodiscard]] std::string clock_filter(const std::string& table) const;
  [[nodiscard]] bool has(std::string_view name) const { return value_in(values_, name) != nullptr; }

  [[nodiscard]] bool is_newest_first() const { return order_ == CaseOrder::newest; }

  Dialect dialect_;
  CaseOrder order_;
  bool names_open_;
  Lane values_;
  Lead lead_;
};

/// What stands in one column, told apart by a character that no text of ours has.
[[nodiscard]] std::vector<std::string> parted(const std::string& column);

/// For the rest of a transaction: the index of texts can be read in no other way, which connections
/// of ours rule out for all the others.
void go_by_bitmaps(Database& database);

/// The case a list begins after, and the last one wanted.
struct CaseBounds {
  explicit CaseBounds(const CaseFilter& filter);
  long long after, through;
};

}  // namespace duban::sql
