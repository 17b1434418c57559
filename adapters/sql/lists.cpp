#include "adapters/sql/query.hpp"
#include "adapters/sql/sql_directory.hpp"

namespace duban::sql {

namespace {

/// A case as a list shows it.
struct CaseColumns {
  long long id = 0;
  std::string congress, workflow, state, number, title, unit, session;
  long long version = 0;
  int confidential = 0;
  std::string opened_on, facts;
};
BOOST_DESCRIBE_STRUCT(CaseColumns,
                      (),
                      (id,
                       congress,
                       workflow,
                       state,
                       number,
                       title,
                       unit,
                       session,
                       version,
                       confidential,
                       opened_on,
                       facts))

CaseRow value_of(CaseColumns& row, const Nullable<std::string>& next_due) {
  return {.id = CaseId::from_stored(row.id),
          .congress = std::exchange(row.congress, {}),
          .workflow = std::exchange(row.workflow, {}),
          .state = std::exchange(row.state, {}),
          .number = std::exchange(row.number, {}),
          .title = std::exchange(row.title, {}),
          .unit = std::exchange(row.unit, {}),
          .session = std::exchange(row.session, {}),
          .version = row.version,
          .confidential = row.confidential != 0,
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

std::string conditions(const CaseFilter& filter, Dialect dialect) {
  std::string text = "c.id > :after";
  const auto when = [&](bool wanted, std::string_view condition) {
    if (wanted) text.append(" AND ").append(condition);
  };
  when(!filter.congress.empty(), "c.congress = :congress");
  when(!filter.workflow.empty(), "c.workflow = :workflow");
  when(!filter.state.empty(), "c.state = :state");
  when(!filter.unit.empty(), "c.unit = :unit");
  when(!filter.session.empty(), "c.session = :session");
  when(!filter.number.empty(), "c.number = :number AND c.number <> ''");
  when(!filter.text.empty(),
       dialect == Dialect::sqlite
           ? R"((c.title LIKE :text ESCAPE '\' OR c.number LIKE :text ESCAPE '\'))"
           : R"((c.title ILIKE :text ESCAPE '\' OR c.number ILIKE :text ESCAPE '\'))");
  when(filter.due_through.has_value(),
       "c.id IN (SELECT case_id FROM clocks WHERE ended_on IS NULL AND due <= :due)");
  return text;
}

/// The bound values of a filter; those left empty have no parameter.
struct FilterValues {
  explicit FilterValues(const CaseFilter& filter)
      : after{filter.after.stored()},
        limit{filter.limit},
        texts{{"congress", filter.congress},
              {"workflow", filter.workflow},
              {"state", filter.state},
              {"unit", filter.unit},
              {"session", filter.session},
              {"number", filter.number},
              {"text", filter.text.empty() ? "" : pattern(filter.text)},
              {"due", filter.due_through ? to_text(*filter.due_through) : ""}} {}

  long long after;
  int limit;
  std::vector<std::pair<std::string, std::string>> texts;
};

}  // namespace

std::vector<CaseRow> SqlDirectory::cases(const CaseFilter& filter) {
  return database_.run([&] {
    CaseColumns row;
    Nullable<std::string> next_due;
    const FilterValues values{filter};
    std::vector<ParameterText> texts;
    for (const auto& [name, value] : values.texts)
      if (!value.empty()) texts.push_back({name, value});

    Query query{database_,
                "SELECT " + columns<CaseColumns>("c.") +
                    ", (SELECT min(due) FROM clocks WHERE case_id = c.id AND ended_on IS NULL)"
                    " FROM cases c WHERE " +
                    conditions(filter, database_.dialect()) + " ORDER BY c.id LIMIT :limit",
                soci::use(values.after, "after"),
                texts,
                soci::use(values.limit, "limit"),
                taken(row),
                soci::into(next_due.value, next_due.presence)};
    std::vector<CaseRow> rows;
    query.each([&] { rows.push_back(value_of(row, next_due)); });
    return rows;
  });
}

namespace {

/// Reads running clocks of one kind: those with a due date, or those without.
void add_running_clocks(Database& db,
                        std::string_view congress,
                        const std::string& condition,
                        const std::vector<ParameterText>& due,
                        int limit,
                        std::vector<ClockRow>& clocks) {
  row::Clock clock;
  std::string number, title, unit;
  std::vector<ParameterText> texts = due;
  if (!congress.empty()) texts.push_back({"congress", std::string{congress}});
  Query query{db,
              "SELECT " + columns<row::Clock>("k.") + ", c.number, c.title, c.unit" +
                  " FROM clocks k JOIN cases c ON c.id = k.case_id WHERE k.ended_on IS NULL AND " +
                  condition + (congress.empty() ? "" : " AND c.congress = :congress") +
                  " ORDER BY k.due, k.case_id, k.kind, k.number LIMIT :limit",
              texts,
              soci::use(limit, "limit"),
              taken(clock),
              soci::into(number),
              soci::into(title),
              soci::into(unit)};
  query.each([&] { clocks.push_back({value_of(clock), number, title, unit}); });
}

}  // namespace

std::vector<ClockRow> SqlDirectory::running_clocks(std::string_view congress,
                                                   std::optional<Date> due_through,
                                                   int limit) {
  return database_.run([&] {
    std::vector<ClockRow> clocks;
    if (due_through) {
      add_running_clocks(database_, congress, "k.due <= :due", {{"due", to_text(*due_through)}},
                         limit, clocks);
      return clocks;
    }
    add_running_clocks(database_, congress, "k.due IS NOT NULL", {}, limit, clocks);
    if (const int rest = limit - static_cast<int>(clocks.size()); rest > 0)
      add_running_clocks(database_, congress, "k.due IS NULL", {}, rest, clocks);
    return clocks;
  });
}

std::vector<CaseId> SqlDirectory::running_families(std::string_view congress,
                                                   CaseId after,
                                                   int limit) {
  return database_.run([&] {
    const std::string code{congress};
    const long long from = after.root().stored() + CaseId::family_size;
    long long id = 0;
    Query query{database_,
                "SELECT k.case_id FROM clocks k JOIN cases c ON c.id = k.case_id"
                " WHERE k.ended_on IS NULL AND k.case_id >= :from AND c.congress = :congress"
                " ORDER BY k.case_id LIMIT :limit",
                soci::use(from, "from"),
                soci::use(code, "congress"),
                soci::use(limit, "limit"),
                soci::into(id)};
    std::vector<CaseId> roots;
    query.each([&] {
      const auto root = CaseId::from_stored(id).root();
      if (roots.empty() || roots.back() != root) roots.push_back(root);
    });
    return roots;
  });
}

std::vector<ReminderRow> SqlDirectory::reminders(CaseId root) {
  return database_.run([&] {
    row::Reminder row;
    const long long first = root.root().stored(), end = first + CaseId::family_size;
    Query query{database_,
                "SELECT " + columns<row::Reminder>() +
                    " FROM reminders WHERE case_id >= :first AND case_id < :end"
                    " ORDER BY raised_at, case_id, kind, number, generation, day, rung, recipient",
                soci::use(first, "first"), soci::use(end, "end"), taken(row)};
    std::vector<ReminderRow> rows;
    query.each([&] { rows.push_back(value_of(row)); });
    return rows;
  });
}

std::vector<NoticeRow> SqlDirectory::outbox(std::int64_t after, int limit) {
  return database_.run([&] {
    long long id = 0;
    const long long from = after;
    row::Notice row;
    Query query{database_,
                "SELECT id, " + columns<row::Notice>() +
                    " FROM outbox WHERE id > :after ORDER BY id LIMIT :limit",
                soci::use(from, "after"),
                soci::use(limit, "limit"),
                soci::into(id),
                taken(row)};
    std::vector<NoticeRow> rows;
    query.each([&] {
      const auto created_at = instant_of(row.created_at);
      auto status = row.status;
      rows.push_back({id, value_of(row), created_at, std::move(status)});
    });
    return rows;
  });
}

}  // namespace duban::sql
