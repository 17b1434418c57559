#include "adapters/sql/case_question.hpp"
#include "adapters/sql/sql_directory.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace duban::sql {

namespace {

/// A case as a list shows it.
struct CaseColumns {
  long long id = 0;
  std::string congress, workflow, state, unit, session;
  long long version = 0;
  std::string opened_on;
};
BOOST_DESCRIBE_STRUCT(CaseColumns,
                      (),
                      (id, congress, workflow, state, unit, session, version, opened_on))

/// What a list tells of a case beside its columns.
struct ListColumns {
  Nullable<std::string> clock;  ///< `2025-06-14 reply 0`
  Nullable<std::string> marks, parts;
  std::string number, title;  ///< of a part that has none: of its root
  int confidential = 0;
};
BOOST_DESCRIBE_STRUCT(ListColumns, (), (clock, marks, parts, number, title, confidential))

/// A column of a root, or of a part that has something of its own in it; else of its root.
std::string own_or_of_root(const std::string& column, const std::string& has_own) {
  return "CASE WHEN c.id % 1000 = 0 OR " + has_own + " THEN c." + column + " ELSE (SELECT " +
         column + " FROM cases WHERE id = c.id - c.id % 1000) END";
}

void add_clock(CaseRow& row, const std::string& clock) {
  const auto kind = clock.find(' ') + 1, end = clock.rfind(' ');
  row.next_due = stored_date(clock.substr(0, kind - 1));
  row.clock = clock.substr(kind, end - kind);
  row.provisional = clock.substr(end + 1) != "0";
}

CaseRow::Part part_of(const std::string& text) {
  const auto workflow = text.find(' ') + 1, state = text.find(' ', workflow) + 1,
             unit = text.find(' ', state) + 1;
  return {.id = CaseId::from_stored(std::stoll(text)),
          .workflow = text.substr(workflow, state - workflow - 1),
          .state = text.substr(state, unit - state - 1),
          .unit = text.substr(unit)};
}

void add_what_is_told(CaseRow& row, const ListColumns& told) {
  if (told.clock.has_value()) add_clock(row, told.clock.value);
  if (told.marks.has_value()) row.marks = parted(told.marks.value);
  if (told.parts.has_value())
    std::ranges::transform(parted(told.parts.value), std::back_inserter(row.parts), part_of);
  row.confidential = told.confidential != 0;
  std::ranges::sort(row.marks);
  std::ranges::sort(row.parts, {}, &CaseRow::Part::id);
}

CaseRow value_of(CaseColumns& row, ListColumns& told) {
  CaseRow value{.id = CaseId::from_stored(row.id),
                .congress = std::exchange(row.congress, {}),
                .workflow = std::exchange(row.workflow, {}),
                .state = std::exchange(row.state, {}),
                .number = std::exchange(told.number, {}),
                .title = std::exchange(told.title, {}),
                .unit = std::exchange(row.unit, {}),
                .session = std::exchange(row.session, {}),
                .version = row.version,
                .confidential = false,
                .opened_on = stored_date(row.opened_on),
                .next_due = {},
                .clock = {},
                .provisional = false,
                .marks = {},
                .parts = {}};
  add_what_is_told(value, told);
  return value;
}

/// Reads a page lane by lane and keeps the first rows of all.
class CasePage {
 public:
  CasePage(Database& database, const CaseFilter& filter)
      : db_{database}, filter_{filter}, question_{database.dialect(), filter}, bounds_{filter} {}

  /// One statement reads it, which sees everything as of one moment.
  [[nodiscard]] bool is_one_lane() const {
    const auto columns = question_.leading_columns();
    return std::ranges::all_of(columns, [&](const std::string& column) {
      return value_in(question_.values(), column) != nullptr;
    });
  }

  std::vector<CaseRow> read() {
    const auto all =
        lanes(db_, "cases WHERE true", question_.leading_columns(), question_.values());
    if (all.empty()) return {};
    values_ = all.front();
    for (const auto& value : question_.values())
      if (!value_in(values_, value.name)) values_.push_back(value);

    Query query{db_,
                text(),
                soci::use(bounds_.after, "after"),
                soci::use(bounds_.through, "through"),
                values_,
                soci::use(filter_.limit, "limit"),
                taken(row_),
                taken(told_)};
    for (const auto& lane : all) {
      std::ranges::copy(lane, values_.begin());
      add_rows_of(query);
    }
    return std::move(rows_);
  }

 private:
  [[nodiscard]] std::string text() const {
    return "SELECT " + columns<CaseColumns>("c.") + ", " + question_.next_clock() + ", " +
           question_.marks() + ", " + question_.parts() + ", " +
           own_or_of_root("number", "c.number <> ''") + ", " +
           own_or_of_root("title", "c.title <> ''") + ", " +
           own_or_of_root("confidential", "false") + question_.text(values_) + " ORDER BY " +
           question_.order() + " LIMIT :limit";
  }

  void add_rows_of(Query& query) {
    const auto before = static_cast<std::ptrdiff_t>(rows_.size());
    query.each([&] { rows_.push_back(value_of(row_, told_)); });
    const auto comes_first = [&](const CaseRow& one, const CaseRow& other) {
      if (filter_.order == CaseOrder::due)
        return std::tie(one.next_due, one.id) < std::tie(other.next_due, other.id);
      return filter_.order == CaseOrder::newest ? other.id < one.id : one.id < other.id;
    };
    std::ranges::inplace_merge(rows_, rows_.begin() + before, comes_first);
    const auto limit = static_cast<std::size_t>(std::max(filter_.limit, 0));
    if (rows_.size() < limit) return;
    rows_.resize(limit);
    if (!rows_.empty() && filter_.order != CaseOrder::due)
      bounds_.through = rows_.back().id.stored();
  }

  Database& db_;
  const CaseFilter& filter_;
  CaseQuestion question_;
  CaseBounds bounds_;
  Lane values_;
  CaseColumns row_;
  ListColumns told_;
  std::vector<CaseRow> rows_;
};

}  // namespace

std::vector<CaseRow> SqlDirectory::cases(const CaseFilter& filter) {
  return connections_.run([&](Database& db) {
    CasePage page{db, filter};
    if (filter.text.empty() && page.is_one_lane()) return page.read();
    Transaction snapshot{db, Transaction::Kind::snapshot};  // a case is in one lane only
    if (!filter.text.empty()) go_by_bitmaps(db);
    auto rows = page.read();
    snapshot.commit();
    return rows;
  });
}

}  // namespace duban::sql
