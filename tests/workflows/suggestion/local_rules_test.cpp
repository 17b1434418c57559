// What the shipped regulations of places have of their own.

#include "engine/register/moves.hpp"
#include "workflows/office.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

constexpr auto receipt = R"({"name":"李","telephone":"1","received_on":"2025-03-18"})";

Session a_session(Office& office, const std::string& closed_on) {
  return {office.directory().congresses().front().code,
          "17-3",
          "三次会议",
          {},
          parse_date(closed_on).value()};
}

}  // namespace

TEST_CASE("In Shandong the time to object runs from the receipt", "[workflow]") {
  Office office{"2025-03-14", "shandong"};
  const auto id = office.assigned({{"交通局", "sole"}});
  CHECK(office.due(part(id, 1), "objection") == "2025-03-19");
  office.live_until("2025-03-18");
  office.fire(part(id, 1), "sign", receipt);
  CHECK(office.due(part(id, 1), "objection") == "2025-03-24");  // from Sunday 23 March
  office.live_until("2025-03-21");
  office.fire(part(id, 1), "object", R"({"reason":"非职责","approved_by":"局长"})");
  CHECK(office.verify().empty());
}

TEST_CASE("In Chongqing the deputy is contacted within twenty working days of the receipt",
          "[workflow]") {
  Office office{"2025-03-14", "chongqing"};
  const auto id = office.assigned({{"交通局", "sole"}});
  const auto unit = part(id, 1);
  office.live_until("2025-03-18");
  office.fire(unit, "sign", receipt);
  CHECK(office.due(unit, "first_contact") == "2025-04-16");
  office.fire(unit, "record_contact",
              R"({"way":"telephone","persons":"代表","summary":"听取意见"})");
  CHECK(office.due(unit, "first_contact") == "ended");

  // Elsewhere nobody counts it.
  Office other{"2025-03-14"};
  CHECK(other.due(part(other.assigned({{"交通局", "sole"}}), 1), "first_contact") == "none");
}

TEST_CASE("In Qingdao an item between sessions is handed over within five working days of arrival",
          "[workflow]") {
  Office office{"2025-03-14", "qingdao"};
  const auto id = office.submitted(
      R"({"title":"路","text":"修","lead_deputy":"张代表","session":"17-3","origin":"recess"})",
      "2025-03-11");
  office.fire(id, "register");
  CHECK(office.due(id, "hand_over") == "2025-03-18");
}

TEST_CASE("In Shanghai the reply reaches every signer, in Shandong the lead deputy may pass it on",
          "[workflow]") {
  const auto answered = [](const std::string& place) {
    Office office{"2025-03-14", place};
    const auto id = office.in_handling({{"交通局", "sole"}}, false, {"张代表", "李代表"});
    return office.reply_refusal(part(id, 1),
                                R"({"passed_on_by_lead_deputy":true,"reply_class":"一"})");
  };
  CHECK(answered("shanghai") == "condition:every_signer_served");
  CHECK(answered("shandong") == "done");
}

TEST_CASE("Where limits run from the session's close they follow the session", "[workflow]") {
  Office office{"2025-03-14", "chongqing-older"};
  REQUIRE(office.directory().put(a_session(office, "2025-01-17"), true).has_value());
  const auto id = office.in_handling({{"交通局", "sole"}});
  CHECK(office.due(part(id, 1), "reply") == "2025-04-17");

  std::vector<std::string> previewed;
  rehearse_moved(office.open_register(), office.directory().congresses().front().code,
                 {Mover::session, "17-3", parse_date("2025-01-20").value()},
                 [&](const ClockMove& move) { previewed.push_back(to_text(*move.after.due)); });
  CHECK(previewed == std::vector<std::string>{"2025-04-21", "2025-04-21"});
  CHECK(office.due(part(id, 1), "reply") == "2025-04-17");

  REQUIRE(office.directory().put(a_session(office, "2025-01-20"), false).has_value());
  office.live_until("2025-03-15");
  CHECK(office.due(part(id, 1), "reply") == "2025-04-21");  // from Sunday 20 April
  CHECK(office.due(id, "overall_reply") == "2025-04-21");
  CHECK(office.verify().empty());

  // An item between sessions counts from its hand-over.
  const auto recess = office.submitted(
      R"({"title":"路","text":"修","lead_deputy":"张代表","session":"17-3","origin":"recess"})");
  office.fire(recess, "register");
  office.fire(recess, "assign", R"({"mode":"sole","units":[{"unit":"交通局","role":"sole"}]})");
  CHECK(office.due(part(recess, 1), "reply") == "2025-06-16");  // from Sunday 15 June
}

TEST_CASE("Where nothing counts from the close, a moved session is no news", "[workflow]") {
  Office office{"2025-03-14"};
  REQUIRE(office.directory().put(a_session(office, "2025-01-17"), true).has_value());
  const auto id = office.in_handling({{"交通局", "sole"}});
  const auto version = office.family(id).root().version;
  REQUIRE(office.directory().put(a_session(office, "2025-01-20"), false).has_value());
  office.live_until("2025-03-15");
  CHECK(office.family(id).root().version == version);
}

TEST_CASE("Moved to a profile that counts from receipt, a case counts from its receipt",
          "[workflow]") {
  Office office{"2025-03-14"};
  const auto id = office.assigned({{"交通局", "sole"}});
  office.live_until("2025-03-18");
  office.fire(part(id, 1), "sign", receipt);
  CHECK(office.due(part(id, 1), "reply") == "2025-06-16");
  office.pick("henan");
  const auto regulation = office.directory().congresses().front().regulation;
  REQUIRE(office.open_register()
              .project({.root = id, .actor = anybody(), .regulation = regulation})
              .has_value());
  CHECK(office.due(part(id, 1), "reply") == "2025-06-18");  // WC10
  CHECK(office.verify().empty());
}

}  // namespace duban::test
