// Whose rating counts, and when the suggestion moves on: signers, delegations, units rated apart.

#include "workflows/office.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

const std::vector<std::pair<std::string, std::string>> sole{{"甲局", "sole"}};
const std::vector<std::pair<std::string, std::string>> separate{{"甲局", "separate"},
                                                                {"乙局", "separate"}};
constexpr auto satisfied = R"({"result":"satisfied"})";
constexpr auto close = R"({"disclosure":"publish","archive":["答复函"]})";

CaseId answered(Office& office, const std::vector<std::string>& signers = {"张代表"}) {
  const auto id = office.in_handling(sole, false, signers);
  office.reply(part(id, 1), R"({"passed_on_by_lead_deputy":true})");
  return id;
}

CaseId answered_apart(Office& office) {
  const auto id = office.in_handling(separate);
  office.reply(part(id, 1));
  office.reply(part(id, 2));
  return id;
}

std::string rating_of_unit(const std::string& unit, const std::string& result) {
  return R"({"unit":")" + unit + R"(","result":")" + result + R"(","words":"…"})";
}

}  // namespace

TEST_CASE("A co-signer's rating is the co-signer's, and leaves the lead deputy's open") {
  Office office{"2025-03-14"};
  const auto id = answered(office, {"张代表", "李代表"});
  office.fire(id, "rate", satisfied, deputy("李代表"));
  CHECK(office.facts(id).at("ratings").at(0).at("deputy").as_string() == "李代表");
  CHECK(office.state(id) == "answered");
  CHECK(office.due(id, "feedback") != "ended");
  CHECK(office.refusal(id, "rate", R"({"result":"satisfied","deputy":"张代表"})",
                       deputy("李代表")) == "condition:rater_has_signed");

  office.fire(id, "rate", satisfied, deputy("张代表"));
  CHECK(office.state(id) == "revisited");
  office.fire(id, "close", close);
  CHECK(office.verify() == "");
}

TEST_CASE("Under the worst rating a co-signer's moves the suggestion on") {
  Office office{"2025-03-14", "cn", [](RegulationText& p) {
                  p.settings["suggestion"]["joint_rating"].as_object()["value"] = "worst";
                }};
  const auto id = answered(office, {"张代表", "李代表"});
  office.fire(id, "rate", satisfied, deputy("李代表"));
  CHECK(office.state(id) == "revisited");
}

TEST_CASE("A delegation's item is rated by its head") {
  Office office{"2025-03-14"};
  const auto opened =
      office.submitted(R"({"title":"题","text":"文","delegation":"第一代表团","session":"17-3"})");
  office.fire(opened, "register");
  office.fire(opened, "assign", R"({"mode":"sole","units":[{"unit":"甲局","role":"sole"}]})");
  office.fire(part(opened, 1), "sign", R"({"name":"李联络","telephone":"1"})");
  office.reply(part(opened, 1));
  office.fire(opened, "rate", satisfied, deputy("第一代表团"));
  office.fire(opened, "close", close);
  CHECK(office.verify() == "");
}

TEST_CASE("In separate handling the rating is whole when every reply is rated") {
  Office office{"2025-03-14"};
  const auto id = answered_apart(office);
  CHECK(office.refusal(id, "rate", rating_of_unit("丁局", "satisfied")) ==
        "condition:rated_unit_answers");
  office.fire(id, "rate", rating_of_unit("甲局", "satisfied"));
  CHECK(office.state(id) == "answered");
  CHECK(office.due(id, "feedback") != "ended");
  office.fire(id, "rate", rating_of_unit("乙局", "unsatisfied"));
  CHECK(office.state(id) == "revisited");
  CHECK(office.refusal(id, "close", close) == "condition:unsatisfied_is_settled");
  CHECK(office.verify() == "");
}

TEST_CASE("A later rating of the whole replaces those of its units") {
  Office office{"2025-03-14"};
  const auto id = answered(office);
  office.fire(id, "rate", rating_of_unit("甲局", "unsatisfied"));
  office.fire(id, "rate", satisfied);
  office.fire(id, "close", close);
}

TEST_CASE("A rating after the feedback lapsed is a rating") {
  Office office{"2025-03-14"};
  const auto id = answered(office);
  office.live_until("2025-04-30");
  CHECK(office.facts(id).at("feedback_lapsed").as_bool());
  office.fire(id, "rate", satisfied);
  CHECK_FALSE(office.facts(id).contains("feedback_lapsed"));
}

TEST_CASE("A reply entered late leaves the deputy the time to rate after being asked") {
  // Found by use: the limit was over already, so urging and lapse came in the same moment.
  Office office{"2025-02-03"};
  const auto id = office.in_handling(sole);
  office.live_until("2025-05-14");
  office.reply_of_day(part(id, 1), "2025-02-10");
  office.live_until("2025-05-15");
  CHECK(office.facts(id).at("urgings").as_int64() == 1);
  CHECK(office.state(id) == "answered");
  CHECK(office.refusal(id, "feedback_lapsed", "{}", system_actor()) ==
        "condition:deputy_had_time_since_urging");
  office.live_until("2025-05-22");
  office.fire(id, "feedback_lapsed");
  CHECK(office.state(id) == "revisited");
  CHECK(office.verify() == "");
}

TEST_CASE("A reply is sent back only until it is rated or the deputy was revisited") {
  Office office{"2025-03-14"};
  const auto id = answered(office);
  office.fire(id, "revisit", R"({"way":"telephone","words":"再看看"})");
  CHECK(office.refusal(part(id, 1), "reject_reply",
                       R"({"defect":"format","explanation":"格式"})") == "condition:not_yet_rated");
}

TEST_CASE("Nothing is closed or redone before it was rated") {
  Office office{"2025-03-14"};
  const auto id = answered(office);
  office.live_until("2025-03-20");
  office.fire(id, "rate", R"({"result":"unsatisfied","words":"未解决"})");
  office.live_until("2025-03-25");
  CHECK(office.refusal_of_day(id, "order_redo", "2025-03-19", R"({"ground":"不满意"})") ==
        "condition:not_before_rating");
  CHECK(office.refusal_of_day(id, "close", "2025-03-19", close) == "condition:not_before_rating");
}

TEST_CASE("A redo goes to units that have the item, within the regulation's limit") {
  Office office{"2025-03-14"};
  const auto id = answered(office);
  office.fire(id, "rate", R"({"result":"unsatisfied","words":"未解决"})");
  CHECK(office.refusal(id, "order_redo", R"({"ground":"不满意","units":["乙局"]})") ==
        "condition:redo_reaches_a_replying_unit");
  for (const char* until : {"2025-01-01", "2025-03-14", "2025-04-15"})
    CHECK(office.refusal(id, "order_redo",
                         R"({"ground":"不满意","until":")" + std::string{until} + "\"}") ==
          "condition:redo_within_limit");
  office.fire(id, "order_redo", R"({"ground":"不满意","until":"2025-04-14"})");
  CHECK(office.due(part(id, 1), "reply") == "2025-04-14");
  CHECK(office.refusal(id, "withdraw", R"({"letter":"函","signers":["张代表"]})") ==
        "condition:still_withdrawable");
}

TEST_CASE("A co unit whose opinion was missing is asked again in the next round") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling({{"主办局", "lead"}, {"会办局", "co"}});
  const auto co = part(id, 2);
  office.live_until("2025-06-10");
  office.fire(part(id, 1), "accept_missing_opinion", R"({"unit":"会办局","reason":"未提交"})");
  office.reply(part(id, 1), R"({"absent_opinions":["会办局"]})");
  office.fire(id, "rate", R"({"result":"unsatisfied","words":"未解决"})");
  office.live_until("2025-06-25");
  office.fire(id, "order_redo", R"({"ground":"不满意"})");
  CHECK(office.due(co, "co_opinion") == "2025-07-25");
  CHECK(office.facts(co).at("round").as_int64() == 2);
  CHECK(office.verify() == "");
}

TEST_CASE("Commitments live through a redo, and a rejected reply voids only its own") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  const auto unit = part(id, 1);
  const auto promise = [](const std::string& due) {
    return R"({"reply_class":"B","commitments":[{"text":"改造","due":")" + due + R"("}]})";
  };
  CHECK(office.reply_refusal(unit, promise("2024-01-01")) == "condition:promises_lie_ahead");
  office.reply(unit, promise("2025-08-01"));
  office.fire(id, "rate", R"({"result":"unsatisfied","words":"未解决"})");
  office.fire(id, "order_redo", R"({"ground":"不满意"})");
  office.reply(unit, promise("2025-11-01"));
  office.fire(unit, "reject_reply", R"({"defect":"format","explanation":"格式"})");
  CHECK(office.due(unit, "commitment", 1) == "2025-08-01");
  CHECK(office.due(unit, "commitment", 2) == "ended");
  CHECK(office.refusal(unit, "carry_over", R"({"number":1})") == "condition:commitment_is_overdue");
  office.live_until("2025-08-02");
  CHECK(office.due(unit, "commitment", 1) == "2025-12-31");
  office.fire(unit, "commitment_done", R"({"number":1,"evidence":"验收报告"})");
  CHECK(office.verify() == "");
}

TEST_CASE("WC38 A majority is satisfied only if two of three are", "[wc]") {
  Office office{"2025-03-14", "cn", [](RegulationText& p) {
                  p.settings["suggestion"]["joint_rating"].as_object()["value"] = "majority";
                }};
  const auto id = answered(office, {"张代表", "李代表", "王代表"});
  const auto unsatisfied = R"({"result":"unsatisfied","words":"没有解决"})";
  SECTION("one of each, and the third decides: satisfied") {
    office.fire(id, "rate", satisfied, deputy("张代表"));
    office.fire(id, "rate", unsatisfied, deputy("李代表"));
    CHECK(office.state(id) == "answered");
    office.fire(id, "rate", satisfied, deputy("王代表"));
    CHECK(office.state(id) == "revisited");
    office.fire(id, "close", close);
  }
  SECTION("two of three unsatisfied: it may be ordered again") {
    office.fire(id, "rate", unsatisfied, deputy("张代表"));
    CHECK(office.state(id) == "answered");
    office.fire(id, "rate", unsatisfied, deputy("李代表"));
    CHECK(office.refusal(id, "close", close) == "condition:unsatisfied_is_settled");
    office.fire(id, "order_redo", R"({"ground":"不满意"})");
  }
  SECTION("after the limit those decide who have rated") {
    office.fire(id, "rate", unsatisfied, deputy("李代表"));
    office.live_until("2025-04-20");
    CHECK(office.state(id) == "revisited");
    CHECK(office.refusal(id, "close", close) == "condition:unsatisfied_is_settled");
    office.fire(id, "rate", satisfied, deputy("张代表"));
    office.fire(id, "rate", satisfied, deputy("王代表"));
    office.fire(id, "close", close);
  }
  CHECK(office.verify() == "");
}

TEST_CASE("A majority of five waits for those who may still change it") {
  Office office{"2025-03-14", "cn", [](RegulationText& p) {
                  p.settings["suggestion"]["joint_rating"].as_object()["value"] = "majority";
                }};
  const auto id = answered(office, {"张代表", "李代表", "王代表", "赵代表", "钱代表"});
  office.fire(id, "rate", satisfied, deputy("张代表"));
  office.fire(id, "rate", satisfied, deputy("李代表"));
  office.fire(id, "rate", R"({"result":"basically_satisfied"})", deputy("王代表"));
  CHECK(office.state(id) == "answered");
  office.fire(id, "rate", satisfied, deputy("赵代表"));
  CHECK(office.state(id) == "revisited");
}

TEST_CASE("Whoever is no signer any more has no voice") {
  Office office{"2025-03-14", "cn", [](RegulationText& p) {
                  p.settings["suggestion"]["joint_rating"].as_object()["value"] = "majority";
                }};
  const auto id = answered(office, {"张代表", "李代表", "王代表"});
  office.fire(id, "rate", satisfied, deputy("李代表"));
  office.fire(id, "correct", R"({"reason":"误录","co_signers":["王代表"]})");
  office.fire(id, "rate", R"({"result":"unsatisfied","words":"没有解决"})", deputy("张代表"));
  CHECK(office.refusal(id, "close", close) == "condition:unsatisfied_is_settled");
}

TEST_CASE("A deputy whom the office has urged is not urged again by the limit") {
  Office office{"2025-03-14"};
  const auto id = answered(office);
  office.live_until("2025-03-31");
  office.fire(id, "urge", R"({"words":"请评价"})");
  office.live_until("2025-04-08");
  CHECK(office.facts(id).at("urgings").as_int64() == 1);
  SECTION("the officer may end the wait once the limit is over") {
    office.fire(id, "feedback_lapsed");
    CHECK(office.state(id) == "revisited");
  }
  SECTION("or the limit ends it") {
    office.live_until("2025-04-20");
    CHECK(office.state(id) == "revisited");
  }
  CHECK(office.verify() == "");
}

TEST_CASE("What was withheld is published only when the ground has gone") {
  Office office{"2025-03-14"};
  const auto id = answered(office);
  office.rate(id, "satisfied");
  office.fire(id, "close",
              R"({"disclosure":"withhold","withhold_reason":"商业秘密","archive":["答复函"]})");
  CHECK(office.refusal(id, "publish", R"({"full_text":true})") ==
        "condition:ground_to_withhold_has_gone");
  office.fire(id, "publish", R"({"full_text":true,"reason":"权利人同意公开"})");
  CHECK_FALSE(office.facts(id).contains("withhold_reason"));
}

TEST_CASE("A promise is void with the reply that made it") {
  Office office{"2025-03-14"};
  const auto unit = part(office.in_handling(sole), 1);
  office.reply(unit, R"({"reply_class":"B","commitments":[{"text":"修路","due":"2025-11-15"}]})");
  office.fire(unit, "reject_reply", R"({"defect":"wrong_class","explanation":"类别不当"})");
  const auto promise = office.facts(unit).at("commitments").at(0);
  CHECK(promise.at("state").as_string() == "voided");
  CHECK(office.due(unit, "commitment", 1) == "ended");
}

}  // namespace duban::test
