// Worked cases of the reply limit and its reminders.  Zone Asia/Shanghai; national profile unless a
// case names another.

#include "workflows/office.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace duban::test {

namespace {

const std::vector<std::pair<std::string, std::string>> sole{{"县交通运输局", "sole"}};

/// Drops reminders of other clocks than the reply's.
Days reply_days(Office& office, CaseId root) {
  return office.told(part(root, 1), "reply");
}

}  // namespace

TEST_CASE("WC01 Three months that end on a Saturday end on Monday", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  const auto unit = part(id, 1);

  const auto clock = *office.family(id).find_clock(unit, "reply", 0);
  CHECK(to_text(*clock.nominal) == "2025-06-14");
  CHECK(office.due(unit, "reply") == "2025-06-16");

  office.live_until("2025-06-16");
  CHECK(reply_days(office, id) ==
        Days{"2025-05-16", "2025-05-30", "2025-06-09", "2025-06-13", "2025-06-16"});
  CHECK(office.rungs(unit, "reply") == Days{"2025-05-16 -30d", "2025-05-30 -15d", "2025-06-09 -7d",
                                            "2025-06-13 -1d, -3d", "2025-06-16 0"});
  CHECK(office.verify() == "");
}

TEST_CASE("WC02 A reply in time cancels what is left and starts the feedback limit", "[wc]") {
  const auto [days, limit] =
      GENERATE(table<std::string, std::string>({{"15 working days", "2025-07-01"},
                                                {"20 working days", "2025-07-08"},
                                                {"10 working days", "2025-06-24"}}));
  Office office{"2025-03-14", "cn", [&](auto& p) { p.limits["feedback"].rule = days; }};
  const auto id = office.in_handling(sole);
  office.live_until("2025-06-10");
  office.reply(part(id, 1));

  CHECK(office.state(id) == "answered");
  CHECK(office.due(part(id, 1), "reply") == "ended");
  CHECK(office.due(id, "feedback") == limit);
  const auto before = reply_days(office, id);
  office.live_until("2025-06-20");
  CHECK(reply_days(office, id) == before);
  const auto reply = office.facts(part(id, 1)).at("replies").at(0);
  CHECK(reply.at("on").as_string() == "2025-06-10");
  CHECK(reply.at("limit").as_string() == "2025-06-16");
  CHECK(office.verify() == "");
}

TEST_CASE("WC03 A late reply is urged upwards until it comes", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  const auto unit = part(id, 1);
  office.live_until("2025-06-25");

  CHECK(office.rungs(unit, "reply").size() == 8);
  CHECK(office.told(unit, "reply", "unit:县交通运输局:unit_head") ==
        Days{"2025-06-17", "2025-06-19", "2025-06-23"});
  CHECK(office.told(unit, "reply", "office:officer") ==
        Days{"2025-06-17", "2025-06-19", "2025-06-23"});
  CHECK(office.told(unit, "reply", "office:gov_office").empty());

  const auto clock = *office.family(id).find_clock(unit, "reply", 0);
  const auto reply_day = parse_date("2025-06-25").value();
  const auto rules = office.open_register().rulebook().of_congress("340100").value();
  CHECK((reply_day - *clock.due).count() == 9);
  CHECK(rules.calendar.workdays_between(*clock.due, reply_day) == 7);

  office.reply(unit);
  office.live_until("2025-07-05");
  CHECK(office.told(unit, "reply", "office:gov_office").empty());
  const auto reply = office.facts(unit).at("replies").at(0);
  CHECK(reply.at("on").as_string() > reply.at("limit").as_string());
  CHECK(office.verify() == "");
}

TEST_CASE("WC03 Ten working days late the government office is told, twenty the chair meeting",
          "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  office.live_until("2025-07-14");
  CHECK(office.told(part(id, 1), "reply", "office:gov_office").front() == "2025-06-30");
  CHECK(office.told(part(id, 1), "reply", "office:chair_meeting") == Days{"2025-07-14"});
}

TEST_CASE("WC04 A limit inside the National Day holiday", "[wc]") {
  Office office{"2025-07-01"};
  const auto id = office.in_handling(sole);
  CHECK(to_text(*office.family(id).find_clock(part(id, 1), "reply", 0)->nominal) == "2025-10-01");
  CHECK(office.due(part(id, 1), "reply") == "2025-10-09");

  office.live_until("2025-10-15");
  CHECK(reply_days(office, id) == Days{"2025-09-09", "2025-09-24", "2025-09-30", "2025-10-09",
                                       "2025-10-10", "2025-10-13", "2025-10-15"});
  CHECK(office.rungs(part(id, 1), "reply").at(2) == "2025-09-30 -1d, -3d, -7d");
}

TEST_CASE("WC06 WC07 Months end on the same day, or on the last the month has", "[wc]") {
  const auto [handed, due] = GENERATE(table<std::string, std::string>({
      {"2025-11-30", "2026-02-28"},  // a make-up workday
      {"2023-11-29", "2024-02-29"},
      {"2024-11-29", "2025-02-28"},
      {"2025-10-31", "2026-02-02"},
  }));
  Office office{handed};
  CHECK(office.due(part(office.assigned(sole), 1), "reply") == due);
}

TEST_CASE("WC08 A complex item has six months", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole, true);
  CHECK(office.due(part(id, 1), "reply") == "2025-09-15");
  CHECK(office.due(id, "overall_reply") == "2025-09-15");
  office.live_until("2025-09-15");
  CHECK(office.rungs(part(id, 1), "reply") == Days{"2025-08-15 -30d", "2025-08-29 -15d",
                                                   "2025-09-08 -7d", "2025-09-12 -1d, -3d",
                                                   "2025-09-15 0"});
}

TEST_CASE("WC09 An extension counts from the hand-over", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  const auto unit = part(id, 1);
  office.live_until("2025-06-05");

  SECTION("granted to the maximum") {
    office.fire(unit, "request_extension", R"({"reason":"涉及面广"})");
    office.fire(unit, "grant_extension", R"({"deputy_told":true})");
    CHECK(office.due(unit, "reply") == "2025-09-15");
    CHECK(office.due(id, "overall_reply") == "2025-09-15");  // the whole waits as long as its unit
    office.live_until("2025-09-15");
    CHECK(reply_days(office, id) == Days{"2025-05-16", "2025-05-30", "2025-08-15", "2025-08-29",
                                         "2025-09-08", "2025-09-12", "2025-09-15"});
    CHECK(office.verify() == "");
  }
  SECTION("the rolled maximum may be named, a day more may not") {
    CHECK(office.refusal(unit, "request_extension",
                         R"({"reason":"涉及面广","until":"2025-10-01"})") ==
          "condition:within_maximum");
    office.fire(unit, "request_extension", R"({"reason":"涉及面广","until":"2025-09-15"})");
    office.fire(unit, "grant_extension", R"({"deputy_told":true})");
    CHECK(office.due(unit, "reply") == "2025-09-15");
  }
  SECTION("a quality rejection gives the extended limit back, to the whole as well") {
    office.fire(unit, "request_extension", R"({"reason":"涉及面广","until":"2025-07-31"})");
    office.fire(unit, "grant_extension", R"({"deputy_told":true})");
    office.reply(unit);
    office.fire(unit, "reject_reply", R"({"defect":"no_contact","explanation":"无联系人"})");
    CHECK(office.due(unit, "reply") == "2025-07-31");
    CHECK(office.due(id, "overall_reply") == "2025-07-31");
  }
  SECTION("more time ends later than the limit as it stands") {
    CHECK(office.refusal(unit, "request_extension",
                         R"({"reason":"涉及面广","until":"2025-06-16"})") ==
          "condition:asks_for_more_time");
    office.fire(unit, "request_extension", R"({"reason":"涉及面广"})");
    CHECK(office.refusal(unit, "grant_extension", R"({"until":"2025-06-10","deputy_told":true})") ==
          "condition:gives_more_time");
  }
  SECTION("only once") {
    office.fire(unit, "request_extension", R"({"reason":"涉及面广","until":"2025-07-31"})");
    office.fire(unit, "grant_extension", R"({"deputy_told":true})");
    CHECK(office.due(unit, "reply") == "2025-07-31");
    CHECK(office.refusal(unit, "request_extension", R"({"reason":"仍需时间"})") ==
          "condition:extensions_left");
  }
  SECTION("the deputy must be told of the reason") {
    office.fire(unit, "request_extension", R"({"reason":"涉及面广"})");
    CHECK(office.refusal(unit, "grant_extension") == "condition:deputy_told");
  }
  SECTION("not after the limit") {
    office.live_until("2025-06-17");
    CHECK(office.refusal(unit, "request_extension", R"({"reason":"涉及面广"})") ==
          "condition:within_reply_limit");
  }
}

TEST_CASE("WC09 In Henan it is enough to tell the deputy", "[wc]") {
  Office office{"2025-03-14", "henan"};
  const auto unit = part(office.in_handling(sole), 1);
  office.live_until("2025-06-05");
  CHECK(office.refusal(unit, "request_extension", R"({"reason":"涉及面广"})") ==
        "condition:deputy_told_if_enough");
  office.fire(unit, "request_extension", R"({"reason":"涉及面广","deputy_told":true})");
  CHECK(office.due(unit, "reply") == "2025-09-15");
}

TEST_CASE("WC10 The profile names the day a limit counts from", "[wc]") {
  const auto anchored = [](const char* anchor) {
    return [=](RegulationText& p) { p.limits["reply"].anchor = anchor; };
  };
  const auto sign = R"({"name":"李联络","telephone":"0312-1"})";

  SECTION("receipt: until it is signed for, the hand-over stands in") {
    Office office{"2025-03-14", "cn", anchored("receipt")};
    const auto unit = part(office.assigned(sole), 1);
    CHECK(office.due(unit, "reply") == "2025-06-16");
    office.live_until("2025-03-18");
    office.fire(unit, "sign", sign);
    CHECK(office.due(unit, "reply") == "2025-06-18");
    CHECK(office.verify() == "");
  }
  SECTION("hand-over") {
    Office office{"2025-03-14", "cn", anchored("hand_over")};
    const auto unit = part(office.assigned(sole), 1);
    office.live_until("2025-03-18");
    office.fire(unit, "sign", sign);
    CHECK(office.due(unit, "reply") == "2025-06-16");
  }
  SECTION("closing of the session") {
    Office office{"2025-03-14", "cn", anchored("session_close")};
    const auto id = office.registered();
    office.fire(id, "assign", R"({"mode":"sole","units":[{"unit":"县交通运输局","role":"sole"}],
                                  "session_closed_on":"2025-01-17"})");
    CHECK(office.due(part(id, 1), "reply") == "2025-04-17");
  }
  SECTION("first hand-over of two, to the government") {
    Office office{"2025-03-10", "cn", anchored("government_hand_over")};
    const auto id = office.registered();
    office.fire(id, "pass_to_government", R"({"office":"市政府办公室"})");
    CHECK(office.due(id, "hand_over") == "ended");
    CHECK(office.due(id, "pass_on") == "2025-03-17");
    office.live_until("2025-03-14");
    office.fire(id, "assign", R"({"mode":"sole","units":[{"unit":"县交通运输局","role":"sole"}]})");
    CHECK(office.due(part(id, 1), "reply") == "2025-06-10");
    CHECK(office.facts(id).at("government_handed_on").as_string() == "2025-03-10");
    CHECK(office.facts(id).at("handed_on").as_string() == "2025-03-14");
  }
}

TEST_CASE("WC11 A fixed date does not roll, and its reminder names the last workday", "[wc]") {
  Office office{"2025-03-14", "cn", [](RegulationText& p) {
                  p.limits["co_opinion"].rule = "until 05-31";
                  p.limits["reply"].rule = "until 06-30";
                }};
  const auto id = office.in_handling({{"县水务局", "lead"}, {"县财政局", "co"}});
  CHECK(office.due(part(id, 2), "co_opinion") == "2025-05-31");
  CHECK(office.due(part(id, 1), "reply") == "2025-06-30");
  office.live_until("2025-05-31");
  CHECK(office.told(part(id, 2), "co_opinion").back() == "2025-05-30");
  const auto rows = office.directory().outbox("", 0, 1000);
  const auto letter = std::ranges::find_if(rows, [](const auto& row) {
    return row.notice.key.find(":unit:县财政局:contact:2025-05-30") != std::string::npos;
  });
  REQUIRE(letter != rows.end());
  const auto& item = letter->notice.body.at("items").at(0);
  CHECK(item.at("due").as_string() == "2025-05-31");
  CHECK(item.at("last_workday").as_string() == "2025-05-30");
}

TEST_CASE("WC15 After downtime one notice is sent, not three", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  office.live_until("2025-06-06");
  const auto before = office.notices_to("unit:县交通运输局:contact");
  office.down_until("2025-06-16");

  CHECK(office.notices_to("unit:县交通运输局:contact") == before + 1);
  CHECK(office.rungs(part(id, 1), "reply").back() == "2025-06-16 -1d, -3d, -7d, 0");
  CHECK(reply_days(office, id).back() == "2025-06-16");

  SECTION("a second start on the same day sends nothing") {
    office.down_until("2025-06-16");
    CHECK(office.notices_to("unit:县交通运输局:contact") == before + 1);
  }
  CHECK(office.verify() == "");
}

TEST_CASE("WC58 Jinghong counts by its own calendar", "[wc]") {
  SECTION("an objection over the water-splashing festival") {
    Office office{"2022-04-08", "cn", {}, "xishuangbanna"};
    CHECK(office.due(part(office.assigned(sole), 1), "objection") == "2022-04-20");
  }
  SECTION("the national calendar would say another day") {
    Office office{"2022-04-08"};
    CHECK(office.due(part(office.assigned(sole), 1), "objection") == "2022-04-15");
  }
  SECTION("three months that end on a local rest day") {
    Office office{"2022-01-12", "cn", {}, "xishuangbanna"};
    CHECK(office.due(part(office.assigned(sole), 1), "reply") == "2022-04-18");
  }
}

TEST_CASE("One request for more time waits for its decision") {
  Office office{"2025-03-14"};
  const auto unit = part(office.in_handling(sole), 1);
  const auto request = R"({"reason":"需要论证","until":"2025-08-20"})";
  office.fire(unit, "request_extension", request);
  CHECK(office.refusal(unit, "request_extension", request) == "condition:no_request_waits");
  office.fire(unit, "refuse_extension", R"({"reason":"理由不足"})");
  office.fire(unit, "request_extension", request);
}

}  // namespace duban::test
