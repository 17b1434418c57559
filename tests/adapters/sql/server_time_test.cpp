#include "adapters/sql/server_time.hpp"

#include "adapters/sql/register_fixture.hpp"
#include "engine/register/store.hpp"

#include <catch2/catch.hpp>

#include <deque>

namespace duban::sql {

namespace {

using namespace std::chrono_literals;

const Instant noon = at("2025-04-15T04:00:00Z");

/// A machine and a server whose clocks the test plays.  Asking takes a way there and a way back.
struct Played {
  MachineClocks::Steady steady{1000h};
  Instant wall = noon;
  Instant server = noon;
  std::deque<std::pair<std::chrono::milliseconds, std::chrono::milliseconds>> ways;
  bool is_down = false;
  int asked = 0;
  Signals signals;

  void pass(std::chrono::microseconds time) {
    steady += time;
    wall += time;
    server += time;
  }

  Instant ask() {
    ++asked;
    if (is_down) throw StoreDown("down");
    auto way = std::pair{1ms, 1ms};
    if (!ways.empty()) {
      way = ways.front();
      ways.pop_front();
    }
    pass(way.first);
    const auto answer = server;
    pass(way.second);
    return answer;
  }

  ServerTime time() {
    return ServerTime{[this] { return ask(); },
                      signals,
                      {.steady = [this] { return steady; }, .wall = [this] { return wall; }}};
  }
};

}  // namespace

TEST_CASE("The database's time counts, wherever the machine's clock stands") {
  Played played;
  played.wall += GENERATE(1h, -1h, 0h);
  auto time = played.time();
  CHECK(time.now() == played.server);
  CHECK(time.offset() == played.wall - played.server);
  CHECK(keeps_time(time) == (played.wall - played.server == 0s));
  played.pass(10s);
  CHECK(time.now() == played.server);
}

TEST_CASE("Of several measurements the one with the shortest round trip counts") {
  Played played;
  played.ways = {{900ms, 1ms}, {5ms, 3ms}, {1ms, 700ms}, {90ms, 90ms}, {400ms, 1ms}};
  auto time = played.time();
  // Half of a round trip of 8 ms was taken for the way back, which took 3.
  CHECK(time.now() == played.server + 1ms);
}

TEST_CASE("A wall clock that jumps moves no time, and is told of") {
  Played played;
  auto time = played.time();
  const auto before = played.asked;
  played.wall += GENERATE(1h, -1h);
  CHECK(time.now() == played.server);
  CHECK_FALSE(keeps_time(time));
  CHECK(played.asked > before);
}

TEST_CASE("A machine that slept asks again at once") {
  Played played;
  auto time = played.time();
  played.wall += 8h;  // the steady clock stood still
  played.server += 8h;
  CHECK(time.now() == played.server);
  CHECK(keeps_time(time));
}

TEST_CASE("Time is measured again when it is old, and not before") {
  Played played;
  auto time = played.time();
  const auto first = played.asked;
  played.pass(29s);
  static_cast<void>(time.now());
  CHECK(played.asked == first);
  played.server += 500ms;  // two clocks never go alike
  played.pass(2s);
  CHECK(time.now() == played.server);
  CHECK(played.asked > first);
}

TEST_CASE("After a failover the clock of the other server counts, but time never runs backwards") {
  Played played;
  auto time = played.time();
  const auto before = time.now();
  played.server -= 3s;
  played.signals.miss();
  CHECK(time.now() >= before);
  const auto stands = time.now();
  played.pass(1s);
  CHECK(time.now() == stands);
  played.pass(3s);
  CHECK(time.now() == played.server);
}

TEST_CASE("While the database cannot be asked time goes on, and it is asked again later") {
  Played played;
  auto time = played.time();
  played.is_down = true;
  played.pass(31s);
  CHECK(time.now() == played.server);
  const auto asked = played.asked;
  played.pass(1s);
  CHECK(time.now() == played.server);
  CHECK(played.asked == asked);
  played.is_down = false;
  played.server += 700ms;
  played.pass(5s);
  CHECK(time.now() == played.server);
}

TEST_CASE("A register cannot run on a time that was never known") {
  Played played;
  played.is_down = true;
  CHECK_THROWS_AS(played.time(), StoreDown);
}

TEST_CASE("A real server tells the time of its own clock", "[sql]") {
  const FreshPlace place{EACH_DATABASE};
  const Signals signals;
  // Server and tests share a machine.
  const auto time = time_of_place(place.url, signals);
  const auto before = SystemTime{}.now();
  CHECK(time->now() > before - 1s);
  CHECK(time->now() <= SystemTime{}.now() + 1s);
  CHECK(keeps_time(*time));
}

}  // namespace duban::sql
