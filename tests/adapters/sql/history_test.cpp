#include "adapters/sql/register_fixture.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

#include <array>
#include <atomic>
#include <set>
#include <thread>

namespace duban::sql {

TEST_CASE("Events are read by seq, a page at a time", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  REQUIRE(commit(fresh.store, opening(CaseId{1})) == Applied::yes);
  for (int version = 1; version < 12; ++version)
    REQUIRE(commit(fresh.store, step(CaseId{1}, version)) == Applied::yes);
  const auto page = fresh.store.events(CaseId{1}, 8, 3);
  REQUIRE(page.size() == 3);
  CHECK(page.front().seq == 9);
  CHECK(page.back().seq == 11);
}

TEST_CASE("Every family is visited by id with all its events", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  for (const std::int64_t root : {5000, 3, 1, 1002, 1001}) {
    auto set = opening(CaseId{root});
    set.cases.push_back({some_case(CaseId{root, 1}, 1), some_summary(), 0});
    set.events.push_back(some_event(CaseId{root, 1}, 1));
    set.clocks = {some_clock(CaseId{root, 1}, {})};
    REQUIRE(commit(fresh.store, set) == Applied::yes);
    REQUIRE(commit(fresh.store, step(CaseId{root}, 1)) == Applied::yes);
  }
  std::vector<CaseId> visited;
  const auto visit = [&](const FamilyHistory& history) {
    const auto& family = history.family;
    const auto& events = history.events;
    CHECK(history.summaries.size() == 2);
    visited.push_back(family.root().id);
    CHECK(family.cases.size() == 2);
    CHECK(family.clocks.size() == 1);
    REQUIRE(events.size() == 3);
    CHECK(events[0].seq == 1);
    CHECK(events[1].seq == 2);
    CHECK(events[1].id == family.root().id);
    CHECK(events[2].id == family.cases[1].id);
    return family.root().id != CaseId{1002};
  };
  fresh.store.each_family(CaseId{}, visit);
  CHECK(visited == std::vector{CaseId{1}, CaseId{3}, CaseId{1001}, CaseId{1002}});
  visited.clear();
  fresh.store.each_family(CaseId{1002}, visit);
  CHECK(visited == std::vector{CaseId{5000}});
}

TEST_CASE("A damaged family is visited as such, and hides none of those around it", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  for (const std::int64_t root : {1, 2, 3, 2500, 2501})
    REQUIRE(commit(fresh.store, opening(CaseId{root})) == Applied::yes);
  auto& session = fresh.database->session();
  session << "UPDATE cases SET facts = '[' WHERE id = 2000";
  session << "DELETE FROM cases WHERE id = 2500000";
  std::vector<CaseId> sound, damaged;
  fresh.store.each_family(CaseId{}, [&](const FamilyHistory& history) {
    (history.damage.empty() ? sound : damaged).push_back(history.root);
    return true;
  });
  CHECK(sound == std::vector{CaseId{1}, CaseId{3}, CaseId{2501}});
  CHECK(damaged == std::vector{CaseId{2}, CaseId{2500}});
}

TEST_CASE("Root ids begin with 1 and are never given twice", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  CHECK(fresh.store.reserve_root() == CaseId{1});

  constexpr std::size_t threads = 4, each = 300;
  std::vector<std::vector<CaseId>> given(threads);
  {
    std::vector<std::jthread> workers;
    for (auto& ids : given)
      workers.emplace_back([&] {
        const auto database = fresh.connect(std::chrono::seconds{30});
        SqlStore store{*database};
        while (ids.size() < each) ids.push_back(store.reserve_root());
      });
  }
  std::set<CaseId> all{CaseId{1}};
  for (const auto& ids : given) all.insert(ids.begin(), ids.end());
  CHECK(all.size() == 1 + threads * each);
}

TEST_CASE("A number that two nodes take at once is given to one", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  constexpr int rounds = 40;
  std::array<std::atomic<int>, rounds> winners{};
  {
    std::vector<std::jthread> nodes;
    for (int node = 0; node < 2; ++node)
      nodes.emplace_back([&, node] {
        const auto database = fresh.connect(std::chrono::seconds{30});
        SqlStore store{*database};
        for (int round = 0; round < rounds; ++round) {
          auto set = opening(CaseId{1 + round * 2 + node}, std::to_string(round));
          set.serials = {{"17-3", round + 1}};
          if (commit(store, set) == Applied::yes) ++winners.at(static_cast<std::size_t>(round));
        }
      });
  }
  for (int round = 0; const auto& count : winners) {
    CAPTURE(round++);
    CHECK(count <= 1);
  }
  CHECK(winners[0] == 1);
}

}  // namespace duban::sql
