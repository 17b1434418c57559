#include "adapters/sql/lanes.hpp"
#include "adapters/sql/sql_directory.hpp"

#include <algorithm>
#include <limits>

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

/// What people type is looked for as it stands: % and _ are ordinary characters.
std::string pattern(std::string_view text) {
  std::string escaped = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped + "%";
}

/// What a filter asks for, by parameter.
Lane values_in(const CaseFilter& filter) {
  Lane values;
  const auto add = [&](const char* name, std::string value) {
    if (!value.empty()) values.push_back({name, std::move(value)});
  };
  add("congress", filter.congress);
  add("workflow", filter.workflow);
  add("state", filter.state);
  add("unit", filter.unit);
  add("session", filter.session);
  add("number", filter.number);
  add("text", filter.text.empty() ? "" : pattern(filter.text));
  add("due", filter.due_through ? to_text(*filter.due_through) : "");
  return values;
}

/// The columns that the index a list goes by begins with.  What else is asked for is looked at row
/// by row: one unit, one session of one congress never have so many.
std::vector<std::string> leading_columns(const CaseFilter& filter) {
  if (!filter.number.empty()) return {};
  if (filter.due_through) return {"congress"};
  if (!filter.unit.empty()) return {"congress", "unit"};
  if (!filter.session.empty()) return {"congress", "session"};
  if (!filter.workflow.empty() || !filter.state.empty()) return {"congress", "workflow", "state"};
  if (!filter.congress.empty()) return {"congress"};
  return {};
}

std::string condition(std::string_view name, Dialect dialect) {
  if (name == "due") return "true";
  if (name == "text")
    return dialect == Dialect::sqlite
               ? R"((c.title LIKE :text ESCAPE '\' OR c.number LIKE :text ESCAPE '\'))"
               : R"((c.title ILIKE :text ESCAPE '\' OR c.number ILIKE :text ESCAPE '\'))";
  const auto column = "c." + std::string{name};
  // The second half lets an index serve that leaves empty texts out.
  return column + " = :" + std::string{name} + " AND " + column + " <> ''";
}

/// Cases with a running clock that is due, by id.
constexpr auto due_cases =
    "(SELECT DISTINCT case_id FROM clocks WHERE ended_on IS NULL AND congress = :congress"
    " AND due <= :due AND case_id > :after ORDER BY case_id) AS k";

/// Reads a page lane by lane and keeps the first rows of all.
class CasePage {
 public:
  CasePage(Database& database, const CaseFilter& filter)
      : db_{database}, filter_{filter}, after_{filter.after.stored()} {}

  std::vector<CaseRow> read() {
    const auto given = values_in(filter_);
    const auto all = lanes(db_, "cases WHERE true", leading_columns(filter_), given);
    if (all.empty()) return {};
    values_ = all.front();
    for (const auto& value : given)
      if (!value_in(values_, value.name)) values_.push_back(value);

    Query query{db_,
                text(),
                soci::use(after_, "after"),
                soci::use(through_, "through"),
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
    // A number is held by few: with the plus no plan goes by id and looks at all the others.
    const std::string id = filter_.due_through      ? "k.case_id"
                           : filter_.number.empty() ? "c.id"
                                                    : "+c.id";
    const auto from = filter_.due_through ? due_cases + joined_case(db_.dialect()) : "cases c";
    auto text = "SELECT " + columns<CaseColumns>("c.") +
                ", (SELECT min(due) FROM clocks WHERE case_id = c.id AND ended_on IS NULL)"
                ", (SELECT confidential FROM cases WHERE id = c.id - c.id % 1000) FROM " +
                from + " WHERE " + id + " > :after AND " + id + " <= :through";
    for (const auto& [name, value] : values_) text += " AND " + condition(name, db_.dialect());
    return text + " ORDER BY " + id + " LIMIT :limit";
  }

  void add_rows_of(Query& query) {
    const auto before = static_cast<std::ptrdiff_t>(rows_.size());
    query.each([&] { rows_.push_back(value_of(row_, next_due_, confidential_)); });
    std::ranges::inplace_merge(rows_, rows_.begin() + before, {}, &CaseRow::id);
    const auto limit = static_cast<std::size_t>(std::max(filter_.limit, 0));
    if (rows_.size() < limit) return;
    rows_.resize(limit);
    if (!rows_.empty()) through_ = rows_.back().id.stored();
  }

  Database& db_;
  const CaseFilter& filter_;
  long long after_, through_ = std::numeric_limits<long long>::max();
  Lane values_;
  CaseColumns row_;
  Nullable<std::string> next_due_;
  int confidential_ = 0;
  std::vector<CaseRow> rows_;
};

}  // namespace

std::vector<CaseRow> SqlDirectory::cases(const CaseFilter& filter) {
  return connections_.run([&](Database& db) {
    Transaction snapshot{db, Transaction::Kind::snapshot};  // a case is in one lane only
    auto rows = CasePage{db, filter}.read();
    snapshot.commit();
    return rows;
  });
}

}  // namespace duban::sql
