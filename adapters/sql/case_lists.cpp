#include "adapters/sql/case_question.hpp"
#include "adapters/sql/sql_directory.hpp"

#include <algorithm>
#include <tuple>

namespace duban::sql {

namespace {

/// A case as a list shows it.
struct CaseColumns {
  long long id = 0;
  std::string congress, workflow, state, number, title, unit, session;
  long long version = 0;
  std::string opened_on, facts;
};
BOOST_DESCRIBE_STRUCT(
    CaseColumns,
    (),
    (id, congress, workflow, state, number, title, unit, session, version, opened_on, facts))

CaseRow value_of(CaseColumns& row, const Nullable<std::string>& next_due, int confidential) {
  return {.id = CaseId::from_stored(row.id),
          .congress = std::exchange(row.congress, {}),
          .workflow = std::exchange(row.workflow, {}),
          .state = std::exchange(row.state, {}),
          .number = std::exchange(row.number, {}),
          .title = std::exchange(row.title, {}),
          .unit = std::exchange(row.unit, {}),
          .session = std::exchange(row.session, {}),
          .version = row.version,
          .confidential = confidential != 0,
          .opened_on = stored_date(row.opened_on),
          .next_due = date_of(next_due),
          .facts = std::exchange(row.facts, {})};
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
                soci::into(next_due_.value, next_due_.presence),
                soci::into(confidential_)};
    for (const auto& lane : all) {
      std::ranges::copy(lane, values_.begin());
      add_rows_of(query);
    }
    return std::move(rows_);
  }

 private:
  [[nodiscard]] std::string text() const {
    return "SELECT " + columns<CaseColumns>("c.") + ", " + question_.next_due() +
           ", CASE WHEN c.id % 1000 = 0 THEN c.confidential"
           " ELSE (SELECT confidential FROM cases WHERE id = c.id - c.id % 1000) END" +
           question_.text(values_) + " ORDER BY " + question_.order() + " LIMIT :limit";
  }

  void add_rows_of(Query& query) {
    const auto before = static_cast<std::ptrdiff_t>(rows_.size());
    query.each([&] { rows_.push_back(value_of(row_, next_due_, confidential_)); });
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
  Nullable<std::string> next_due_;
  int confidential_ = 0;
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
