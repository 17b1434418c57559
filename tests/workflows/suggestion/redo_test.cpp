// Worked cases of reply, rating and redo.

#include "workflows/office.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

const std::vector<std::pair<std::string, std::string>> sole{{"甲局", "sole"}};

void set(RegulationText& profile, const char* name, boost::json::value value) {
  profile.settings["suggestion"][name].as_object()["value"] = std::move(value);
}

constexpr auto close = R"({"disclosure":"publish","archive":["答复函","征询意见表"]})";

}  // namespace

TEST_CASE("WC30 A reply without a signature is no reply", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  const auto unit = part(id, 1);
  office.live_until("2025-06-13");
  CHECK(office.reply_refusal(unit, R"({"signatory":""})") == "condition:signed_by_head");
  office.reply(unit);
  office.live_until("2025-06-16");
  office.fire(unit, "reject_reply", R"({"defect":"no_signature","explanation":"所附函无签名"})");
  CHECK(office.state(id) == "in_handling");
  CHECK(office.state(unit) == "handling");
  CHECK(office.due(unit, "reply") == "2025-06-16");
  CHECK(office.due(id, "feedback") == "ended");
  CHECK(office.facts(unit).at("replies").at(0).at("defect").as_string() == "no_signature");
  office.live_until("2025-06-17");
  CHECK(office.told(unit, "reply").back() == "2025-06-17");
  CHECK(office.verify() == "");
}

TEST_CASE("WC31 Where face to face comes first, a reply needs the record of it", "[wc]") {
  Office office{"2025-03-14", "cn", [](auto& p) { set(p, "face_to_face_first", true); }};
  const auto unit = part(office.in_handling(sole), 1);
  office.live_until("2025-05-20");
  CHECK(office.reply_refusal(unit) == "condition:met_face_to_face");
  office.fire(unit, "record_contact", R"({"way":"telephone","persons":"张代表","summary":"沟通"})");
  CHECK(office.reply_refusal(unit) == "condition:met_face_to_face");
  office.fire(unit, "record_contact",
              R"({"way":"face_to_face","persons":"张代表","summary":"面商"})");

  Command earlier;  // a reply of the day before that meeting is not covered by it
  earlier.id = unit;
  earlier.event = "reply";
  earlier.actor = anybody();
  earlier.occurred_on = parse_date("2025-05-19").value();
  earlier.data = boost::json::parse(
      R"({"number":"1","reply_class":"A","signatory":"局长","text":"…","contact_person":"李"})");
  CHECK(office.open_register().fire(earlier).error().subject == "met_face_to_face");
  office.reply(unit);
}

TEST_CASE("Qingdao 28: a deputy who agrees to a letter need not be met") {
  Office office{"2025-03-14", "qingdao"};
  const auto unit = part(office.in_handling(sole), 1);
  CHECK(office.reply_refusal(unit) == "condition:met_face_to_face");
  office.reply(unit, R"({"agreed_to_letter":true})");
}

TEST_CASE("A text of blanks says nothing") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  CHECK(office.reply_refusal(part(id, 1), R"({"text":"　"})") == "bad_input:text");
  CHECK(office.reply_refusal(part(id, 1), R"({"copies":[" "]})") == "bad_input:copies[0]");
  CHECK(office.reply_refusal(part(id, 1), R"({"reply_class":"B","commitments":[{"text":" "}]})") ==
        "bad_input:commitments[0].text");
  office.reply(part(id, 1));
  CHECK(office.refusal(id, "rate", R"({"result":"unsatisfied","words":"  "})") ==
        "bad_input:words");
}

TEST_CASE("A contact keeps its phase, a reply its seal, contact person and copies") {
  Office office{"2025-03-14"};
  const auto unit = part(office.in_handling(sole), 1);
  office.fire(unit, "record_contact",
              R"({"way":"visit","phase":"before","persons":"张代表","summary":"实地察看"})");
  office.reply(unit, R"({"sealed":true,"copies":["市政府督查室"],"contact_telephone":"0551-1"})");
  const auto facts = office.facts(unit);
  CHECK(facts.at("contacts").at(0).at("phase").as_string() == "before");
  const auto reply = facts.at("replies").at(0).as_object();
  CHECK(reply.at("sealed").as_bool());
  CHECK(reply.at("contact_person").as_string() == "李联络");
  CHECK(reply.at("contact_telephone").as_string() == "0551-1");
  CHECK(reply.at("copies").at(0).as_string() == "市政府督查室");
}

TEST_CASE("WC32 A class B reply needs a date, and the date is followed", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  const auto unit = part(id, 1);
  office.live_until("2025-06-10");
  CHECK(office.reply_refusal(unit, R"({"reply_class":"B"})") == "condition:class_has_plan");
  CHECK(office.reply_refusal(unit, R"({"reply_class":"E"})") == "condition:class_is_known");
  office.reply(unit,
               R"({"reply_class":"B","commitments":[{"text":"完成改造","due":"2025-12-31"}]})");
  CHECK(office.due(unit, "commitment", 1) == "2025-12-31");
  office.rate(id, "satisfied");
  office.fire(id, "close", close);
  CHECK(office.state(unit) == "done");
  CHECK(office.running_clocks(id) == 2);  // the commitment and the disclosure

  SECTION("unfulfilled it is carried over to the next year's end") {
    office.live_until("2026-01-01");
    CHECK(office.due(unit, "commitment", 1) == "2026-12-31");
    CHECK(office.facts(unit).at("commitments").at(0).at("carried_over").as_int64() == 1);
    CHECK(office.verify() == "");
  }
  SECTION("fulfilled it ends") {
    office.live_until("2025-11-28");
    office.fire(unit, "commitment_done", R"({"number":1,"evidence":"验收报告"})");
    CHECK(office.due(unit, "commitment", 1) == "ended");
    CHECK(office.refusal(unit, "commitment_failed", R"({"number":1,"reason":"…"})") ==
          "condition:commitment_has_not_ended");
  }
}

TEST_CASE("WC33 An unsatisfied deputy: redo by the same unit", "[wc]") {
  const auto [profile, rule, limit] =
      GENERATE(table<std::string, std::string, std::string>({{"hefei", "3 months", "2025-09-25"},
                                                             {"cn", "1 month", "2025-07-25"},
                                                             {"cn", "2 months", "2025-08-25"}}));
  Office office{"2025-03-14", profile, [&](auto& p) { p.limits["redo_reply"].rule = rule; }};
  const auto id = office.in_handling(sole);
  const auto unit = part(id, 1);
  office.live_until("2025-06-10");
  office.reply(unit);
  office.live_until("2025-06-20");
  office.rate(id, "unsatisfied", "未解决实际问题");
  office.live_until("2025-06-25");
  office.fire(id, "order_redo", R"({"ground":"代表不满意"})");

  CHECK(office.state(id) == "in_handling");
  CHECK(office.state(unit) == "handling");
  CHECK(office.facts(id).at("round").as_int64() == 2);
  CHECK(office.due(unit, "reply") == limit);
  const auto rating = office.facts(id).at("ratings").at(0).as_object();
  CHECK(rating.at("result").as_string() == "unsatisfied");  // round 1 stays on record
  if (profile == "hefei") {
    office.live_until("2025-09-25");
    CHECK(office.told(unit, "reply") == Days{"2025-05-16", "2025-05-30", "2025-06-09", "2025-08-26",
                                             "2025-09-10", "2025-09-18", "2025-09-22", "2025-09-24",
                                             "2025-09-25"});
  }
  CHECK(office.verify() == "");
}

TEST_CASE("WC34 WC35 After the redo: satisfied it closes, unsatisfied it is studied", "[wc]") {
  Office office{"2025-03-14", "hefei"};
  const auto id = office.in_handling(sole);
  const auto unit = part(id, 1);
  office.live_until("2025-06-10");
  office.reply(unit);
  office.live_until("2025-06-20");
  office.rate(id, "unsatisfied", "未解决实际问题");
  CHECK(office.refusal(id, "close", close) == "condition:unsatisfied_is_settled");
  office.live_until("2025-06-25");
  office.fire(id, "order_redo", R"({"ground":"代表不满意"})");
  office.live_until("2025-08-20");
  office.reply(unit);
  CHECK(office.state(id) == "answered");

  SECTION("WC34 basically satisfied") {
    office.rate(id, "basically_satisfied");
    const auto ratings = office.facts(id).at("ratings").as_array();
    CHECK(ratings.size() == 2);
    CHECK(ratings.at(1).at("round").as_int64() == 2);
    office.fire(id, "close", close);
    CHECK(office.state(id) == "closed");
  }
  SECTION("WC35 unsatisfied twice: no third round, but a study") {
    office.rate(id, "unsatisfied", "仍未解决");
    CHECK(office.refusal(id, "order_redo", R"({"ground":"代表仍不满意"})") ==
          "condition:rounds_left");
    CHECK(office.refusal(id, "close", close) == "condition:unsatisfied_is_settled");
    office.fire(id, "escalate_redo", R"({"finding":"共同研究"})");
    CHECK(office.due(id, "study") == "2025-09-22");
    CHECK(office.refusal(id, "close", close) == "condition:unsatisfied_is_settled");
    office.fire(id, "escalate_redo", R"({"finding":"共同研究","result":"列入明年计划"})");
    CHECK(office.due(id, "study") == "ended");
    office.fire(id, "close", close);
  }
  SECTION("a refused redo, with its reason, may be closed") {
    office.rate(id, "unsatisfied", "仍未解决");
    office.fire(id, "close",
                R"({"disclosure":"publish","archive":["答复函"],"redo_refused":"超出职权"})");
  }
  CHECK(office.verify() == "");
}

TEST_CASE("WC37 Attitude good, result bad: words are required", "[wc]") {
  Office office{"2025-03-14", "cn", [](auto& p) { set(p, "rates_attitude", true); }};
  const auto id = office.in_handling(sole);
  office.reply(part(id, 1));
  CHECK(office.refusal(id, "rate", R"({"result":"satisfied"})") ==
        "condition:attitude_given_if_rated");
  CHECK(office.refusal(id, "rate", R"({"attitude":"satisfied","result":"unsatisfied"})") ==
        "condition:words_if_unsatisfied");
  office.fire(id, "rate", R"({"attitude":"satisfied","result":"unsatisfied","words":"未解决"})");
  CHECK(office.refusal(id, "close", close) == "condition:unsatisfied_is_settled");
  CHECK(office.facts(id).at("ratings").at(0).at("attitude").as_string() == "satisfied");
}

TEST_CASE("WC59 A unit need not name whom it does not know, nor learn whom by trying", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole, false, {"张代表", "李代表"});
  office.fire(id, "correct", R"({"reason":"代表要求保密","confidential":true})");
  office.reply(part(id, 1));
}

TEST_CASE("WC38 A joint item: whose rating counts", "[wc]") {
  const auto [policy, unsatisfied] =
      GENERATE(table<std::string, bool>({{"lead", false}, {"worst", true}, {"majority", false}}));
  Office office{"2025-03-14", "cn",
                [&](auto& p) { set(p, "joint_rating", boost::json::string{policy}); }};
  const auto id = office.in_handling(sole, false, {"张代表", "李代表", "王代表"});
  CHECK(office.reply_refusal(part(id, 1)) == "condition:every_signer_served");
  office.reply(part(id, 1), R"({"served":["李代表","王代表"]})");
  office.fire(id, "rate", R"({"result":"satisfied","deputy":"张代表"})");
  office.fire(id, "rate", R"({"result":"unsatisfied","deputy":"李代表","words":"不满意"})");
  office.fire(id, "rate", R"({"result":"satisfied","deputy":"王代表"})");
  CHECK(office.refusal(id, "rate", R"({"result":"satisfied","deputy":"赵代表"})") ==
        "condition:rater_has_signed");
  const auto redo = R"({"ground":"代表不满意"})";
  if (unsatisfied) {
    office.fire(id, "order_redo", redo);
  } else {
    CHECK(office.refusal(id, "order_redo", redo) == "condition:unsatisfied_or_finding");
    office.fire(id, "close", close);
  }
  CHECK(office.verify() == "");
}

TEST_CASE("The feedback limit runs out only after the deputy was urged", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  office.live_until("2025-06-10");
  office.reply(part(id, 1));
  office.live_until("2025-07-01");
  CHECK(office.told(id, "feedback") == Days{"2025-06-24", "2025-06-30"});
  office.live_until("2025-07-02");
  CHECK(office.facts(id).at("urgings").as_int64() == 1);
  CHECK(office.state(id) == "answered");
  office.live_until("2025-07-09");
  CHECK(office.state(id) == "revisited");
  CHECK(office.facts(id).at("feedback_lapsed").as_bool());
  CHECK_FALSE(office.facts(id).contains("ratings"));  // never counted as satisfied
  office.fire(id, "close", close);
  CHECK(office.verify() == "");
}

TEST_CASE("A protected deputy's item is not published", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  office.fire(id, "correct", R"({"reason":"代表要求保密","confidential":true})");
  office.reply(part(id, 1));
  office.rate(id, "satisfied");
  CHECK(office.refusal(id, "close", close) == "condition:protected_stays_unpublished");
  office.fire(id, "close",
              R"({"disclosure":"withhold","withhold_reason":"保密","archive":["答复函"]})");
  CHECK(office.refusal(id, "publish") == "condition:may_be_published");
}

TEST_CASE("A state secret never enters the register", "[wc]") {
  Office office{"2025-03-14"};
  Command submit;
  submit.workflow = "suggestion";
  submit.congress = "340100";
  submit.event = "submit";
  submit.actor = anybody();
  submit.data = boost::json::parse(
      R"({"title":"某事","text":"某内容","lead_deputy":"张代表","state_secret":true})");
  CHECK(office.open_register().open(submit).error().subject == "title");
  submit.data =
      boost::json::parse(R"({"title":"","text":"","lead_deputy":"","state_secret":true})");
  const auto id = office.open_register().open(submit)->id;
  CHECK(office.refusal(id, "amend", R"({"text":"某内容"})") == "bad_input:text");
  office.fire(id, "register");
  office.fire(id, "assign", R"({"mode":"sole","units":[{"unit":"甲局","role":"sole"}]})");
  office.fire(part(id, 1), "sign", R"({"name":"李联络","telephone":"1"})");
  CHECK(office.reply_refusal(part(id, 1)) == "bad_input:text");
  office.reply(part(id, 1), R"({"text":""})");
}

TEST_CASE("A key suggestion's reminders also go to its leader and committee", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  office.fire(id, "mark_key",
              R"({"meeting_on":"2025-03-14","leader":"赵副主任","committee":"财经工委"})");
  office.live_until("2025-05-16");
  CHECK(office.told(part(id, 1), "reply", "leader:赵副主任") == Days{"2025-05-16"});
  CHECK(office.told(part(id, 1), "reply", "committee:财经工委") == Days{"2025-05-16"});
}

TEST_CASE("A closed item is reopened for a broken promise", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  office.reply(part(id, 1));
  office.rate(id, "satisfied");
  office.fire(id, "close", close);
  office.fire(id, "publish");
  CHECK(office.running_clocks(id) == 0);
  office.fire(id, "reopen", R"({"ground":"failed_commitment","reason":"承诺未兑现"})");
  CHECK(office.state(id) == "in_handling");
  CHECK(office.state(part(id, 1)) == "handling");
  CHECK(office.due(part(id, 1), "reply") == "2025-04-14");
  office.reply(part(id, 1));
  CHECK(office.state(id) == "answered");
  CHECK(office.verify() == "");
}

TEST_CASE("A matter of another level leaves the register", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.assigned(sole);
  CHECK(office.refusal(id, "transfer_level", R"({"target":"省人大常委会","reason":"超出职权"})") ==
        "condition:deputy_told_of_transfer");
  office.fire(id, "transfer_level",
              R"({"target":"省人大常委会","reason":"超出职权","deputy_told":true})");
  CHECK(office.state(id) == "transferred");
  CHECK(office.running_clocks(id) == 0);
  CHECK(office.refusal(id, "urge") == "not_in_state:urge");
}

}  // namespace duban::test
