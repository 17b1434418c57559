// Two who change a row at the same time.

#include "adapters/sql/sql_amendments.hpp"

#include "adapters/sql/register_fixture.hpp"
#include "first_congress.hpp"

#include <catch2/catch.hpp>

namespace duban::sql {

namespace {

struct Kept : FreshRegister {
  explicit Kept(Dialect dialect) : FreshRegister{dialect} {
    test::make_first_congress(directory, "市水务局");
    directory.put(Session{"340100", "17-3", "三次会议", day("2025-01-08"), {}}, true).value();
    directory.put(User{"wang", "340100", {"officer"}, "", ""}, true).value();
  }
  [[nodiscard]] Result<User> wang() { return directory.user("wang").value(); }
  [[nodiscard]] Session session() { return directory.sessions("340100").front(); }

  SqlAmendments amendments{*database};
};

}  // namespace

TEST_CASE("Nobody writes back what somebody else has just changed", "[sql]") {
  Kept kept{EACH_DATABASE};
  const auto before = kept.wang().value();
  auto demoted = before, elsewhere = before;
  demoted.roles = {"contact"};
  elsewhere.unit = "市水务局";
  CHECK(kept.amendments.amend(before, demoted).has_value());
  CHECK(kept.amendments.amend(before, elsewhere).error().problem == Problem::stale_version);
  CHECK(kept.wang()->roles == std::vector<std::string>{"contact"});
  CHECK(kept.wang()->unit.empty());

  const auto session = kept.session();
  auto closed = session, renamed = session;
  closed.closed_on = day("2025-01-12");
  renamed.name = "第三次会议";
  CHECK(kept.amendments.amend(session, closed).has_value());
  CHECK(kept.directory.pending_moves().size() == 1);
  CHECK(kept.amendments.amend(session, renamed).error().problem == Problem::stale_version);
  CHECK(kept.session().closed_on == day("2025-01-12"));
  CHECK(kept.directory.pending_moves().size() == 1);
}

TEST_CASE("What is not there is not changed", "[sql]") {
  Kept kept{EACH_DATABASE};
  const Unit unit{"340100", "无此局", "无此局"};
  CHECK(kept.amendments.amend(unit, unit).error().problem == Problem::not_found);
  const Deputy deputy{"999999", "张三", "张三", ""};
  CHECK(kept.amendments.amend(deputy, deputy).error().problem == Problem::not_found);
}

TEST_CASE("What two change at the same time stays changed", "[sql]") {
  Kept kept{EACH_DATABASE};
  const auto other_node = kept.connect();
  SqlAmendments others{*other_node};
  SqlDirectory read_by_others{*other_node};
  for (int round = 0; round < 20; ++round) {
    const auto unit = std::to_string(round), role = "role" + unit;
    {
      const std::jthread other{[&] {
        (void)amended(
            others, [&]() -> Result<User> { return read_by_others.user("wang").value(); },
            [&](User user) -> Result<User> {
              user.unit = unit;
              return user;
            });
      }};
      (void)amended(
          kept.amendments, [&] { return kept.wang(); },
          [&](User user) -> Result<User> {
            user.roles = {role};
            return user;
          });
    }
    CHECK(kept.wang()->unit == unit);
    CHECK(kept.wang()->roles == std::vector<std::string>{role});
  }
}

}  // namespace duban::sql
