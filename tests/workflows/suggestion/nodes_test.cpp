// Several schedulers on one register: threads of one process, and nodes beside each other.

#include "adapters/sql/listener.hpp"
#include "adapters/sql/register_fixture.hpp"
#include "adapters/sql/server_time.hpp"
#include "adapters/sql/wakes_fixture.hpp"
#include "engine/schedule/scheduler.hpp"
#include "first_congress.hpp"
#include "workflows/office.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

#include <optional>
#include <thread>

namespace duban::test {

namespace {

using namespace std::chrono_literals;
using sql::comes_true;
using sql::Dialect;

constexpr auto code = first_congress;
const Instant today = sql::at("2025-03-14T09:00:00+08:00");

/// A register with one congress, as the first node made it.
struct Place {
  explicit Place(Dialect dialect) : fresh{dialect} { make_first_congress(fresh.directory, "甲局"); }

  /// Another calendar edition, which differs in its name only.
  std::string adopt_calendar() {
    const auto now = fresh.directory.congresses().front().calendar;
    const auto days = load_calendar(DUBAN_SOURCE_DIR "/config/calendars", "cn").value();
    const auto other = Rulebook::edition_of(Calendar::from_days("other", days.days()).value());
    fresh.directory.keep(other);
    REQUIRE(fresh.directory.adopt_calendar(code, now, other.hash).has_value());
    return other.hash;
  }

  /// Whose connections can be told from those of other tests: by the name of the schema.
  [[nodiscard]] std::string url_of_nodes() const {
    const auto& url = fresh.place.url;
    if (url.starts_with("sqlite:")) return url;
    return url + "&application_name=" + url.substr(url.rfind("%3D") + 3);
  }

  sql::FreshRegister fresh;
};

/// A connection with a register of its own; those that share signals are of one process.
struct Node {
  Node(const Place& place, Signals& signals)
      : database{sql::Database::open(place.url_of_nodes(), {patience}).value()},
        store{*database},
        directory{*database},
        cases{store, directory, catalogue, time, &signals} {}

  CaseId with_a_clock_due() {
    const auto fire = [&](CaseId id, const char* event, const char* data) {
      Command command;
      command.id = id;
      command.event = event;
      command.data = boost::json::parse(data);
      command.actor = anybody();
      command.occurred_on = sql::day("2025-03-03");
      command.workflow = "suggestion";
      command.congress = code;
      const auto done = id == CaseId{} ? cases.open(command) : cases.fire(command);
      if (!done) FAIL(event << ": " << done.error().subject << " " << done.error().detail);
      return done->id;
    };
    const auto id = fire({}, "submit",
                         R"({"title":"关于道路的建议","text":"路面破损严重，请予改造。",
                             "lead_deputy":"张代表","session":"17-3"})");
    fire(id, "register", "{}");
    // The days in which the unit may object are over already: it has accepted.
    fire(id, "assign", R"({"mode":"sole","units":[{"unit":"甲局","role":"sole"}]})");
    return id;
  }

  [[nodiscard]] std::string state(CaseId id) {
    return store.load(id).value().find(part(id, 1))->state;
  }
  [[nodiscard]] bool becomes(CaseId id, const std::string& wanted) {
    return comes_true([&] { return state(id) == wanted; });
  }

  static constexpr std::chrono::milliseconds patience{60'000};
  std::unique_ptr<sql::Database> database;
  sql::SqlStore store;
  sql::SqlDirectory directory;
  Catalogue catalogue{all_workflows()};
  FixedTime time{today};
  Register cases;
};

/// A node whose scheduler runs, and would sleep for an hour if nobody woke it.
class Runner {
 public:
  Runner(const Place& place, Signals& signals)
      : node_{place, signals}, thread_{[this, &signals](const std::stop_token& stop) {
          run_scheduler(node_.cases,
                        {.signals = signals,
                         .stop = stop,
                         .each = [this](Instant, const Fired& fired) { events_ += fired.events; },
                         .longest_sleep = 1h});
        }} {}

  /// Waits for the end of its turn.
  void stop() {
    thread_.request_stop();
    thread_.join();
  }
  [[nodiscard]] std::size_t events() const { return events_; }

 private:
  Node node_;
  std::atomic<std::size_t> events_{0};
  std::jthread thread_;
};

/// A process on another machine: it hears nothing but what the database says.
struct OtherNode {
  explicit OtherNode(const Place& place)
      : listener{place.url_of_nodes(), signals}, runner{place, signals} {}
  Signals signals;
  sql::Listener listener;
  Runner runner;
};

}  // namespace

TEST_CASE("A commit wakes the scheduler of its own process", "[sql]") {
  const Place place{EACH_DATABASE};
  Signals signals;
  Node node{place, signals};
  Runner runner{place, signals};
  for (int turn = 0; turn < 3; ++turn) CHECK(node.becomes(node.with_a_clock_due(), "handling"));
  runner.stop();
}

TEST_CASE("A commit wakes the schedulers of other nodes", "[sql]") {
  if (sql::dialects().size() == 1) return;
  const Place place{Dialect::postgresql};
  Signals unheard;
  Node node{place, unheard};
  OtherNode other{place};
  REQUIRE(comes_true([&] { return other.signals.misses() == 1; }));
  for (int turn = 0; turn < 3; ++turn) CHECK(node.becomes(node.with_a_clock_due(), "handling"));
}

TEST_CASE("Four schedulers settle what is due once", "[sql]") {
  const Place place{EACH_DATABASE};
  Signals signals, unheard;
  Node node{place, unheard};
  std::vector<CaseId> cases;
  for (int count = 0; count < 40; ++count) cases.push_back(node.with_a_clock_due());
  {
    std::list<Runner> runners;
    for (int count = 0; count < 4; ++count) runners.emplace_back(place, signals);
    for (const auto id : cases) CHECK(node.becomes(id, "handling"));
    for (auto& runner : runners) runner.stop();
  }
  for (const auto id : cases) {
    const auto events = node.store.events(part(id, 1), 0, 100);
    CHECK(std::ranges::count(events, "handling", &EventRecord::to_state) == 1);
  }
}

TEST_CASE("A scheduler goes on when its connections were cut", "[sql]") {
  if (sql::dialects().size() == 1) return;
  const Place place{Dialect::postgresql};
  Signals unheard;
  Node node{place, unheard};
  OtherNode other{place};
  CHECK(node.becomes(node.with_a_clock_due(), "handling"));
  REQUIRE(comes_true([&] { return other.signals.misses() == 1; }));
  // As a server does that restarts.
  node.database->session() << "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                              " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                              " AND application_name = current_schema()";
  CHECK(node.becomes(node.with_a_clock_due(), "handling"));
  CHECK(comes_true([&] { return other.signals.misses() == 2; }));
  CHECK(node.becomes(node.with_a_clock_due(), "handling"));
}

TEST_CASE("A scheduler that sleeps stops when it is told to", "[sql]") {
  const Place place{EACH_DATABASE};
  Signals signals;
  Runner idle{place, signals};
  idle.stop();
  Runner{place, signals};
  CHECK(idle.events() == 0);
}

TEST_CASE("Another calendar is decided by soon, also without a signal", "[sql]") {
  Place place{EACH_DATABASE};
  Signals unheard;
  Node node{place, unheard};
  const auto calendar = [&] {
    return node.cases.rulebook().of_congress(code).value().calendar_edition;
  };
  const auto before = calendar();
  const auto after = place.adopt_calendar();
  CHECK(calendar() == before);  // nobody is asked for each decision
  node.time.move_to(today + Rulebook::longest_held + 1s);
  CHECK(calendar() == after);
  CHECK(Rulebook::longest_held < 1min);
}

TEST_CASE("Another calendar is decided by at once where the signal is heard", "[sql]") {
  Place place{EACH_DATABASE};
  Signals signals;
  Node node{place, signals};
  const auto calendar = [&] {
    return node.cases.rulebook().of_congress(code).value().calendar_edition;
  };
  std::optional<sql::Listener> listener;
  if (place.fresh.database->dialect() == Dialect::postgresql) {
    listener.emplace(place.fresh.place.url, signals);
    REQUIRE(comes_true([&] { return signals.misses() == 1; }));
  }
  static_cast<void>(calendar());
  const auto after = place.adopt_calendar();
  if (!listener) signals.change_rules();
  CHECK(comes_true([&] { return calendar() == after; }));
}

}  // namespace duban::test
