#include "adapters/sql/families.hpp"
#include "adapters/sql/sql_store.hpp"

#include <algorithm>
#include <iterator>

namespace duban::sql {

namespace {

/// Families that are held in memory at a time.
constexpr long long families_at_once = 1000 * CaseId::family_size;
/// No register ever gives more: what lies beyond would overflow when it is counted on.
constexpr long long last_id = 1'000'000'000'000'000;

struct History : Database::Kept {
  explicit History(Database& db)
      : next_case{db,
                  "SELECT min(id) FROM (SELECT min(id) AS id FROM cases WHERE id >= :first"
                  " UNION ALL SELECT min(case_id) FROM events WHERE case_id >= :first"
                  " UNION ALL SELECT min(case_id) FROM clocks WHERE case_id >= :first"
                  " UNION ALL SELECT min(case_id) FROM reminders WHERE case_id >= :first"
                  " UNION ALL SELECT min(about) FROM outbox WHERE about >= :first"
                  " UNION ALL SELECT min(root) FROM marks WHERE root >= :first"
                  " UNION ALL SELECT min(case_id) FROM texts WHERE case_id >= :first) AS next",
                  soci::use(first, "first"), soci::into(next.value, next.presence)},
        orphans{db,
                "SELECT case_id FROM clocks AS k WHERE case_id >= :first AND case_id < :end"
                " AND (SELECT 1 FROM cases WHERE id = k.case_id) IS NULL",
                soci::use(first, "first"), soci::use(end, "end"), soci::into(id)},
        listings{db,
                 "SELECT id, " + columns<row::Listing>() +
                     " FROM cases WHERE id >= :first AND id < :end ORDER BY id",
                 soci::use(first, "first"),
                 soci::use(end, "end"),
                 soci::into(id),
                 taken(listing)},
        events{db, in_range<row::Event>("events", "case_id", "seq"), soci::use(first, "first"),
               soci::use(end, "end"), taken(event)},
        reminders{db,
                  in_range<row::Reminder>("reminders", "case_id", "kind, number, generation, day"),
                  soci::use(first, "first"), soci::use(end, "end"), taken(reminder)},
        notices{db, in_range<row::Notice>("outbox", "about", "id"), soci::use(first, "first"),
                soci::use(end, "end"), taken(notice)},
        marks{db, in_range<row::Mark>("marks", "root", "part, mark"), soci::use(first, "first"),
              soci::use(end, "end"), taken(mark)},
        texts{db, in_range<row::Text>("texts", "case_id", "grams"), soci::use(first, "first"),
              soci::use(end, "end"), taken(text)} {}

  template <class Row>
  static std::string in_range(std::string_view table, std::string_view id, std::string_view order) {
    std::string text = "SELECT " + columns<Row>();
    return text.append(" FROM ")
        .append(table)
        .append(" WHERE ")
        .append(id)
        .append(" >= :first AND ")
        .append(id)
        .append(" < :end ORDER BY ")
        .append(id)
        .append(", ")
        .append(order);
  }

  long long first = 0, end = 0, id = 0;
  Nullable<long long> next;
  row::Listing listing;
  row::Event event;
  row::Reminder reminder;
  row::Notice notice;
  row::Mark mark;
  row::Text text;
  Query next_case, orphans, listings, events, reminders, notices, marks, texts;
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
    while (at_ != end_ && at_->root < id.root()) ++at_;
    if (at_ == end_ || at_->root != id.root())
      throw FamilyDamaged("The register is damaged: case " + to_text(id) + " has a history only.");
    return *at_;
  }

 private:
  std::vector<FamilyHistory>::iterator at_, end_;
};

/// What is kept of the case `id`, among the others of its family.
Finding& kept_finding(FamilyHistory& family, CaseId id) {
  const auto at = std::ranges::lower_bound(family.findings, id, {}, &Finding::id);
  if (at != family.findings.end() && at->id == id) return *at;
  return *family.findings.insert(at, {id, {}, {}});
}

void read_findings(History& history, std::vector<FamilyHistory>& read) {
  Placing marks{read};
  history.marks.each([&] {
    const auto id = CaseId::from_stored(history.mark.root + history.mark.part);
    kept_finding(marks.family_of(id), id).marks.push_back(history.mark.mark);
  });
  Placing texts{read};
  history.texts.each([&] {
    const auto id = CaseId::from_stored(history.text.case_id);
    kept_finding(texts.family_of(id), id).grams = history.text.grams;
  });
}

/// The families from `first` on, before `end`.
std::vector<FamilyHistory> read_families(Database& database, long long first, long long end) {
  auto& history = database.kept<History>();
  history.first = first;
  history.end = end;
  if (history.orphans.one())
    throw FamilyDamaged("The register is damaged: case " +
                        to_text(CaseId::from_stored(history.id)) + " has clocks only.");
  std::vector<FamilyHistory> read;
  for (auto& family : database.kept<Families>().between(first, end)) {
    const auto root = family.root().id;
    auto& next = read.emplace_back();
    next.root = root;
    next.family = std::move(family);
  }
  Placing listings{read};
  history.listings.each([&] {
    const auto id = CaseId::from_stored(history.id);
    listings.family_of(id).summaries.push_back(value_of(history.listing));
  });
  Placing events{read};
  history.events.each([&] {
    auto event = value_of(history.event);
    events.family_of(event.id).events.push_back(std::move(event));
  });
  Placing reminders{read};
  history.reminders.each([&] {
    auto reminder = value_of(history.reminder).reminder;
    reminders.family_of(reminder.id).reminders.push_back(std::move(reminder));
  });
  Placing notices{read};
  history.notices.each([&] {
    auto notice = value_of(history.notice);
    notices.family_of(notice.about).notices.push_back(std::move(notice));
  });
  read_findings(history, read);
  return read;
}

/// The root of the first family at or after `first` that has left anything.
std::optional<CaseId> next_root(History& history, long long first) {
  history.first = first;
  if (!history.next_case.one() || !history.next.has_value()) return {};
  if (history.next.value > last_id)
    throw StoreDown("The register is damaged: an id is out of range.");
  return CaseId::from_stored(history.next.value).root();
}

/// The same one by one, so that a damaged family hides none of those around it.
std::vector<FamilyHistory> read_apart(Database& database, CaseId first, long long end) {
  auto& history = database.kept<History>();
  std::vector<FamilyHistory> read;
  for (std::optional root = first; root && root->stored() < end;) {
    const auto next = root->stored() + CaseId::family_size;
    try {
      std::ranges::move(read_families(database, root->stored(), next), std::back_inserter(read));
    } catch (const FamilyDamaged& damage) {
      auto& damaged = read.emplace_back();
      damaged.root = *root;
      damaged.damage = damage.what();
    }
    root = next_root(history, next);
  }
  return read;
}

Block read_block(Database& database, long long first) {
  Transaction snapshot{database, Transaction::Kind::snapshot};
  const auto root = next_root(database.kept<History>(), first);
  if (!root) return {};
  const auto end = root->stored() + families_at_once;
  try {
    return {.families = read_families(database, root->stored(), end), .end = end};
  } catch (const FamilyDamaged&) {
    return {.families = read_apart(database, *root, end), .end = end};
  }
}

}  // namespace

std::optional<FamilyHistory> SqlStore::history(CaseId root) {
  return connections_.run([&](Database& db) -> std::optional<FamilyHistory> {
    Transaction snapshot{db, Transaction::Kind::snapshot};
    const auto known = next_root(db.kept<History>(), root.stored());
    if (known != root) return {};
    return std::move(read_apart(db, root, root.stored() + CaseId::family_size).front());
  });
}

void SqlStore::each_family(CaseId after, const std::function<bool(FamilyHistory)>& visit) {
  for (auto first = after.root().stored() + CaseId::family_size;;) {
    auto block = connections_.run([&](Database& db) { return read_block(db, first); });
    if (block.families.empty()) return;
    for (auto& history : block.families)
      if (!visit(std::move(history))) return;
    first = block.end;
  }
}

}  // namespace duban::sql
