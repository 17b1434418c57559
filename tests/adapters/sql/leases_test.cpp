// What a node has claimed is its own only as long as it answers.

#include "adapters/sql/register_fixture.hpp"
#include "adapters/sql/server.hpp"
#include "adapters/sql/wakes_fixture.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

#include <future>

namespace duban::sql {

namespace {

const Instant noon = at("2025-04-15T04:00:00Z");

Settlement remind(std::span<const DueClock> due, const std::string& who) {
  Settlement settlement;
  for (const auto& each : due) {
    auto clock = each.clock;
    clock.next_at.reset();
    settlement.clocks.push_back(clock);
    settlement.notices.push_back(some_notice(clock.id, who));
  }
  return settlement;
}

std::string said_of(const std::string& url) {
  try {
    static_cast<void>(connect_to_server(url));
  } catch (const StoreDown& down) {
    return down.what();
  }
  return "";
}

std::string setting(soci::session& session, const std::string& name) {
  std::string value;
  session << "SELECT current_setting('" + name + "')", soci::into(value);
  return value;
}

}  // namespace

TEST_CASE("A claim that stands still is taken over, and its late write changes nothing", "[sql]") {
  if (dialects().size() == 1) return;
  FreshRegister fresh{Dialect::postgresql};
  auto set = opening(CaseId{1});
  set.clocks = {some_clock(CaseId{1}, noon)};
  REQUIRE(commit(fresh.store, set) == Applied::yes);

  const auto frozen =
      Database::open(fresh.place.url + "%20-cidle_in_transaction_session_timeout%3D200").value();
  SqlStore frozen_store{*frozen};
  std::promise<void> claimed, taken_over;
  std::string end;
  std::thread node{[&] {
    try {
      frozen_store.settle_due(noon, 10, [&](std::span<const DueClock> due) {
        claimed.set_value();
        taken_over.get_future().wait();
        return remind(due, "frozen");
      });
    } catch (const StoreDown& down) {
      end = down.what();
    }
  }};
  claimed.get_future().wait();
  const auto settle = [](std::span<const DueClock> due) { return remind(due, "other"); };
  CHECK(fresh.store.settle_due(noon, 10, settle).clocks == 0);
  CHECK(comes_true([&] { return fresh.store.settle_due(noon, 10, settle).clocks == 1; }));
  const auto before = contents(*fresh.database);
  taken_over.set_value();
  node.join();
  CHECK_FALSE(end.empty());
  CHECK(contents(*fresh.database) == before);
  CHECK(fresh.directory.outbox("", 0, 10).front().notice.key == "other");
  CHECK(frozen_store.next_wake() == std::nullopt);  // it has connected again
}

TEST_CASE("Both sides let go of each other, unless the URL says when", "[sql]") {
  if (dialects().size() == 1) return;
  const FreshPlace place{Dialect::postgresql};
  const auto usual = connect_to_server(place.url);
  CHECK(setting(*usual, "idle_in_transaction_session_timeout") == "10s");
  CHECK(setting(*usual, "search_path").starts_with("duban_"));
  const auto other = connect_to_server(place.url + "%20-cidle_in_transaction_session_timeout%3D3s");
  CHECK(setting(*other, "idle_in_transaction_session_timeout") == "3s");

  const std::string two = "postgresql://u:secret@a,b/x?connect_timeout=3";
  const auto text = completed(two);
  CHECK(text.starts_with(two + "&"));
  CHECK(text.find("connect_timeout=10") == text.npos);
  CHECK(text.find("&tcp_user_timeout=10000") != text.npos);
  CHECK(text.find("&target_session_attrs=read%2Dwrite") != text.npos);
  CHECK(completed("postgresql://a/x").find("target_session_attrs") == std::string::npos);
  CHECK(completed(two + "&target_session_attrs=any").find("read%2Dwrite") == std::string::npos);
}

TEST_CASE("What a URL says of TLS reaches the connection", "[sql]") {
  if (dialects().size() == 1) return;
  const FreshPlace place{Dialect::postgresql};
  // A server without TLS is refused, one with it cannot be verified.
  const auto said = said_of(place.url + "&sslmode=verify-full&sslrootcert=/nowhere.pem");
  CAPTURE(said);
  CHECK((said.find("SSL") != said.npos || said.find("/nowhere.pem") != said.npos));
  CHECK(said_of(place.url + "&sslmode=disable") == "");
}

}  // namespace duban::sql
