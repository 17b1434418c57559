#include "adapters/sql/query.hpp"
#include "adapters/sql/register_fixture.hpp"

#include <catch2/catch.hpp>

/// What SOCI and the databases keep of a statement must not reach its next use.
namespace duban::sql {

namespace {

constexpr auto of_user = "SELECT congress FROM users WHERE name = :name";

std::string congress_of(Database& db, const std::string& user) {
  std::string congress = "nobody";
  static_cast<void>(Query{db, of_user, soci::use(user, "name"), soci::into(congress)}.one());
  return congress;
}

long long prepared_on_server(Database& db) {
  long long count = 0;
  static_cast<void>(
      Query{db, "SELECT count(*) FROM pg_prepared_statements", soci::into(count)}.one());
  return count;
}

}  // namespace

TEST_CASE("A statement is used again with other variables, bound in another way", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  auto& db = *fresh.database;
  REQUIRE(fresh.directory.put(Congress{"340100", "合肥市", "city", "", "", ""}, true).has_value());
  REQUIRE(fresh.directory.put(User{"王督办", "340100", {}, "", ""}, true).has_value());
  CHECK(congress_of(db, "王督办") == "340100");
  CHECK(congress_of(db, "李联络") == "nobody");

  std::string congress;
  const std::string user = "王督办";
  CHECK(Query{db, of_user, soci::use(user), soci::into(congress)}.one());
  CHECK(congress == "340100");
  CHECK(congress_of(db, "王督办") == "340100");
}

TEST_CASE("Two of one text at the same time are two", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  auto& db = *fresh.database;
  long long outer = 0, inner = 0, rows = 0;
  const auto both = "SELECT 1 AS n UNION ALL SELECT 2 ORDER BY n";
  Query{db, both, soci::into(outer)}.each([&] {
    Query{db, both, soci::into(inner)}.each([&] { rows += outer * inner; });
  });
  CHECK(rows == (1 + 2) * (1 + 2));
}

TEST_CASE("One that was left half way, or failed, is not used again", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  auto& db = *fresh.database;
  long long number = 0;
  const auto both = "SELECT 1 AS n UNION ALL SELECT 2 ORDER BY n";
  CHECK_THROWS_AS(
      (Query{db, both, soci::into(number)}.each([] { throw std::out_of_range("far"); })),
      std::out_of_range);
  std::vector<long long> all;
  Query{db, both, soci::into(number)}.each([&] { all.push_back(number); });
  CHECK(all == std::vector<long long>{1, 2});

  const auto twice = "INSERT INTO meta (name, value) VALUES ('once', 'x')";
  Query{db, twice}.run();
  CHECK_THROWS(Query{db, twice}.run());
  Query{db, "DELETE FROM meta WHERE name = 'once'"}.run();
  CHECK(Query{db, twice}.run() == 1);
}

TEST_CASE("What failed in a transaction does not stay prepared", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  auto& db = *fresh.database;
  if (db.dialect() != Dialect::postgresql) return;
  long long number = 0;
  const auto fail_in_transaction = [&](int dividend) {
    Transaction transaction{db};
    const auto sql = "SELECT " + std::to_string(dividend) + " / (count(*) - count(*)) FROM meta";
    static_cast<void>(Query{db, sql, soci::into(number)}.one());
  };
  const auto before = prepared_on_server(db);
  for (int i = 0; i < 5; ++i) CHECK_THROWS(fail_in_transaction(i));
  CHECK(prepared_on_server(db) == before);
}

TEST_CASE("A connection keeps so many prepared statements and no more", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  auto& db = *fresh.database;
  long long number = 0;
  for (int i = 0; i < 300; ++i)
    CHECK(Query{db, "SELECT " + std::to_string(i), soci::into(number)}.one());
  if (db.dialect() == Dialect::postgresql) CHECK(prepared_on_server(db) < 150);
}

}  // namespace duban::sql
