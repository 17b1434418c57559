// Numbers, hand-over days and parts that come back: what the worked cases leave to the rules.

#include "workflows/office.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

const std::vector<std::pair<std::string, std::string>> sole{{"甲局", "sole"}};
const std::vector<std::pair<std::string, std::string>> separate{{"甲局", "separate"},
                                                                {"乙局", "separate"}};
constexpr auto objection = R"({"reason":"非职责","approved_by":"局长"})";
constexpr auto signing = R"({"name":"李联络","telephone":"1"})";
constexpr auto suggestion = R"({"title":"题","text":"文","lead_deputy":"张代表","session":"17-3"})";

std::string number_of(Office& office, CaseId id) {
  return std::string{std::string_view{office.facts(id).at("number").as_string()}};
}

}  // namespace

TEST_CASE("A number given by hand is passed over by the series, and is nobody else's") {
  Office office{"2025-03-14"};
  const auto first = office.submitted(suggestion);
  office.fire(first, "register", R"({"number":"17-3-001"})");
  const auto second = office.submitted(suggestion);
  CHECK(office.refusal(second, "register", R"({"number":"17-3-001"})") == "conflict:number");
  office.fire(second, "register");
  CHECK(number_of(office, second) == "17-3-002");
}

TEST_CASE("Without a session the year gives the series") {
  Office office{"2025-03-14"};
  const auto id = office.submitted(R"({"title":"题","text":"文","lead_deputy":"张代表"})");
  office.fire(id, "register");
  CHECK(number_of(office, id) == "2025-001");
}

TEST_CASE("The first hand-over is an assignment, the next a reassignment") {
  Office office{"2025-03-14"};
  const auto id = office.registered();
  const auto to = [](const char* unit) {
    return R"({"units":[{"unit":")" + std::string{unit} + R"(","role":"sole"}])";
  };
  CHECK(office.refusal(id, "reassign", to("甲局") + "}") == "condition:was_handed_over");
  office.fire(id, "assign", to("甲局") + R"(,"mode":"sole"})");
  office.fire(part(id, 1), "object", objection);
  office.fire(part(id, 1), "uphold_objection", R"({"reason":"属实"})");
  CHECK(office.state(id) == "registered");
  CHECK(office.refusal(id, "assign", to("甲局") + R"(,"mode":"sole"})") ==
        "condition:not_handed_over_yet");
  office.fire(id, "pass_to_government", R"({"office":"市政府办公室"})");
  office.fire(id, "reassign", to("乙局") + "}");
  CHECK(office.due(id, "pass_on") == "ended");
}

TEST_CASE("Nothing is handed over before it was registered") {
  Office office{"2025-03-14"};
  const auto id = office.submitted(suggestion, "2025-03-01");
  office.fire(id, "register");
  CHECK(office.refusal_of_day(id, "assign", "2025-03-05",
                              R"({"mode":"sole","units":[{"unit":"甲局","role":"sole"}]})") ==
        "condition:not_before_registration");
}

TEST_CASE("A part that came back is given to another unit, or waived, before all have answered") {
  Office office{"2025-03-14"};
  const auto id = office.assigned(separate);
  office.fire(part(id, 1), "sign", signing);
  office.fire(part(id, 2), "object", objection);
  office.fire(part(id, 2), "uphold_objection", R"({"reason":"属实"})");
  CHECK(office.state(id) == "assigned");
  SECTION("given to another") {
    office.fire(id, "reassign", R"({"units":[{"unit":"丙局","role":"separate","part":"绿化"}]})");
    office.fire(part(id, 3), "sign", signing);
    office.reply(part(id, 1));
    CHECK(office.state(id) == "in_handling");
    office.reply(part(id, 3));
  }
  SECTION("waived") {
    office.fire(id, "waive_reassignment", R"({"reason":"甲局可以一并答复"})");
    CHECK(office.due(id, "reassign") == "ended");
    CHECK(office.state(id) == "in_handling");
    office.reply(part(id, 1));
  }
  CHECK(office.state(id) == "answered");
  CHECK(office.verify() == "");
}

TEST_CASE("A part that comes back after the others have answered is still owed") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(separate);
  office.reply(part(id, 1));
  office.fire(part(id, 2), "object", objection);
  office.fire(part(id, 2), "uphold_objection", R"({"reason":"属实"})");
  CHECK(office.state(id) == "in_handling");
  office.fire(id, "waive_reassignment", R"({"reason":"甲局已一并答复"})");
  CHECK(office.state(id) == "answered");
}

TEST_CASE("In Henan the day of receipt counts once, and lies where it can") {
  Office office{"2025-03-14", "henan"};
  const auto id = office.assigned(sole);
  const auto unit = part(id, 1);
  office.live_until("2025-03-18");
  const auto received = [](const char* on) {
    return R"({"name":"李联络","telephone":"1","received_on":")" + std::string{on} + "\"}";
  };
  for (const char* on : {"2025-01-10", "2025-12-10"})
    CHECK(office.refusal(unit, "sign", received(on)) ==
          "condition:receipt_between_hand_over_and_signing");
  SECTION("signed") {
    office.fire(unit, "sign", received("2025-03-18"));
    CHECK(office.due(unit, "reply") == "2025-06-18");
    office.live_until("2025-05-30");
    CHECK(office.refusal(unit, "sign", signing) == "condition:not_signed_yet");
  }
  SECTION("silence keeps the hand-over's day") {
    office.live_until("2025-06-10");
    CHECK(office.state(unit) == "handling");
    office.fire(unit, "sign", signing);
    CHECK(office.due(unit, "reply") == "2025-06-16");
    office.reply(unit);
    office.fire(unit, "reject_reply", R"({"defect":"format","explanation":"格式"})");
    CHECK(office.due(unit, "reply") == "2025-06-16");
  }
}

TEST_CASE("A part is waived only while somebody still owes a reply") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling({{"主办局", "lead"}, {"会办局", "co"}});
  office.fire(part(id, 1), "object", objection);
  office.fire(part(id, 1), "uphold_objection", R"({"reason":"属实"})");
  CHECK(office.refusal(id, "waive_reassignment", R"({"reason":"不再改派"})") ==
        "condition:some_unit_still_replies");
}

TEST_CASE("A unit objects once") {
  Office office{"2025-03-14"};
  const auto unit = part(office.assigned(sole), 1);
  office.fire(unit, "object", objection);
  office.fire(unit, "reject_objection", R"({"reason":"属于职责"})");
  CHECK(office.refusal(unit, "object", objection) == "condition:objects_once");
}

TEST_CASE("A further unit's limit counts from its own hand-over, whatever the anchor") {
  Office office{"2025-03-14", "cn",
                [](RegulationText& p) { p.limits["reply"].anchor = "government_hand_over"; }};
  const auto id = office.registered();
  office.fire(id, "pass_to_government", R"({"office":"市政府办公室"})");
  office.fire(id, "assign", R"({"mode":"sole","units":[{"unit":"甲局","role":"sole"}]})");
  office.live_until("2025-04-15");
  office.fire(id, "reassign", R"({"units":[{"unit":"乙局","role":"sole"}],"release":["甲局"]})");
  CHECK(office.due(part(id, 2), "reply") == "2025-07-15");
}

TEST_CASE("A bill turned into a suggestion is handed over as the session's items are") {
  Office office{"2025-04-25"};
  const auto id = office.submitted(
      R"({"title":"题","text":"文","lead_deputy":"张代表","session":"17-3","origin":"bill"})");
  office.fire(id, "register");
  CHECK(office.due(id, "hand_over") == "2025-05-26");
}

TEST_CASE("What must be said is not left blank") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  CHECK(office.refusal(part(id, 1), "request_extension", R"({"reason":"　 "})") ==
        "bad_input:reason");
  CHECK(office.refusal(id, "mark_key",
                       R"({"meeting_on":"2025-03-14","leader":"","committee":"农委"})") ==
        "bad_input:leader");
}

TEST_CASE("In Henan whoever objected and was refused still counts from its receipt") {
  Office office{"2025-03-14", "henan"};
  const auto unit = part(office.assigned(sole), 1);
  office.live_until("2025-03-20");
  office.fire(unit, "object", objection);
  office.live_until("2025-03-24");
  office.fire(unit, "reject_objection", R"({"reason":"属本单位职责"})");
  office.fire(unit, "sign", R"({"name":"李联络","telephone":"1","received_on":"2025-03-18"})");
  CHECK(office.due(unit, "reply") == "2025-06-18");
}

TEST_CASE("The government office is passed an item once, and hands it over afterwards") {
  Office office{"2025-09-22"};
  const auto id = office.registered();
  office.live_until("2025-09-26");
  office.fire(id, "pass_to_government", R"({"office":"市政府办公室"})");
  const auto limit = office.due(id, "pass_on");
  office.live_until("2025-09-28");
  CHECK(office.refusal(id, "pass_to_government", R"({"office":"市政府办公室"})") ==
        "condition:passes_to_another_office");
  CHECK(office.due(id, "pass_on") == limit);
  CHECK(office.refusal_of_day(id, "assign", "2025-09-25",
                              R"({"mode":"sole","units":[{"unit":"甲局","role":"sole"}]})") ==
        "condition:not_before_passing_on");
  office.fire(id, "pass_to_government", R"({"office":"市委办公室"})");
  office.fire(id, "assign", R"({"mode":"sole","units":[{"unit":"甲局","role":"sole"}]})");
}

TEST_CASE("Nobody hands an item over to a thousand units") {
  Office office{"2025-03-14"};
  const auto id = office.registered();
  boost::json::array shares;
  for (int i = 0; i < 1000; ++i)
    shares.push_back(
        {{"unit", "第" + std::to_string(i) + "局"}, {"role", "separate"}, {"part", "一"}});
  const boost::json::object data{{"mode", "separate"}, {"units", shares}};
  CHECK(office.refusal(id, "assign", boost::json::serialize(data)) == "conflict:1");
}

}  // namespace duban::test
