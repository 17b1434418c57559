#include "adapters/sql/listener.hpp"

#include "adapters/sql/register_fixture.hpp"
#include "adapters/sql/wakes_fixture.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

namespace duban::sql {

namespace {

/// A register on PostgreSQL and a node that listens; nothing where there is no server.
struct Heard {
  FreshRegister fresh{Dialect::postgresql};
  Signals signals;
  Wakes wakes{signals};
  /// It is told from other connections by its name.
  Listener listener{fresh.place.url + "&application_name=" + schema(), signals};

  Heard() { REQUIRE(wakes.more_than(0)); }

  std::string schema() {
    std::string name;
    fresh.database->session() << "SELECT CAST(current_schema() AS text)", soci::into(name);
    return name;
  }
};

bool is_without_server() {
  return dialects().size() == 1;
}

/// Whether other nodes hear nothing of what was done since they had heard `before` signals.  What
/// is told later is heard later, so that a signal of our own stands for the end of silence.
bool is_silent_since(int before, Heard& node) {
  tell_rules(*node.fresh.database);
  return node.wakes.more_than(before) && node.wakes.count() == before + 1;
}

Congress a_congress() {
  return {.code = "410500",
          .name = "安阳市人民代表大会",
          .level = "city",
          .parent = "",
          .regulation = "r1",
          .calendar = "c1"};
}

}  // namespace

TEST_CASE("A commit wakes other nodes when a clock falls due before they look", "[sql]") {
  if (is_without_server()) return;
  Heard node;
  // some_event is recorded at 01:02:03.456789.
  const auto recorded = some_event(CaseId{1}, 1).recorded_at;
  auto set = opening(CaseId{1});
  set.clocks = {some_clock(CaseId{1}, recorded + std::chrono::hours{1}),
                some_clock(CaseId{1}, {}, 2)};
  const auto before = node.wakes.count();
  REQUIRE(commit(node.fresh.store, set) == Applied::yes);
  CHECK(is_silent_since(before, node));
  auto soon = step(CaseId{1}, 1);
  soon.clocks = {some_clock(CaseId{1}, recorded + std::chrono::milliseconds{500}, 3)};
  const auto count = node.wakes.count();
  REQUIRE(commit(node.fresh.store, soon) == Applied::yes);
  CHECK(node.wakes.more_than(count));
}

TEST_CASE("A change set that is refused wakes nobody", "[sql]") {
  if (is_without_server()) return;
  Heard node;
  auto stale = step(CaseId{1}, 7);
  stale.clocks = {some_clock(CaseId{1}, Instant{})};
  const auto before = node.wakes.count();
  REQUIRE(commit(node.fresh.store, stale) == Applied::stale);
  CHECK(is_silent_since(before, node));
}

TEST_CASE("Every node hears that a congress has another calendar or profile", "[sql]") {
  if (is_without_server()) return;
  Heard node;
  auto& directory = node.fresh.directory;
  auto congress = a_congress();
  REQUIRE(directory.put(congress, true).has_value());
  const auto before = node.signals.rule_changes();
  SECTION("calendar") {
    REQUIRE(directory.adopt_calendar("410500", "c1", "c2").has_value());
  }
  SECTION("profile") {
    congress.regulation = "r2";
    REQUIRE(directory.put(congress, false).has_value());
  }
  SECTION("the day of a session") {
    Session session{"410500", "17-3", "三次会议", day("2025-01-08"), day("2025-01-12")};
    REQUIRE(directory.put(session, true).has_value());
  }
  CHECK(comes_true([&] { return node.signals.rule_changes() > before; }));
}

TEST_CASE("A node hears nothing of a register beside its own", "[sql]") {
  if (is_without_server()) return;
  Heard node;
  FreshRegister other{Dialect::postgresql};
  const auto before = node.wakes.count();
  tell_rules(*other.database);
  CHECK(is_silent_since(before, node));
}

TEST_CASE("A listener that lost its connection listens again and signals everything", "[sql]") {
  if (is_without_server()) return;
  Heard node;
  node.fresh.database->session() << "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                                    " WHERE application_name = current_schema()";
  CHECK(comes_true([&] { return node.signals.misses() == 2; }));
  const auto before = node.signals.rule_changes();
  tell_rules(*node.fresh.database);
  CHECK(comes_true([&] { return node.signals.rule_changes() > before; }));
}

TEST_CASE("A listener that reaches no server ends when it is told to") {
  Signals signals;
  {
    // Nobody answers there, and nobody refuses.
    const Listener listener{"postgresql://u@192.0.2.1/x", signals};
    const Listener refused{"postgresql://u@127.0.0.1:1/x", signals};
  }
  CHECK(signals.misses() == 0);
}

}  // namespace duban::sql
