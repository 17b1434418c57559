#include "adapters/sql/sql_directory.hpp"

#include "adapters/sql/directory_rows.hpp"
#include "adapters/sql/held.hpp"

namespace duban::sql {

namespace {

template <class Row>
std::vector<Row> read_rows(Database& db,
                           const DirectoryTable& table,
                           std::optional<std::string_view> congress = {}) {
  Row row;
  std::string code{congress.value_or("")};
  std::vector<Row> rows;
  const auto select = "SELECT " + columns<Row>() + " FROM " + table.name;
  const auto order = " ORDER BY " + joined(table.keys);
  const auto keep = [&] { rows.push_back(row); };
  if (congress)
    Query{db, select + " WHERE congress = :congress" + order, soci::use(code), taken(row)}.each(
        keep);
  else
    Query{db, select + order, taken(row)}.each(keep);
  return rows;
}

template <class Value, class Row>
std::vector<Value> values_of(std::vector<Row> rows) {
  std::vector<Value> values;
  for (auto& row : rows) values.push_back(value_of(row));
  return values;
}

}  // namespace

std::optional<Held> SqlDirectory::held() {
  return connections_.run([](Database& db) { return sql::held(db); });
}

Result<void> check_released(Database& db) {
  if (const auto held = sql::held(db)) return refusal_of(*held);
  return {};
}

Result<void> check_change(Database& db, const std::string& code) {
  if (auto free = check_released(db); !free) return free;
  std::string found;
  if (Query{db, "SELECT code FROM congresses WHERE code = :code", soci::use(code),
            soci::into(found)}
          .one())
    return {};
  return Error{Problem::not_found, "congress", "there is no congress " + code};
}

Result<void> SqlDirectory::put(const Congress& congress, bool must_be_new) {
  return connections_.run([&](Database& db) -> Result<void> {
    if (auto free = check_released(db); !free) return free;
    if (must_be_new) return put_row(db, congress_table, congress, congress.code, true);
    std::vector<ParameterText> values{{"name", congress.name},
                                      {"level", congress.level},
                                      {"parent", congress.parent},
                                      {"regulation", congress.regulation},
                                      {"code", congress.code}};
    Query change{db,
                 "UPDATE congresses SET name = :name, level = :level, parent = :parent,"
                 " regulation = :regulation WHERE code = :code",
                 values};
    Transaction transaction{db};
    if (change.run() != 1)
      return Error{Problem::not_found, "congress", "there is no congress " + congress.code};
    tell_rules(db);
    transaction.commit();
    return {};
  });
}

Result<void> SqlDirectory::put(const Unit& unit, bool must_be_new) {
  return connections_.run([&](Database& db) -> Result<void> {
    if (auto may = check_change(db, unit.congress); !may) return may;
    return put_row(db, unit_table, unit, unit.code, must_be_new);
  });
}

Result<void> SqlDirectory::put(const Deputy& deputy, bool must_be_new) {
  return connections_.run([&](Database& db) -> Result<void> {
    if (auto may = check_change(db, deputy.congress); !may) return may;
    return put_row(db, deputy_table, deputy, deputy.code, must_be_new);
  });
}

Result<void> SqlDirectory::put(const User& user, bool must_be_new) {
  return connections_.run([&](Database& db) -> Result<void> {
    auto may = user.congress.empty() ? check_released(db) : check_change(db, user.congress);
    if (!may) return may;
    return put_row(db, user_table, row::from(user), user.name, must_be_new);
  });
}

Result<void> SqlDirectory::put(const Session& session, bool must_be_new) {
  return put_with_day(
      {Mover::session, session.congress, session.code, session.closed_on}, [&](Database& db) {
        return put_row(db, session_table, row::from(session), session.code, must_be_new);
      });
}

Result<void> SqlDirectory::put(const Meeting& meeting, bool must_be_new) {
  return put_with_day(
      {Mover::meeting, meeting.congress, meeting.code, meeting.held_on}, [&](Database& db) {
        return put_row(db, meeting_table, row::from(meeting), meeting.code, must_be_new);
      });
}

std::vector<Congress> SqlDirectory::congresses() {
  return connections_.run([&](Database& db) { return read_rows<Congress>(db, congress_table); });
}

std::vector<Unit> SqlDirectory::units(std::string_view congress) {
  return connections_.run([&](Database& db) { return read_rows<Unit>(db, unit_table, congress); });
}

std::vector<Deputy> SqlDirectory::deputies(std::string_view congress) {
  return connections_.run(
      [&](Database& db) { return read_rows<Deputy>(db, deputy_table, congress); });
}

std::vector<User> SqlDirectory::users() {
  return connections_.run(
      [&](Database& db) { return values_of<User>(read_rows<row::User>(db, user_table)); });
}

std::optional<User> SqlDirectory::user(std::string_view name) {
  return connections_.run([&](Database& db) -> std::optional<User> {
    const std::string wanted{name};
    row::User row;
    Query query{db, "SELECT " + columns<row::User>() + " FROM users WHERE name = :name",
                soci::use(wanted), taken(row)};
    if (!query.one()) return {};
    return value_of(row);
  });
}

std::vector<Session> SqlDirectory::sessions(std::string_view congress) {
  return connections_.run([&](Database& db) {
    return values_of<Session>(read_rows<row::Session>(db, session_table, congress));
  });
}

std::vector<Meeting> SqlDirectory::meetings(std::string_view congress) {
  return connections_.run([&](Database& db) {
    return values_of<Meeting>(read_rows<row::Meeting>(db, meeting_table, congress));
  });
}

void SqlDirectory::keep(const Edition& edition) {
  connections_.run([&](Database& db) {
    auto row = edition;
    Query{db, insert<Edition>("editions") + " ON CONFLICT DO NOTHING", given(row)}.run();
  });
}

std::optional<Edition> SqlDirectory::edition(std::string_view hash) {
  return connections_.run([&](Database& db) -> std::optional<Edition> {
    Edition row;
    const std::string wanted{hash};
    Query query{db, "SELECT " + columns<Edition>() + " FROM editions WHERE hash = :hash",
                soci::use(wanted), taken(row)};
    if (!query.one()) return {};
    return row;
  });
}

namespace {

std::optional<Instant> read_simulated_now(Database& db) {
  std::string now;
  if (!Query{db, "SELECT value FROM meta WHERE name = 'simulated_now'", soci::into(now)}.one())
    return {};
  return simulated_instant(now);
}

}  // namespace

std::optional<Instant> SqlDirectory::simulated_now() {
  return connections_.run(read_simulated_now);
}

Result<void> SqlDirectory::move_simulated_clock(Instant to) {
  return connections_.run([&](Database& db) -> Result<void> {
    const auto number = stored(to);
    const auto text = std::to_string(number);
    Query move{db,
               "UPDATE meta SET value = :text WHERE name = 'simulated_now'"
               " AND CAST(value AS bigint) <= :number",
               soci::use(text, "text"), soci::use(number, "number")};
    if (move.run() == 1) return {};
    const auto now = read_simulated_now(db);
    if (!now) return Error{Problem::conflict, "now", "this register runs on real time"};
    return Error{Problem::conflict, "now",
                 "the clock stands at " + to_local_text(*now) + " and never goes back"};
  });
}

}  // namespace duban::sql
