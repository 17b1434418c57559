#include "adapters/sql/families.hpp"
#include "adapters/sql/sql_store.hpp"

namespace duban::sql {

namespace {

/// Families that are held in memory at a time.
constexpr long long block = 1000 * CaseId::family_size;

struct History : Database::Kept {
  explicit History(Database& db)
      : next_case{db, "SELECT min(id) FROM cases WHERE id >= :first", soci::use(first, "first"),
                  soci::into(next.value, next.presence)},
        events{db,
               "SELECT " + columns<row::Event>() +
                   " FROM events WHERE case_id >= :first AND case_id < :end ORDER BY case_id, seq",
               soci::use(first, "first"), soci::use(end, "end"), taken(event)} {}

  long long first = 0, end = 0;
  Nullable<long long> next;
  row::Event event;
  Query next_case, events;
};

/// Some families with their events, all as of one moment.
struct Block {
  std::vector<Family> families;
  std::vector<EventRecord> events;
  long long end = 0;
};

/// The first families from `first` on; no families if there are none.
Block read_block(Database& database, long long first) {
  auto& history = database.kept<History>();
  auto& families = database.kept<Families>();
  Transaction snapshot{database, Transaction::Kind::snapshot};
  history.first = first;
  if (!history.next_case.one() || !history.next.has_value()) return {};

  history.first = CaseId::from_stored(history.next.value).root().stored();
  history.end = history.first + block;
  Block read{
      .families = families.between(history.first, history.end), .events = {}, .end = history.end};
  history.events.each([&] { read.events.push_back(value_of(history.event)); });
  return read;
}

}  // namespace

void SqlStore::each_family(
    CaseId after, const std::function<bool(const Family&, std::span<const EventRecord>)>& visit) {
  for (auto first = after.root().stored() + CaseId::family_size;;) {
    const auto block = database_.run([&] { return read_block(database_, first); });
    if (block.families.empty()) return;
    std::span<const EventRecord> rest = block.events;
    for (const auto& family : block.families) {
      const auto begins = std::ranges::find_if(
          rest, [&](const auto& event) { return event.id.root() >= family.root().id; });
      const auto ends = std::find_if(begins, rest.end(), [&](const auto& event) {
        return event.id.root() != family.root().id;
      });
      if (!visit(family, {begins, ends})) return;
      rest = {ends, rest.end()};
    }
    first = block.end;
  }
}

}  // namespace duban::sql
