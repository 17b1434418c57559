// The feed without sockets: a client that takes nothing, and what cannot be read.

#include "adapters/http/feed.hpp"

#include "adapters/http/served_fixture.hpp"
#include "adapters/sql/wakes_fixture.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

#include <algorithm>

namespace duban::http {

namespace {

using sql::comes_true;

/// A register whose one user sees every congress.
struct Office : ServedRegister {
  explicit Office(sql::Dialect dialect) : ServedRegister{dialect} {
    add_user({"officer", "", {"officer"}, "", ""}, "春江花月夜2025年");
  }

  [[nodiscard]] std::shared_ptr<Flow> listen(const std::string& last_id = "") {
    const Browser browser{*this, "officer"};
    Caller caller{.entered = {}, .secret = browser.cookie().substr(6)};
    caller.entered.user = directory.user("officer").value();
    auto flow = feed.open(caller, "192.0.2.1", last_id).value();
    flow->begin([] {});
    return flow;
  }
};

int changes_in(const std::string& text) {
  int count = 0;
  for (auto at = text.find("event: case"); at != text.npos; at = text.find("event: case", at + 1))
    ++count;
  return count;
}

void commit_steps(Store& store, CaseId root, int count) {
  REQUIRE(sql::commit(store, sql::opening(root)) == Applied::yes);
  for (int version = 1; version < count; ++version)
    REQUIRE(sql::commit(store, sql::step(root, version)) == Applied::yes);
}

}  // namespace

TEST_CASE("A client that takes slowly keeps little waiting, and misses nothing", "[http][sql]") {
  Office office{EACH_DATABASE};
  const auto slow = office.listen(), quick = office.listen();
  constexpr int all = 1200;
  commit_steps(office.store, CaseId{1}, all);
  int told = 0;
  CHECK(comes_true([&] { return (told += changes_in(quick->take().value())) >= all; }));
  CHECK(told == all);

  std::string text = slow->take().value();  // where it stands, and perhaps the first that came
  std::size_t most = text.size();
  CHECK(comes_true([&] {
    const auto more = slow->take().value();
    most = std::max(most, more.size());
    text += more;
    return changes_in(text) >= all;
  }));
  CHECK(changes_in(text) == all);
  CHECK(most < std::size_t{100} * 1024);
  std::size_t at = 0;
  for (int version = 1; version <= all; ++version) {
    at = text.find("\"version\":" + std::to_string(version) + ",", at);
    REQUIRE(at != text.npos);
  }
}

TEST_CASE("Who has missed too much is told to read again", "[http][sqlite]") {
  Office office{sql::Dialect::sqlite};
  const auto opening = office.listen()->take().value();
  const auto start = opening.find("id: ") + 4;
  const auto last_id = opening.substr(start, opening.find('\n', start) - start);
  auto set = sql::opening(CaseId{1});
  for (int seq = 2; seq <= 10'000; ++seq) set.events.push_back(sql::some_event(CaseId{1}, seq));
  REQUIRE(sql::commit(office.store, set) == Applied::yes);
  CHECK(office.listen(last_id)->take().value().find("event: reset") != std::string::npos);
}

TEST_CASE("A family that cannot be read hides none of the others", "[http][sql]") {
  Office office{EACH_DATABASE};
  const auto listening = office.listen();
  const auto database = office.connect();
  REQUIRE(sql::commit(office.store, sql::opening(CaseId{1})) == Applied::yes);
  CHECK(comes_true([&] { return changes_in(listening->take().value()) == 1; }));
  database->session() << "UPDATE cases SET facts = 'no facts' WHERE id = 1000";
  auto set = sql::change_set(CaseId{1}, 1);
  set.cases = {{sql::some_case(CaseId{1, 1}), sql::some_summary(), 0}};
  set.events = {sql::some_event(CaseId{1, 1}, 1)};
  REQUIRE(sql::commit(office.store, set) == Applied::yes);
  REQUIRE(sql::commit(office.store, sql::opening(CaseId{2})) == Applied::yes);
  std::string told;
  CHECK(comes_true([&] {
    told += listening->take().value();
    return changes_in(told) == 1;
  }));
  CHECK(told.find("\"id\":\"2\"") != std::string::npos);
}

}  // namespace duban::http
