// A day that people were told is never taken back, whatever is computed again and why.

#include "workflows/office.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

constexpr int before_2026 = 2025;
const std::vector<std::pair<std::string, std::string>> sole{{"交通局", "sole"}};

Result<std::vector<ClockMove>> move_to(Office& office, const std::string& profile, CaseId id) {
  office.pick(profile);
  return office.open_register().project(
      {.root = id,
       .actor = anybody(),
       .regulation = office.directory().congresses().front().regulation});
}

}  // namespace

TEST_CASE("A correction takes no announced day back", "[workflow]") {
  Office office{"2025-07-04", "cn", {}, "cn", before_2026};
  const auto id = office.in_handling(sole, true);
  office.live_until("2025-11-05");
  office.import_notice(2026);
  CHECK(office.due(part(id, 1), "reply") == "2026-01-05");
  office.fire(part(id, 1), "correct", R"({"reason":"笔误","handed_on":"2025-07-04"})");
  CHECK(office.due(part(id, 1), "reply") == "2026-01-05");
  CHECK(office.due(id, "overall_reply") == "2026-01-05");
  CHECK(office.verify() == "");
}

TEST_CASE("A profile that counts from a day nobody knows takes no limit away", "[workflow]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  REQUIRE(move_to(office, "chongqing-older", id).has_value());
  CHECK(office.due(part(id, 1), "reply") == "2025-06-16");
  CHECK(office.due(id, "overall_reply") == "2025-06-16");
  CHECK(office.verify() == "");
}

TEST_CASE("A case whose limit another profile does not know is not moved to it", "[workflow]") {
  Office office{"2025-03-14", "chongqing"};
  const auto id = office.in_handling(sole);
  REQUIRE(office.due(part(id, 1), "first_contact") != "none");
  const auto moved = move_to(office, "cn", id);
  REQUIRE_FALSE(moved.has_value());
  CHECK(moved.error().subject == "regulation");
  CHECK(office.verify() == "");
}

TEST_CASE("A session entered after its cases gives them their limits", "[workflow]") {
  Office office{"2025-03-14", "chongqing-older"};
  const auto id = office.in_handling(sole);
  CHECK(office.due(part(id, 1), "reply") == "unknown");
  const auto congress = office.directory().congresses().front().code;
  const Session session{congress, "17-3", "", {}, parse_date("2025-01-20").value()};
  REQUIRE(office.directory().put(session, true).has_value());
  office.live_until("2025-03-15");
  CHECK(office.due(part(id, 1), "reply") == "2025-04-21");  // from Sunday 20 April
  CHECK(office.verify() == "");
}

TEST_CASE("A reminder that was sent is not sent again for a day that moved", "[workflow]") {
  Office office{"2025-07-01", "cn", {}, "cn", before_2026};
  const auto unit = part(office.in_handling(sole, true), 1);
  CHECK(office.due(unit, "reply") == "2026-01-01");
  office.live_until("2025-12-10");
  const auto told = office.told(unit, "reply");
  REQUIRE_FALSE(told.empty());
  office.import_notice(2026);
  CHECK(office.due(unit, "reply") == "2026-01-04");
  office.live_until("2025-12-12");
  CHECK(office.told(unit, "reply") == told);
  office.live_until("2026-01-04");
  CHECK(office.told(unit, "reply").back() == "2026-01-04");
  CHECK(office.verify() == "");
}

}  // namespace duban::test
