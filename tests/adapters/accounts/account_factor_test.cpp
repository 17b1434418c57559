// Signing in with a code as well.

#include "adapters/accounts/account_gate.hpp"
#include "adapters/accounts/secrets.hpp"
#include "adapters/accounts/totp.hpp"
#include "adapters/sql/pool.hpp"
#include "adapters/sql/register_fixture.hpp"
#include "adapters/sql/sql_accounts.hpp"
#include "adapters/sql/sql_second_factors.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

namespace duban::accounts {

namespace {

using namespace std::chrono_literals;

const std::string address = "10.0.0.7";

/// A register with the user `wang`, whose device derives codes from `secret`.
struct Guarded {
  explicit Guarded(sql::Dialect dialect) : fresh{dialect} {
    password = gate.enrol(User{"wang", "", {"officer"}, "", ""}).value();
    other_password = gate.enrol(User{"li", "", {"officer"}, "", ""}).value();
    secret = gate.begin_factor({"wang", password, address}).value().secret;
    recovery = gate.confirm_factor("wang", code()).value();
    time.move_to(time.now() + code_lasts);
  }
  [[nodiscard]] std::string code() { return code_of(secret, code_step(time.now())); }
  [[nodiscard]] Result<Opened> sign_in(const std::string& with) {
    return gate.sign_in({"wang", password, address, with});
  }

  sql::FreshRegister fresh;
  sql::SqlAccounts kept{*fresh.database};
  sql::SqlSecondFactors factors{*fresh.database};
  FixedTime time{parse_instant("2025-03-14T09:00:00+08:00").value()};
  AccountGate gate{kept, factors, fresh.directory, time};
  std::string password, other_password, secret;
  std::vector<std::string> recovery;
};

}  // namespace

TEST_CASE("A second factor counts once its first code has come", "[accounts][sql]") {
  Guarded place{EACH_DATABASE};
  const auto begun = place.gate.begin_factor({"li", place.other_password, address});
  REQUIRE(begun.has_value());
  CHECK(begun->uri.find(begun->secret) != std::string::npos);
  CHECK_FALSE(place.gate.factor_of("li").is_on);
  CHECK(place.gate.sign_in({"li", place.other_password, address}).has_value());

  CHECK(place.gate.confirm_factor("li", "000000x").error().subject == "code");
  const auto again = place.gate.begin_factor({"li", place.other_password, address}).value();
  CHECK(again.secret != begun->secret);  // who lost the first begins anew
  const auto now = code_step(place.time.now());
  CHECK_FALSE(place.gate.confirm_factor("li", code_of(begun->secret, now)).has_value());
  const auto codes = place.gate.confirm_factor("li", code_of(again.secret, now));
  REQUIRE(codes.has_value());
  CHECK(codes->size() == 10);
  CHECK(place.gate.factor_of("li").recovery_codes == 10);
  CHECK_FALSE(place.gate.sign_in({"li", place.other_password, address}).has_value());
  CHECK(place.gate.begin_factor({"li", place.other_password, address}).error().problem ==
        Problem::conflict);
  CHECK(place.gate.confirm_factor("li", code_of(again.secret, now + 1)).error().problem ==
        Problem::conflict);
  CHECK(place.gate.begin_factor({"wang", "guess", address}).error().subject == "password");
}

TEST_CASE("A code opens once, and none before it afterwards", "[accounts][sql]") {
  Guarded place{EACH_DATABASE};
  const auto code = place.code();
  CHECK(place.sign_in(code).has_value());
  CHECK_FALSE(place.sign_in(code).has_value());
  const auto before = code_of(place.secret, code_step(place.time.now()) - 1);
  CHECK_FALSE(place.sign_in(before).has_value());
  place.time.move_to(place.time.now() + 10s + code_lasts);
  const auto spaced = place.code().substr(0, 3) + " " + place.code().substr(3);
  CHECK(place.sign_in(spaced).has_value());
}

TEST_CASE("A code counts once on all nodes together", "[accounts][sql]") {
  Guarded place{EACH_DATABASE};
  sql::Pool pool{place.fresh.database->another(), 4};
  sql::SqlSecondFactors factors{pool};
  const auto step = code_step(place.time.now());
  std::atomic<int> used = 0, recovered = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&] {
        used += factors.use_step("wang", step) ? 1 : 0;
        auto code = place.recovery.front();
        std::erase(code, '-');
        recovered += factors.use_recovery_code("wang", hash_secret(code)) ? 1 : 0;
      });
  }
  CHECK(used == 1);
  CHECK(recovered == 1);
}

TEST_CASE("Whether password or code is wrong, or missing, is not told", "[accounts][sql]") {
  Guarded place{EACH_DATABASE};
  const auto missing = place.sign_in("");
  const auto wrong_password = place.gate.sign_in({"wang", "guess", address});
  const auto without_factor = place.gate.sign_in({"li", "guess", address});
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().subject == "code");
  CHECK(missing.error() == wrong_password.error());
  CHECK(missing.error() == without_factor.error());

  const auto code = place.code();
  const auto wrong_code = place.sign_in("000000x");
  CHECK(wrong_code.error() == place.gate.sign_in({"wang", "guess", address, code}).error());
  CHECK(place.sign_in(code).has_value());  // which no wrong password has used up
}

TEST_CASE("Where nobody has a second factor nobody hears of it", "[accounts][sqlite]") {
  Guarded place{sql::Dialect::sqlite};
  CHECK(place.gate.reset_factor("wang").has_value());
  const auto wrong = place.gate.sign_in({"li", "guess", address});
  CHECK(wrong.error().detail == "name or password is wrong");
  CHECK(wrong.error().subject.empty());
}

TEST_CASE("Guessing codes is guessing passwords", "[accounts][sql]") {
  Guarded place{EACH_DATABASE};
  for (int i = 0; i < 5; ++i) CHECK_FALSE(place.sign_in("00000x").has_value());
  CHECK(place.sign_in(place.code()).error().problem == Problem::too_often);
}

TEST_CASE("A recovery code opens once", "[accounts][sql]") {
  Guarded place{EACH_DATABASE};
  CHECK(place.sign_in(place.recovery.front()).has_value());
  CHECK_FALSE(place.sign_in(place.recovery.front()).has_value());
  CHECK(place.gate.factor_of("wang").recovery_codes == 9);
  CHECK_FALSE(place.gate.sign_in({"li", "guess", address, place.recovery.back()}).has_value());
  CHECK(place.gate.factor_of("wang").recovery_codes == 9);  // somebody else's does nothing
}

TEST_CASE("The second factor goes by password and code, or by an administrator",
          "[accounts][sql]") {
  Guarded place{EACH_DATABASE};
  CHECK(place.gate.drop_factor({"wang", place.password, address, ""}).error().subject == "code");
  CHECK_FALSE(place.gate.drop_factor({"wang", "guess", address, place.code()}).has_value());
  SECTION("in person") {
    CHECK(place.gate.drop_factor({"wang", place.password, address, place.code()}).has_value());
    CHECK(place.gate.drop_factor({"wang", place.password, address, ""}).error().problem ==
          Problem::conflict);
  }
  SECTION("by an administrator") {
    CHECK(place.gate.reset_factor("nobody").error().problem == Problem::not_found);
    CHECK(place.gate.reset_factor("li").error().problem == Problem::conflict);
    CHECK(place.gate.reset_factor("wang").has_value());
  }
  CHECK(place.sign_in("").has_value());
  CHECK_FALSE(place.gate.factor_of("wang").is_on);
  CHECK(place.factors.recovery_codes("wang") == 0);
}

TEST_CASE("A new password leaves the second factor on", "[accounts][sql]") {
  Guarded place{EACH_DATABASE};
  place.password = place.gate.give_password("wang").value();
  CHECK_FALSE(place.sign_in("").has_value());
  CHECK(place.sign_in(place.code()).has_value());
  // Whoever is in has shown a code already.
  CHECK(place.gate.change_password({"wang", place.password, address}, "春江花月夜2025年")
            .has_value());
}

}  // namespace duban::accounts
