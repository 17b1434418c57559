// Who acts in the place of another: successions and delegations.

#include "adapters/sql/directory_rows.hpp"
#include "adapters/sql/pending_moves.hpp"
#include "adapters/sql/sql_directory.hpp"

namespace duban::sql {

namespace {

row::Succession row_of(const Succession& value) {
  return {.congress = value.congress,
          .what = boost::describe::enum_to_string(value.what, ""),
          .before = value.before,
          .after = value.after,
          .happened_on = to_text(value.happened_on),
          .reason = value.reason,
          .recorded_by = value.recorded_by,
          .recorded_at = stored(value.recorded_at)};
}

row::Delegation row_of(const Delegation& value) {
  row::Delegation row{.congress = value.congress,
                      .what = boost::describe::enum_to_string(value.what, ""),
                      .principal = value.principal,
                      .delegate = value.delegate,
                      .from_day = to_text(value.from_day),
                      .through_day = to_text(value.through_day),
                      .reason = value.reason,
                      .given_by = value.given_by,
                      .given_at = stored(value.given_at),
                      .ended_by = value.ended_by,
                      .ended_at = {}};
  if (value.ended_at) row.ended_at = {stored(*value.ended_at), soci::i_ok};
  return row;
}

template <class Enum>
Enum kind_of(const char* table, const std::string& word) {
  Enum kind{};
  if (!boost::describe::enum_from_string(word.c_str(), kind))
    throw StoreDown(std::string{"The register is damaged: table "} + table + ": what " + word +
                    " cannot be read.");
  return kind;
}

Succession value_of(long long id, const row::Succession& row) {
  return {.id = id,
          .congress = row.congress,
          .what = kind_of<Party>("successions", row.what),
          .before = row.before,
          .after = row.after,
          .happened_on = stored_date(row.happened_on),
          .reason = row.reason,
          .recorded_by = row.recorded_by,
          .recorded_at = instant_of(row.recorded_at)};
}

Delegation value_of(long long id, const row::Delegation& row) {
  return {.id = id,
          .congress = row.congress,
          .what = kind_of<Delegation::Of>("delegations", row.what),
          .principal = row.principal,
          .delegate = row.delegate,
          .from_day = stored_date(row.from_day),
          .through_day = stored_date(row.through_day),
          .reason = row.reason,
          .given_by = row.given_by,
          .given_at = instant_of(row.given_at),
          .ended_by = row.ended_by,
          .ended_at = row.ended_at.has_value() ? std::optional{instant_of(row.ended_at.value)}
                                               : std::nullopt};
}

/// Two such acts in one congress come one after the other, so that each sees the other's.
void lock_congress(Database& db, const std::string& code) {
  std::string found;
  static_cast<void>(Query{db, "SELECT code FROM congresses WHERE code = :code" + for_update(db),
                          soci::use(code), soci::into(found)}
                        .one());
}

std::optional<std::string> successor_of(Database& db,
                                        const row::Succession& like,
                                        const std::string& name) {
  std::string after;
  Query query{db,
              "SELECT after FROM successions"
              " WHERE congress = :congress AND what = :what AND before = :name",
              soci::use(like.congress, "congress"),
              soci::use(like.what, "what"),
              soci::use(name, "name"),
              soci::into(after)};
  if (!query.one()) return {};
  return after;
}

/// Nobody is succeeded twice, nor by one who is gone.
Result<void> check_acting(Database& db, const row::Succession& row) {
  for (const auto* name : {&row.before, &row.after})
    if (const auto successor = successor_of(db, row, *name))
      return Error{Problem::conflict, name == &row.before ? "before" : "after",
                   *name + " has been succeeded by " + *successor + " already"};
  return {};
}

template <class Row>
long long inserted(Database& db, const std::string& table, Row& row) {
  long long id = 0;
  static_cast<void>(
      Query{db, insert<Row>(table) + " RETURNING id", given(row), soci::into(id)}.one());
  return id;
}

bool overlaps(Database& db, row::Delegation& row) {
  long long other = 0;
  return Query{db,
               "SELECT id FROM delegations WHERE congress = :congress AND what = :what"
               " AND principal = :principal AND delegate = :delegate AND ended_at IS NULL"
               " AND from_day <= :through_day AND through_day >= :from_day LIMIT 1",
               soci::use(row.congress, "congress"),
               soci::use(row.what, "what"),
               soci::use(row.principal, "principal"),
               soci::use(row.delegate, "delegate"),
               soci::use(row.through_day, "through_day"),
               soci::use(row.from_day, "from_day"),
               soci::into(other)}
      .one();
}

std::optional<Delegation> delegation_called(Database& db,
                                            const std::string& congress,
                                            long long id) {
  row::Delegation row;
  Query query{db,
              "SELECT " + columns<row::Delegation>() +
                  " FROM delegations WHERE congress = :congress AND id = :id",
              soci::use(congress, "congress"), soci::use(id, "id"), taken(row)};
  if (!query.one()) return {};
  return value_of(id, row);
}

}  // namespace

Result<Succession> SqlDirectory::record(Succession succession) {
  return connections_.run([&](Database& db) -> Result<Succession> {
    if (auto may = check_change(db, succession.congress); !may) return may.error();
    Transaction transaction{db};
    lock_congress(db, succession.congress);
    auto row = row_of(succession);
    if (auto acting = check_acting(db, row); !acting) return acting.error();
    succession.id = inserted(db, "successions", row);
    leave_move(db, Mover::succession, succession.congress, std::to_string(succession.id));
    transaction.commit();
    return succession;
  });
}

std::vector<Succession> SqlDirectory::successions(std::string_view congress) {
  return connections_.run([&](Database& db) {
    const std::string code{congress};
    long long id = 0;
    row::Succession row;
    std::vector<Succession> all;
    Query{db,
          "SELECT id, " + columns<row::Succession>() +
              " FROM successions WHERE congress = :congress ORDER BY id",
          soci::use(code), soci::into(id), taken(row)}
        .each([&] { all.push_back(value_of(id, row)); });
    return all;
  });
}

Result<Delegation> SqlDirectory::give(Delegation delegation) {
  return connections_.run([&](Database& db) -> Result<Delegation> {
    if (auto may = check_change(db, delegation.congress); !may) return may.error();
    Transaction transaction{db};
    lock_congress(db, delegation.congress);
    auto row = row_of(delegation);
    if (overlaps(db, row))
      return Error{Problem::conflict, "delegate",
                   delegation.delegate + " stands in for " + delegation.principal +
                       " on some of these days already"};
    delegation.id = inserted(db, "delegations", row);
    tell_rules(db);
    transaction.commit();
    return delegation;
  });
}

Result<Delegation> SqlDirectory::end_delegation(std::string_view congress,
                                                std::int64_t id,
                                                const std::string& by,
                                                Instant at) {
  return connections_.run([&](Database& db) -> Result<Delegation> {
    if (auto free = check_released(db); !free) return free.error();
    const std::string code{congress};
    const long long which = id, when = stored(at);
    Transaction transaction{db};
    Query end{db,
              "UPDATE delegations SET ended_by = :by, ended_at = :at"
              " WHERE congress = :congress AND id = :id AND ended_at IS NULL",
              soci::use(by, "by"),
              soci::use(when, "at"),
              soci::use(code, "congress"),
              soci::use(which, "id")};
    const bool was_running = end.run() == 1;
    auto ended = delegation_called(db, code, which);
    if (!ended)
      return Error{Problem::not_found, "id", "there is no delegation " + std::to_string(id)};
    if (!was_running) return Error{Problem::conflict, "id", "it has been ended already"};
    tell_rules(db);
    transaction.commit();
    return *std::move(ended);
  });
}

std::vector<Delegation> SqlDirectory::delegations(std::string_view congress,
                                                  std::optional<Date> lasting_to) {
  return connections_.run([&](Database& db) {
    const std::string code{congress}, day = lasting_to ? to_text(*lasting_to) : std::string{};
    long long id = 0;
    row::Delegation row;
    std::vector<Delegation> all;
    Query{db,
          "SELECT id, " + columns<row::Delegation>() +
              " FROM delegations WHERE congress = :congress AND through_day >= :day" +
              (lasting_to ? " AND ended_at IS NULL" : "") + " ORDER BY id",
          soci::use(code, "congress"),
          soci::use(day, "day"),
          soci::into(id),
          taken(row)}
        .each([&] { all.push_back(value_of(id, row)); });
    return all;
  });
}

}  // namespace duban::sql
