#include "adapters/sql/families.hpp"
#include "adapters/sql/sql_store.hpp"

namespace duban::sql {

namespace {

/// Families that are held in memory at a time.
constexpr long long families_at_once = 1000 * CaseId::family_size;

struct History : Database::Kept {
  explicit History(Database& db)
      : next_case{db,
                  "SELECT min(id) FROM (SELECT min(id) AS id FROM cases WHERE id >= :first"
                  " UNION ALL SELECT min(case_id) FROM events WHERE case_id >= :first) AS next",
                  soci::use(first, "first"), soci::into(next.value, next.presence)},
        listings{db,
                 "SELECT id, " + columns<row::Listing>() +
                     " FROM cases WHERE id >= :first AND id < :end ORDER BY id",
                 soci::use(first, "first"),
                 soci::use(end, "end"),
                 soci::into(id),
                 taken(listing)},
        events{db, in_range<row::Event>("events", "case_id, seq"), soci::use(first, "first"),
               soci::use(end, "end"), taken(event)},
        reminders{db,
                  in_range<row::Reminder>("reminders", "case_id, kind, number, generation, day"),
                  soci::use(first, "first"), soci::use(end, "end"), taken(reminder)} {}

  template <class Row>
  static std::string in_range(std::string_view table, std::string_view order) {
    std::string text = "SELECT " + columns<Row>();
    return text.append(" FROM ")
        .append(table)
        .append(" WHERE case_id >= :first AND case_id < :end ORDER BY ")
        .append(order);
  }

  long long first = 0, end = 0, id = 0;
  Nullable<long long> next;
  row::Listing listing;
  row::Event event;
  row::Reminder reminder;
  Query next_case, listings, events, reminders;
};

/// The next families, all as of one moment.
struct Block {
  std::vector<FamilyHistory> families;  ///< none: the register has been read
  long long end = 0;
};

/// Gives each family what belongs to it: both come by id.
class Placing {
 public:
  explicit Placing(std::vector<FamilyHistory>& families)
      : at_{families.begin()}, end_{families.end()} {}
  FamilyHistory& family_of(CaseId id) {
    while (at_ != end_ && at_->family.root().id < id.root()) ++at_;
    if (at_ == end_ || at_->family.root().id != id.root())
      throw StoreDown("The register is damaged: case " + to_text(id) + " has a history only.");
    return *at_;
  }

 private:
  std::vector<FamilyHistory>::iterator at_, end_;
};

Block read_block(Database& database, long long first) {
  auto& history = database.kept<History>();
  auto& families = database.kept<Families>();
  Transaction snapshot{database, Transaction::Kind::snapshot};
  history.first = first;
  if (!history.next_case.one() || !history.next.has_value()) return {};

  history.first = CaseId::from_stored(history.next.value).root().stored();
  history.end = history.first + families_at_once;
  Block read{.families = {}, .end = history.end};
  for (auto& family : families.between(history.first, history.end))
    read.families.push_back({std::move(family), {}, {}, {}});
  Placing listings{read.families};
  history.listings.each([&] {
    const auto id = CaseId::from_stored(history.id);
    listings.family_of(id).summaries.push_back(value_of(history.listing));
  });
  Placing events{read.families};
  history.events.each([&] {
    auto event = value_of(history.event);
    events.family_of(event.id).events.push_back(std::move(event));
  });
  Placing reminders{read.families};
  history.reminders.each([&] {
    auto reminder = value_of(history.reminder).reminder;
    reminders.family_of(reminder.id).reminders.push_back(std::move(reminder));
  });
  return read;
}

}  // namespace

void SqlStore::each_family(CaseId after, const std::function<bool(FamilyHistory)>& visit) {
  for (auto first = after.root().stored() + CaseId::family_size;;) {
    auto block = database_.run([&] { return read_block(database_, first); });
    if (block.families.empty()) return;
    for (auto& history : block.families)
      if (!visit(std::move(history))) return;
    first = block.end;
  }
}

}  // namespace duban::sql
