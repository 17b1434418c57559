#include "adapters/sql/register_fixture.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

#include <map>
#include <mutex>
#include <thread>

namespace duban::sql {

namespace {

const Instant noon = at("2025-04-15T04:00:00Z");
constexpr auto hour = std::chrono::hours{1};

/// A reminder and a notice per clock, and the clock has come to its end.
Settlement remind(std::span<const DueClock> due) {
  Settlement settlement;
  for (const auto& each : due) {
    auto clock = each.clock;
    clock.reminded_through = clock.raised_through = day("2025-04-15");
    clock.next_at.reset();
    settlement.clocks.push_back(clock);
    const auto key = to_text(clock.id) + "/" + std::to_string(clock.number);
    settlement.reminders.push_back({.id = clock.id,
                                    .kind = clock.kind,
                                    .number = clock.number,
                                    .generation = clock.generation,
                                    .rung = "-15d",
                                    .recipient = "unit:交通运输局:contact",
                                    .day = day("2025-04-15"),
                                    .merged = true,
                                    .notice = key});
    settlement.notices.push_back(some_notice(clock.id, key));
  }
  return settlement;
}

void open_with_clocks(Store& store, std::int64_t root, std::vector<Instant> wakes) {
  auto set = opening(CaseId{root});
  for (int number = 1; const auto wake : wakes)
    set.clocks.push_back(some_clock(CaseId{root}, wake, number++));
  REQUIRE(commit(store, set) == Applied::yes);
}

}  // namespace

TEST_CASE("The earliest rung of any clock wakes the scheduler", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  CHECK_FALSE(fresh.store.next_wake().has_value());
  open_with_clocks(fresh.store, 1, {noon + hour, noon});
  open_with_clocks(fresh.store, 2, {noon + 2 * hour});
  CHECK(fresh.store.next_wake() == noon);
  CHECK(fresh.store.settle_due(noon, 10, remind).clocks == 1);
  CHECK(fresh.store.next_wake() == noon + hour);
}

TEST_CASE("A family is given once, with all of its clocks that are due", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  open_with_clocks(fresh.store, 1, {noon, noon - hour, noon + hour});
  open_with_clocks(fresh.store, 2, {noon - 2 * hour});
  open_with_clocks(fresh.store, 3, {noon + hour});
  std::map<CaseId, std::size_t> given;
  const auto settle = [&](std::span<const DueClock> due) {
    const auto root = due.front().family.root().id;
    CHECK_FALSE(given.contains(root));
    given[root] = due.size();
    for (const auto& each : due) {
      CHECK(each.clock.id.root() == root);
      CHECK(each.family.find_clock(each.clock.id, "reply", each.clock.number)->next_at <= noon);
    }
    return remind(due);
  };
  CHECK(fresh.store.settle_due(noon, 10, settle).clocks == 3);
  CHECK(given == std::map<CaseId, std::size_t>{{CaseId{1}, 2}, {CaseId{2}, 1}});
  CHECK(fresh.store.settle_due(noon, 10, settle).clocks == 0);
}

TEST_CASE("A connection that breaks among claimed clocks ends the turn, not the program", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  if (fresh.database->dialect() == Dialect::sqlite) return;
  open_with_clocks(fresh.store, 1, {noon});
  int process = 0;
  fresh.database->session() << "SELECT pg_backend_pid()", soci::into(process);
  const auto other = fresh.connect();
  const auto cut_off = [&](std::span<const DueClock> due) {
    other->session() << "SELECT pg_terminate_backend(" << process << ")";
    // As the rules of a family are read while its clocks are claimed.
    CHECK_THROWS_AS(fresh.directory.edition("no such hash"), StoreDown);
    CHECK_THROWS_AS(fresh.directory.edition("no such hash"), StoreDown);
    return remind(due);
  };
  CHECK_THROWS_AS(fresh.store.settle_due(noon, 10, cut_off), StoreDown);
  CHECK(fresh.store.settle_due(noon, 10, remind).clocks == 1);
}

TEST_CASE("The earliest families come first, no more than asked for", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  open_with_clocks(fresh.store, 1, {noon});
  open_with_clocks(fresh.store, 2, {noon - 2 * hour});
  open_with_clocks(fresh.store, 3, {noon - hour});
  std::vector<CaseId> given;
  const auto settle = [&](std::span<const DueClock> due) {
    given.push_back(due.front().clock.id);
    return remind(due);
  };
  CHECK(fresh.store.settle_due(noon, 2, settle).clocks == 2);
  CHECK(given == std::vector{CaseId{2}, CaseId{3}});
  CHECK(fresh.store.settle_due(noon, 2, settle).clocks == 1);
}

TEST_CASE("What settling came to is written, and changes no version", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  open_with_clocks(fresh.store, 1, {noon});
  REQUIRE(fresh.store.settle_due(noon, 10, remind).clocks == 1);

  const auto family = fresh.store.load(CaseId{1}).value();
  CHECK(family.root().version == 1);
  CHECK(family.root().family_version == 1);
  CHECK(family.clocks[0].reminded_through == day("2025-04-15"));
  CHECK_FALSE(family.clocks[0].next_at.has_value());
  CHECK(family.clocks[0].due == day("2025-06-03"));
  const auto reminders = fresh.directory.reminders(CaseId{1});
  REQUIRE(reminders.size() == 1);
  CHECK(reminders[0].reminder.rung == "-15d");
  CHECK(reminders[0].reminder.recipient == "unit:交通运输局:contact");
  CHECK(reminders[0].reminder.day == day("2025-04-15"));
  CHECK(reminders[0].reminder.merged);
  CHECK(reminders[0].raised_at == noon);
  CHECK(fresh.directory.outbox("", 0, 10).size() == 1);
  CHECK(fresh.directory.reminders(CaseId{2}).empty());
}

TEST_CASE("A rung that comes round again is not raised again", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  open_with_clocks(fresh.store, 1, {noon});
  const auto forget = [](std::span<const DueClock> due) {
    auto settlement = remind(due);
    settlement.clocks.clear();
    return settlement;
  };
  CHECK(fresh.store.settle_due(noon, 10, forget).clocks == 1);
  CHECK(fresh.store.settle_due(noon + hour, 10, remind).clocks == 1);
  CHECK(fresh.directory.reminders(CaseId{1}).size() == 1);
  CHECK(fresh.directory.outbox("", 0, 10).size() == 1);
}

TEST_CASE("A family that lost its root waits, and keeps nobody else", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  auto set = opening(CaseId{1});
  set.cases.push_back({some_case(CaseId{1, 1}, 1), some_summary(), 0});
  set.events.push_back(some_event(CaseId{1, 1}, 1));
  set.clocks = {some_clock(CaseId{1, 1}, noon)};
  REQUIRE(commit(fresh.store, set) == Applied::yes);
  open_with_clocks(fresh.store, 2, {noon});
  fresh.database->session() << "DELETE FROM cases WHERE id = 1000";
  CHECK(fresh.store.settle_due(noon, 10, remind).clocks == 1);
  CHECK(fresh.store.settle_due(noon, 10, remind).clocks == 0);
  CHECK(fresh.store.next_wake() == noon + hour);
}

TEST_CASE("A clock that was moved starts afresh, whatever was settled before", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  open_with_clocks(fresh.store, 1, {noon});
  REQUIRE(fresh.store.settle_due(noon, 10, remind).clocks == 1);
  auto set = step(CaseId{1}, 1);
  auto clock = some_clock(CaseId{1}, noon);
  clock.reminded_through = clock.raised_through = day("2025-03-01");
  SECTION("the same date: what was settled stays settled") {
    set.clocks = {clock};
    REQUIRE(commit(fresh.store, set) == Applied::yes);
    CHECK(fresh.store.load(CaseId{1})->clocks[0].raised_through == day("2025-04-15"));
  }
  SECTION("another date") {
    ++clock.generation;
    set.clocks = {clock};
    REQUIRE(commit(fresh.store, set) == Applied::yes);
    CHECK(fresh.store.load(CaseId{1})->clocks[0].raised_through == day("2025-03-01"));
    CHECK(fresh.store.load(CaseId{1})->clocks[0].reminded_through == day("2025-03-01"));
  }
}

TEST_CASE("If settling fails, nothing is written and nothing stays claimed", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  open_with_clocks(fresh.store, 1, {noon});
  open_with_clocks(fresh.store, 2, {noon});
  const auto before = contents(*fresh.database);
  int calls = 0;
  CHECK_THROWS_AS(fresh.store.settle_due(noon, 10,
                                         [&](std::span<const DueClock> due) {
                                           if (++calls == 2) throw std::logic_error("a defect");
                                           return remind(due);
                                         }),
                  std::logic_error);
  CHECK(contents(*fresh.database) == before);
  CHECK(fresh.store.settle_due(noon, 10, remind).clocks == 2);
}

TEST_CASE("A damaged family is postponed by an hour and keeps nobody else", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  for (int root = 1; root <= 5; ++root) open_with_clocks(fresh.store, root, {noon});
  fresh.database->session() << "UPDATE cases SET facts = '{' WHERE id = 2000";
  const auto refuse_fourth = [](std::span<const DueClock> due) -> std::optional<Settlement> {
    if (due.front().clock.id == CaseId{4}) return {};
    return remind(due);
  };
  const auto settled = fresh.store.settle_due(noon, 10, refuse_fourth);
  CHECK(settled.clocks == 3);
  REQUIRE(settled.postponed.size() == 2);
  CHECK(settled.postponed[0].root == CaseId{2});
  CHECK(settled.postponed[0].why.find("case 2") != std::string::npos);
  CHECK(settled.postponed[1].root == CaseId{4});
  CHECK(fresh.directory.outbox("", 0, 10).size() == 3);

  CHECK(fresh.store.settle_due(noon, 10, remind).clocks == 0);
  fresh.database->session() << "UPDATE cases SET facts = '{}' WHERE id = 2000";
  CHECK(fresh.store.next_wake() == noon + hour);
  CHECK(fresh.store.settle_due(noon + hour, 10, remind).clocks == 2);
}

TEST_CASE("Two nodes that settle at once settle every clock exactly once", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  constexpr int families = 150;
  for (int root = 1; root <= families; ++root)
    open_with_clocks(fresh.store, root, {noon, noon - hour});

  std::mutex mutex;
  std::map<std::pair<CaseId, int>, int> settled;
  std::size_t counted = 0;
  {
    std::vector<std::jthread> nodes;
    for (int node = 0; node < 2; ++node)
      nodes.emplace_back([&] {
        const auto database = fresh.connect(std::chrono::seconds{30});
        SqlStore store{*database};
        const auto settle = [&](std::span<const DueClock> due) {
          const std::scoped_lock lock{mutex};
          for (const auto& each : due) ++settled[{each.clock.id, each.clock.number}];
          return remind(due);
        };
        while (const auto count = store.settle_due(noon, 7, settle).clocks) {
          const std::scoped_lock lock{mutex};
          counted += count;
        }
      });
  }
  CHECK(counted == 2 * families);
  CHECK(settled.size() == 2 * families);
  CHECK(std::ranges::all_of(settled, [](const auto& each) { return each.second == 1; }));
  CHECK(fresh.directory.outbox("", 0, 1000).size() == 2 * families);
}

TEST_CASE("Settling and commits on the same families lose nothing", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  constexpr int families = 40, steps = 5;
  for (int root = 1; root <= families; ++root) open_with_clocks(fresh.store, root, {noon});
  {
    std::jthread officer{[&] {
      const auto database = fresh.connect(std::chrono::seconds{30});
      SqlStore store{*database};
      for (int version = 1; version <= steps; ++version)
        for (int root = 1; root <= families; ++root) {
          auto set = step(CaseId{root}, version);
          set.clocks = {some_clock(CaseId{root}, noon)};  // read before it was settled
          if (commit(store, set) != Applied::yes) throw std::logic_error("nobody else commits");
        }
    }};
    while (fresh.store.settle_due(noon, 3, remind).clocks > 0) {
    }
  }
  while (fresh.store.settle_due(noon, 100, remind).clocks > 0) {
  }
  CHECK(fresh.directory.outbox("", 0, 1000).size() == families);
  for (int root = 1; root <= families; ++root) {
    const auto family = fresh.store.load(CaseId{root}).value();
    CHECK(family.root().version == steps + 1);
    CHECK(family.clocks[0].reminded_through == day("2025-04-15"));
  }
}

}  // namespace duban::sql
