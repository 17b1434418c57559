#include "adapters/sql/lanes.hpp"
#include "adapters/sql/numbered_page.hpp"
#include "adapters/sql/sql_directory.hpp"

#include <algorithm>
#include <tuple>

namespace duban::sql {

namespace {

/// Reads the running clocks of one congress: those with a due date, or those without.
void add_running_clocks(Database& db,
                        const std::string& condition,
                        Lane values,
                        int limit,
                        std::vector<ClockRow>& clocks) {
  row::Clock clock;
  std::string number, title, unit;
  Query query{db,
              "SELECT " + columns<row::Clock>("k.") + ", c.number, c.title, c.unit FROM clocks k" +
                  joined_case(db.dialect()) +
                  " WHERE k.ended_on IS NULL AND k.congress = :congress AND " + condition +
                  " ORDER BY k.due, k.case_id, k.kind, k.number LIMIT :limit",
              values,
              soci::use(limit, "limit"),
              taken(clock),
              soci::into(number),
              soci::into(title),
              soci::into(unit)};
  query.each([&] { clocks.push_back({value_of(clock), number, title, unit}); });
}

/// The same of every congress in `all`, the first `limit` by due date.
std::vector<ClockRow> running_clocks_of(Database& db,
                                        const std::vector<Lane>& all,
                                        const std::string& condition,
                                        int limit) {
  std::vector<ClockRow> clocks;
  for (const auto& lane : all) add_running_clocks(db, condition, lane, limit, clocks);
  if (all.size() > 1)
    std::ranges::sort(clocks, {}, [](const ClockRow& row) {
      const auto& clock = row.clock;
      return std::tie(clock.due, clock.id, clock.kind, clock.number);
    });
  if (static_cast<int>(clocks.size()) > limit) clocks.resize(static_cast<std::size_t>(limit));
  return clocks;
}

std::vector<Lane> congresses_with_clocks(Database& db, std::string_view congress) {
  Lane given;
  if (!congress.empty()) given.push_back({"congress", std::string{congress}});
  return lanes(db, "clocks WHERE ended_on IS NULL", {"congress"}, given);
}

}  // namespace

std::vector<ClockRow> SqlDirectory::running_clocks(std::string_view congress,
                                                   std::optional<Date> due_through,
                                                   int limit) {
  return connections_.run([&](Database& db) {
    auto all = congresses_with_clocks(db, congress);
    if (due_through) {
      for (auto& lane : all) lane.push_back({"due", to_text(*due_through)});
      return running_clocks_of(db, all, "k.due <= :due", limit);
    }
    auto clocks = running_clocks_of(db, all, "k.due IS NOT NULL", limit);
    if (const int rest = limit - static_cast<int>(clocks.size()); rest > 0)
      std::ranges::move(running_clocks_of(db, all, "k.due IS NULL", rest),
                        std::back_inserter(clocks));
    return clocks;
  });
}

std::vector<CaseId> SqlDirectory::running_families(std::string_view congress,
                                                   CaseId after,
                                                   int limit) {
  return connections_.run([&](Database& db) {
    const std::string code{congress};
    const long long from = after.root().stored() + CaseId::family_size;
    long long id = 0;
    Query query{db,
                "SELECT case_id FROM clocks"
                " WHERE ended_on IS NULL AND case_id >= :from AND congress = :congress"
                " ORDER BY case_id LIMIT :limit",
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
  return connections_.run([&](Database& db) {
    row::Reminder row;
    const long long first = root.root().stored(), end = first + CaseId::family_size;
    Query query{db,
                "SELECT " + columns<row::Reminder>() +
                    " FROM reminders WHERE case_id >= :first AND case_id < :end"
                    " ORDER BY raised_at, case_id, kind, number, generation, day, rung, recipient",
                soci::use(first, "first"), soci::use(end, "end"), taken(row)};
    std::vector<ReminderRow> rows;
    query.each([&] { rows.push_back(value_of(row)); });
    return rows;
  });
}

namespace {

std::vector<NoticeRow> notices_on(NumberedPage page, long long from, int limit, Database& db) {
  long long id = 0;
  row::Notice row;
  Query query{db,
              "SELECT id, " + columns<row::Notice>() + " FROM outbox" + page.text,
              soci::use(from, "from"),
              page.values,
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
}

}  // namespace

std::vector<NoticeRow> SqlDirectory::outbox(std::string_view congress,
                                            std::int64_t after,
                                            int limit) {
  return connections_.run([&](Database& db) {
    return notices_on({"id", congress, NumberedPage::Way::forwards}, after, limit, db);
  });
}

std::vector<NoticeRow> SqlDirectory::newest_notices(std::string_view congress,
                                                    std::int64_t before,
                                                    int limit) {
  return connections_.run([&](Database& db) {
    return notices_on({"id", congress, NumberedPage::Way::backwards}, before, limit, db);
  });
}

std::optional<Instant> SqlDirectory::oldest_pending_notice() {
  return connections_.run([](Database& db) -> std::optional<Instant> {
    Nullable<long long> created_at;
    Query query{db, "SELECT min(created_at) FROM outbox WHERE status = 'pending'",
                soci::into(created_at.value, created_at.presence)};
    if (!query.one() || !created_at.has_value()) return {};
    return instant_of(created_at.value);
  });
}

}  // namespace duban::sql
