#include "adapters/sql/held.hpp"

#include "adapters/sql/query.hpp"
#include "adapters/sql/sql_journal.hpp"

#include <charconv>

namespace duban::sql {

namespace {

// `MICROSECONDS PLACE`
std::string text_of(const Held& mark) {
  return std::to_string(stored(mark.since)) + " " + mark.from;
}

/// However odd it is, a mark holds.
Held held_by(const std::string& text) {
  Held mark;
  long long since = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, fault] = std::from_chars(text.data(), end, since);
  if (fault == std::errc{}) mark.since = instant_of(since);
  mark.from = std::string{rest == end ? rest : rest + 1, end};
  return mark;
}

void clear(Database& database) {
  Query{database, "DELETE FROM meta WHERE name = 'held'"}.run();
}

}  // namespace

std::optional<Held> held(Database& database) {
  std::string text;
  if (!Query{database, "SELECT value FROM meta WHERE name = 'held'", soci::into(text)}.one())
    return {};
  return held_by(text);
}

void hold(Database& database, const Held& mark) {
  const auto text = text_of(mark);
  clear(database);
  Query{database, "INSERT INTO meta (name, value) VALUES ('held', :mark)", soci::use(text)}.run();
  begin_journal(database);
}

Result<void> hold_at_work(Database& database, Instant since) {
  return database.attempt([&]() -> Result<void> {
    Transaction transaction{database};
    if (held(database)) return Error{Problem::conflict, "db", "this register is held already"};
    hold(database, {since, ""});
    transaction.commit();
    return {};
  });
}

Result<Held> release(Database& database) {
  return database.attempt([&]() -> Result<Held> {
    Transaction transaction{database};
    const auto mark = held(database);
    if (!mark)
      return Error{Problem::conflict, "db", "this register is not held: it is at work already"};
    clear(database);
    transaction.commit();
    return *mark;
  });
}

}  // namespace duban::sql
