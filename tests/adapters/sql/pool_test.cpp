#include "adapters/sql/pool.hpp"

#include "adapters/sql/register_fixture.hpp"
#include "engine/register/store.hpp"

#include <catch2/catch.hpp>

#include <mutex>
#include <string>
#include <thread>

namespace duban::sql {

TEST_CASE("Connections are lent first come, first served", "[sql]") {
  using namespace std::chrono_literals;
  FreshRegister fresh{EACH_DATABASE};
  Pool pool{fresh.connect(30s), 1};
  std::mutex mutex;
  std::string order;
  const auto note = [&](char who) {
    const std::scoped_lock lock{mutex};
    order += who;
  };
  std::vector<std::jthread> threads;
  pool.run([&](Database&) {
    for (const char who : {'a', 'b', 'c'}) {
      threads.emplace_back([&, who] { pool.run([&](Database&) { note(who); }); });
      while (pool.waiting() < threads.size()) std::this_thread::yield();
    }
  });
  // Whoever has just had it comes last, however quick.
  pool.run([&](Database&) { note('d'); });
  threads.clear();
  CHECK(order == "abcd");
}

TEST_CASE("Whoever has waited too long for a connection waits no more", "[sql]") {
  using namespace std::chrono_literals;
  FreshRegister fresh{EACH_DATABASE};
  Pool pool{fresh.connect(20ms), 1};
  pool.run([&](Database&) {
    CHECK_THROWS_AS(pool.run([](Database&) {}), StoreBusy);
    CHECK(pool.waiting() == 0);
  });
  int lent = 0;
  pool.run([&](Database&) { ++lent; });
  CHECK(lent == 1);
}

}  // namespace duban::sql
