// Who may come in, and who must wait.

#include "adapters/accounts/gate_fixture.hpp"
#include "adapters/accounts/secrets.hpp"

#include <catch2/catch.hpp>
#include <sys/resource.h>
#include <unistd.h>

#include <thread>

namespace duban::accounts {

using namespace std::chrono_literals;

TEST_CASE("A one-time password opens a session in which it must be changed", "[accounts][sql]") {
  Place place{EACH_DATABASE};
  const auto opened = place.sign_in(place.once);
  REQUIRE(opened.has_value());
  CHECK(opened->must_change);
  CHECK(place.gate.enter(opened->secret)->must_change);

  const auto changed = place.gate.change_password({"wang", place.once, ""}, "春江花月夜2025年");
  REQUIRE(changed.has_value());
  CHECK_FALSE(changed->must_change);
  CHECK_FALSE(place.gate.enter(opened->secret).has_value());  // the session before has ended
  CHECK(place.gate.enter(changed->secret)->user.name == "wang");
  CHECK_FALSE(place.sign_in(place.once).has_value());
  CHECK(place.sign_in("春江花月夜2025年").has_value());
}

TEST_CASE("A weak password is refused", "[accounts][sqlite]") {
  Place place{sql::Dialect::sqlite};
  for (const auto& wanted : {std::string{"short"}, std::string{}, place.once, std::string(10, ' '),
                             std::string{" \t \t \t \t \t"}, std::string(20, 'a'),
                             std::string{"路路路路路路路路路路"}}) {
    INFO(wanted);
    const auto changed = place.gate.change_password({"wang", place.once, ""}, wanted);
    REQUIRE_FALSE(changed.has_value());
    CHECK(changed.error().subject == "wanted");
  }
}

TEST_CASE("Whether the name or the password is wrong is not told", "[accounts][sql]") {
  Place place{EACH_DATABASE};
  const auto wrong = place.sign_in("guess");
  const auto unknown = place.sign_in("guess", "nobody");
  const auto without = place.sign_in("", "li");  // has never been given a password
  REQUIRE_FALSE(wrong.has_value());
  CHECK(wrong.error() == unknown.error());
  CHECK(wrong.error() == without.error());
}

TEST_CASE("A session ends when it is not used, at last also when it is", "[accounts][sql]") {
  Place place{EACH_DATABASE};
  const auto secret = place.sign_in(place.once)->secret;
  place.time.move_to(morning + 11h);
  CHECK(place.gate.enter(secret).has_value());
  place.time.move_to(morning + 22h);
  CHECK(place.gate.enter(secret).has_value());
  place.time.move_to(morning + 34h);
  CHECK_FALSE(place.gate.enter(secret).has_value());

  const auto second = place.sign_in(place.once)->secret;
  const auto opened_at = place.time.now();
  for (auto used = 10h; used <= 160h; used += 10h) {
    place.time.move_to(opened_at + used);
    CHECK(place.gate.enter(second).has_value());
  }
  place.time.move_to(opened_at + longest_session);
  CHECK_FALSE(place.gate.enter(second).has_value());
}

TEST_CASE("Signing out ends one session, everywhere all, and what never was opens nothing",
          "[accounts][sql]") {
  Place place{EACH_DATABASE};
  const auto first = place.sign_in(place.once)->secret;
  const auto second = place.sign_in(place.once)->secret;
  place.gate.sign_out(first);
  CHECK_FALSE(place.gate.enter(first).has_value());
  CHECK(place.gate.enter(second).has_value());
  place.gate.sign_out_everywhere("wang");
  CHECK_FALSE(place.gate.enter(second).has_value());
  CHECK_FALSE(place.gate.enter("").has_value());
  CHECK_FALSE(place.gate.enter("' OR '1'='1").has_value());
}

TEST_CASE("Who fails too often waits, longer each time, and the right password does not help",
          "[accounts][sql]") {
  Place place{EACH_DATABASE};
  for (int i = 0; i < 5; ++i) CHECK_FALSE(place.sign_in("guess").has_value());
  const auto refused = place.sign_in(place.once);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().detail.starts_with("too many attempts"));
  CHECK(refused.error().wait == 2s);
  // Who waits is not counted: nobody can be kept out for ever.
  for (int i = 0; i < 50; ++i) CHECK_FALSE(place.sign_in("guess").has_value());
  place.time.move_to(morning + 2s);
  CHECK_FALSE(place.sign_in("guess").has_value());
  place.time.move_to(morning + 4s);
  CHECK(place.sign_in(place.once).error().detail.starts_with("too many attempts"));
  CHECK(place.sign_in(place.once).error().wait == 2s);  // of the four seconds after the sixth
  place.time.move_to(morning + 5500ms);
  CHECK(place.sign_in(place.once).error().wait == 1s);  // never told to come too early
  place.time.move_to(morning + 6s);
  CHECK(place.sign_in(place.once).has_value());
  for (int i = 0; i < 4; ++i) CHECK_FALSE(place.sign_in("guess").has_value());  // forgiven
  CHECK(place.sign_in(place.once).has_value());
}

TEST_CASE("One address cannot try every name", "[accounts][sqlite]") {
  Place place{sql::Dialect::sqlite};
  for (int i = 0; i < 30; ++i)
    CHECK_FALSE(place.sign_in("guess", "name" + std::to_string(i)).has_value());
  CHECK(place.sign_in(place.once).error().detail.starts_with("too many attempts"));
  CHECK(place.sign_in(place.once, "wang", "10.0.0.8").has_value());
}

TEST_CASE("Whoever guesses somebody's password elsewhere does not keep them out",
          "[accounts][sql]") {
  Place place{EACH_DATABASE};
  for (int i = 0; i < 20; ++i) {
    CHECK_FALSE(place.sign_in("guess", "wang", "203.0.113.9").has_value());
    place.time.move_to(place.time.now() + 15min);
  }
  CHECK_FALSE(place.sign_in("guess", "wang", "203.0.113.9").has_value());
  CHECK_FALSE(place.sign_in(place.once, "wang", "203.0.113.9").has_value());
  CHECK(place.sign_in(place.once).has_value());
}

TEST_CASE("Whoever has signed in from here before does not wait for what others do",
          "[accounts][sql]") {
  Place place{EACH_DATABASE};
  REQUIRE(place.sign_in(place.once).has_value());
  const Proof wang{"wang", place.once, "10.0.0.7"};
  const auto fail = [&](const Counter& counter, int times) {
    for (int i = 0; i < times; ++i)
      place.kept.count_failure(counter.key, morning, counter.patience.one_forgiven_each);
  };
  fail(counter_of_address(wang), 40);  // somebody tries every name from the same address
  CHECK(place.sign_in(place.once, "li").error().problem == Problem::too_often);
  CHECK(place.sign_in(place.once).has_value());
  fail(counter_of_name(wang), 110);  // and the name from many others
  CHECK(place.sign_in(place.once, "wang", "10.2.0.1").error().problem == Problem::too_often);
  CHECK(place.sign_in(place.once).has_value());
  for (int i = 0; i < 5; ++i) CHECK_FALSE(place.sign_in("guess").has_value());
  CHECK(place.sign_in(place.once).error().problem == Problem::too_often);  // guessing stays hard
}

TEST_CASE("Of whom it is not known where they are, the name alone is counted",
          "[accounts][sqlite]") {
  Place place{sql::Dialect::sqlite};
  for (int i = 0; i < 32; ++i)
    CHECK_FALSE(place.sign_in("guess", "name" + std::to_string(i), "").has_value());
  for (int i = 0; i < 7; ++i) CHECK_FALSE(place.sign_in("guess", "wang", "").has_value());
  CHECK(place.sign_in(place.once, "wang", "").has_value());
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("A right password is not wrong because memory is short", "[accounts]") {
  const auto hash = hash_password("春江花月夜2025年");
  rlimit usual{};
  getrlimit(RLIMIT_AS, &usual);
  auto tight = usual;
  std::size_t pages = 0;
  std::ifstream{"/proc/self/statm"} >> pages;
  tight.rlim_cur = pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) + (16U << 20U);
  setrlimit(RLIMIT_AS, &tight);
  bool is_told = false, fits = false;
  try {
    fits = fits_password(hash, "春江花月夜2025年");
  } catch (const std::runtime_error&) {
    is_told = true;
  }
  setrlimit(RLIMIT_AS, &usual);
  CHECK((is_told || fits));
  CHECK(fits_password(hash, "春江花月夜2025年"));
}
#endif

TEST_CASE("Failures of an office behind one address are forgiven with time", "[accounts][sql]") {
  Place place{EACH_DATABASE};
  for (int i = 0; i < 60; ++i) {  // somebody mistypes every other minute, all morning
    CHECK_FALSE(place.sign_in("guess", "name" + std::to_string(i)).has_value());
    place.time.move_to(place.time.now() + 2min);
  }
  CHECK(place.sign_in(place.once).has_value());
}

TEST_CASE("A name of any length is only wrong", "[accounts][sql]") {
  Place place{EACH_DATABASE};
  const auto refused = place.sign_in("guess", std::string(100'000, 'x'));
  CHECK(refused.error().detail == "name or password is wrong");
}

TEST_CASE("A user is added with a password, or not at all", "[accounts][sql]") {
  Place place{EACH_DATABASE};
  const auto password = place.gate.enrol(User{"zhao", "", {"officer"}, "", ""});
  REQUIRE(password.has_value());
  CHECK(place.sign_in(*password, "zhao").has_value());
  CHECK(place.gate.enrol(User{"zhao", "", {"officer"}, "", ""}).error().problem ==
        Problem::conflict);
  CHECK(place.sign_in(*password, "zhao").has_value());  // which has not changed it
  CHECK(place.gate.enrol(User{"qian", "999999", {"officer"}, "", ""}).error().problem ==
        Problem::not_found);
  CHECK_FALSE(place.kept.credentials("qian").has_value());
}

TEST_CASE("A wrong old password is a wrong value", "[accounts][sqlite]") {
  Place place{sql::Dialect::sqlite};
  const auto changed = place.gate.change_password({"wang", "guess", ""}, "春江花月夜2025年");
  CHECK(changed.error().problem == Problem::bad_input);
  CHECK(changed.error().subject == "old");
  CHECK(changed.error().detail == "is not the old password");
}

TEST_CASE("Many who sign in from one address are no attack", "[accounts][sqlite]") {
  Place place{sql::Dialect::sqlite};
  for (int i = 0; i < 32; ++i) CHECK(place.sign_in(place.once).has_value());
}

TEST_CASE("A locked user stays out, session and token included, until unlocked",
          "[accounts][sql]") {
  Place place{EACH_DATABASE};
  const auto session = place.sign_in(place.once)->secret;
  const auto token =
      place.gate.open_token(place.wang(), {"export", {"read"}, morning + 24h}).value().secret;
  REQUIRE(place.gate.lock("wang", "调离").has_value());
  CHECK(place.sign_in(place.once).error().detail == "this account is locked");
  CHECK(place.sign_in("guess").error().detail == "name or password is wrong");
  CHECK_FALSE(place.gate.enter(session).has_value());
  CHECK_FALSE(place.gate.enter(token).has_value());
  REQUIRE(place.gate.lock("wang", "").has_value());
  CHECK(place.gate.enter(token).has_value());
}

TEST_CASE("A token has a name, scopes and an end, and can be revoked", "[accounts][sql]") {
  Place place{EACH_DATABASE};
  const auto wang = place.wang();
  const auto opened = place.gate.open_token(wang, {"export", {"read"}, morning + 24h});
  REQUIRE(opened.has_value());
  const auto entered = place.gate.enter(opened->secret);
  CHECK(entered->kind == EntryKind::token);
  CHECK(entered->scopes == std::vector<std::string>{"read"});
  CHECK(place.gate.open_token(wang, {"export", {"read"}, morning + 24h}).error().problem ==
        Problem::conflict);
  CHECK(place.gate.open_token(wang, {"old", {"read"}, morning}).error().subject == "ends_at");
  CHECK(place.gate.open_token(wang, {"long", {"read"}, morning + 24h * 400}).error().subject ==
        "ends_at");
  CHECK(place.gate.tokens("li").empty());
  CHECK(place.gate.revoke_token("li", "export").error().problem == Problem::not_found);
  CHECK(place.gate.revoke_token("wang", "export").has_value());
  CHECK_FALSE(place.gate.enter(opened->secret).has_value());

  const auto other = place.gate.open_token(wang, {"other", {"read"}, morning + 24h})->secret;
  place.time.move_to(morning + 24h);
  CHECK_FALSE(place.gate.enter(other).has_value());
}

TEST_CASE("No secret is kept, only its hash", "[accounts][sqlite]") {
  Place place{sql::Dialect::sqlite};
  const auto secret = place.sign_in(place.once)->secret;
  CHECK(secret.size() >= 43);
  for (const auto& entry : place.kept.entries("wang"))
    CHECK(entry.secret_hash.find(secret) == std::string::npos);
  CHECK(place.kept.credentials("wang")->password.starts_with("$argon2id$"));
}

}  // namespace duban::accounts
