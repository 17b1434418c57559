// Who signs in, or opens something, while somebody shuts them out.

#include "adapters/accounts/gate_fixture.hpp"
#include "adapters/accounts/secrets.hpp"
#include "adapters/sql/pool.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <functional>
#include <thread>

namespace duban::accounts {

namespace {

using namespace std::chrono_literals;

/// A clock that is looked at once more when the password has been checked: then something happens.
class Interrupted : public TimeSource {
 public:
  Interrupted(TimeSource& time, std::function<void()> act) : time_{time}, act_{std::move(act)} {}
  [[nodiscard]] Instant now() override {
    if (++asked_ == 2) act_();
    return time_.now();
  }

 private:
  TimeSource& time_;
  std::function<void()> act_;
  int asked_ = 0;
};

}  // namespace

TEST_CASE("What is written at the same time undoes nothing", "[accounts][sql]") {
  Place place{EACH_DATABASE};
  const auto secret = place.sign_in(place.once)->secret;
  const auto entry = place.kept.entry(hash_secret(secret)).value().entry;
  place.gate.sign_out(secret);
  place.kept.mark_used(entry.secret_hash, morning + 1h, morning + 10h);  // its page was loading
  CHECK_FALSE(place.gate.enter(secret).has_value());

  const auto before = place.kept.credentials("wang").value();
  REQUIRE(place.gate.lock("wang", "调离").has_value());
  CHECK(place.kept.change_password(before, "hash"));
  CHECK(place.kept.credentials("wang")->locked == "调离");
  CHECK_FALSE(place.kept.change_password(before, "another"));  // it has been changed
}

TEST_CASE("Whoever was shut out while signing in stays out", "[accounts][sql]") {
  Place place{EACH_DATABASE};
  AccountGate administered{place.kept, place.factors, place.fresh.directory, place.time};
  SECTION("the password was reset") {
    Interrupted time{place.time, [&] { CHECK(administered.give_password("wang").has_value()); }};
    AccountGate gate{place.kept, place.factors, place.fresh.directory, time};
    const auto opened = gate.sign_in({"wang", place.once, "10.0.0.7"});
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().detail == "name or password is wrong");
  }
  SECTION("the user was locked") {
    Interrupted time{place.time, [&] { CHECK(administered.lock("wang", "调离").has_value()); }};
    AccountGate gate{place.kept, place.factors, place.fresh.directory, time};
    CHECK_FALSE(gate.sign_in({"wang", place.once, "10.0.0.7"}).has_value());
  }
  CHECK(place.kept.entries("wang").empty());
}

TEST_CASE("A token is not opened by whoever was shut out since they came in", "[accounts][sql]") {
  Place place{EACH_DATABASE};
  const auto wang = place.wang();
  SECTION("reset") {
    CHECK(place.gate.give_password("wang").has_value());
  }
  SECTION("changed") {
    CHECK(place.gate.change_password({"wang", place.once, ""}, "春江花月夜2025年").has_value());
  }
  SECTION("locked") {
    CHECK(place.gate.lock("wang", "调离").has_value());
  }
  const auto opened = place.gate.open_token(wang, {"export", {"read"}, morning + 24h});
  REQUIRE_FALSE(opened.has_value());
  CHECK(opened.error().problem == Problem::no_authority);
  CHECK(place.gate.tokens("wang").empty());
}

TEST_CASE("What is opened while the password is changed does not outlive the change",
          "[accounts][sql]") {
  Place place{EACH_DATABASE};
  const auto other_node = place.fresh.connect();
  sql::SqlAccounts others{*other_node};
  for (int round = 0; round < 40; ++round) {
    const auto seen = place.kept.credentials("wang")->password;
    const Entry entry{.secret_hash = std::to_string(round),
                      .user = "wang",
                      .kind = EntryKind::token,
                      .name = std::to_string(round),
                      .scopes = {"read"},
                      .created_at = morning,
                      .used_at = morning,
                      .ends_at = morning + 24h};
    {
      const std::jthread opening{[&] { (void)others.add(entry, seen); }};
      place.kept.set_password("wang", "hash " + std::to_string(round), true);
    }
    CHECK(place.kept.entries("wang").empty());
  }
}

TEST_CASE("Two who open a token of one name at the same time open one", "[accounts][sql]") {
  Place place{EACH_DATABASE};
  const auto wang = place.wang();
  sql::Pool pool{place.fresh.database->another(), 4};
  sql::SqlAccounts kept{pool};
  AccountGate gate{kept, place.factors, place.fresh.directory, place.time};
  std::atomic<int> opened = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&] {
        opened += gate.open_token(wang, {"export", {"read"}, morning + 24h}).has_value() ? 1 : 0;
      });
  }
  CHECK(opened == 1);
  CHECK(place.gate.tokens("wang").size() == 1);
}

}  // namespace duban::accounts
