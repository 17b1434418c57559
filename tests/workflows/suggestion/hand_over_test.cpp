// Numbers, hand-over days and parts that come back: what the worked cases leave to the rules.

#include "workflows/suggestion/office.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

const std::vector<std::pair<std::string, std::string>> sole{{"甲局", "sole"}};
const std::vector<std::pair<std::string, std::string>> separate{{"甲局", "separate"},
                                                                {"乙局", "separate"}};
constexpr auto objection = R"({"reason":"非职责","approved_by":"局长"})";
constexpr auto signing = R"({"name":"李联络","telephone":"1"})";
constexpr auto suggestion = R"({"title":"题","text":"文","lead_deputy":"张代表","session":"17-3"})";

CaseId part(CaseId root, std::int64_t number) {
  return CaseId{root.stored() / CaseId::family_size, number};
}

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

TEST_CASE("A correction's days lie between the registration and today") {
  Office office{"2025-03-14"};
  const auto unit = part(office.in_handling(sole), 1);
  for (const char* wrong : {R"("handed_on":"2099-01-01")", R"("handed_on":"2025-03-13")",
                            R"("received_on":"2025-03-01")"})
    CHECK(office.refusal(unit, "correct", R"({"reason":"误录",)" + std::string{wrong} + "}") ==
          "condition:corrected_days_are_sound");
}

TEST_CASE("A merged item is handed over after its host") {
  Office office{"2025-03-14"};
  const auto host = office.registered();
  const auto link =
      R"({"host":")" + to_text(host) + R"(","reason":"内容相同","deputies_noticed":true})";
  const auto child = office.registered();
  office.fire(child, "link_merge", link);
  CHECK(office.refusal(child, "assign",
                       R"({"mode":"sole","units":[{"unit":"甲局","role":"sole"}]})") ==
        "condition:host_was_handed_over");
  CHECK(office.refusal(office.assigned(sole), "link_merge", link) == "condition:host_comes_first");
}

TEST_CASE("A unit objects once") {
  Office office{"2025-03-14"};
  const auto unit = part(office.assigned(sole), 1);
  office.fire(unit, "object", objection);
  office.fire(unit, "reject_objection", R"({"reason":"属于职责"})");
  CHECK(office.refusal(unit, "object", objection) == "condition:objects_once");
}

TEST_CASE("A merge reaches a unit whose objection is examined, and one merged before hand-over") {
  Office office{"2025-03-14"};
  const auto host = office.assigned(sole);
  const auto link =
      R"({"host":")" + to_text(host) + R"(","reason":"内容相同","deputies_noticed":true})";
  office.live_until("2025-03-20");
  const auto early = office.registered();
  office.fire(early, "link_merge", link);
  office.fire(early, "assign", R"({"mode":"sole","units":[{"unit":"甲局","role":"sole"}]})");
  CHECK(office.due(part(early, 1), "reply") == "2025-06-16");
  CHECK(office.due(early, "overall_reply") == "2025-06-16");

  const auto child = office.assigned(sole);
  office.fire(part(child, 1), "object", objection);
  office.fire(child, "link_merge", link);
  office.fire(part(child, 1), "reject_objection", R"({"reason":"属于职责"})");
  CHECK(office.due(part(child, 1), "reply") == "2025-06-16");
  CHECK(office.verify() == "");
}

TEST_CASE("A corrected hand-over moves every limit that counts from it") {
  Office office{"2025-03-10"};
  const auto id = office.registered();
  office.live_until("2025-03-14");
  office.fire(id, "assign", R"({"mode":"sole","units":[{"unit":"甲局","role":"sole"}]})");
  office.fire(part(id, 1), "correct", R"({"reason":"日期写错","handed_on":"2025-03-11"})");
  CHECK(office.due(part(id, 1), "reply") == "2025-06-11");
  CHECK(office.due(part(id, 1), "objection") == "2025-03-18");
  CHECK(office.due(part(id, 1), "sign") == "2025-03-14");
  CHECK(office.due(id, "overall_reply") == "2025-06-11");
  CHECK(office.verify() == "");
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

TEST_CASE("A state secret is taken without a word") {
  Office office{"2025-03-14"};
  const auto refused = [&](const std::string& more) {
    return office.refusal_to_submit(R"({"state_secret":true,)" + more + "}");
  };
  CHECK(refused(R"("title":"题")") == "bad_input:title");
  CHECK(refused(R"("lead_deputy":"张代表")") == "bad_input:lead_deputy");
  CHECK(refused(R"("co_signers":["李代表"])") == "bad_input:co_signers");
  CHECK(refused(R"("category":"国防")") == "bad_input:category");
  const auto id = office.submitted(R"({"state_secret":true,"session":"17-3"})");
  CHECK(office.refusal(id, "amend", R"({"category":"国防"})") == "bad_input:category");
  office.fire(id, "register");
  office.fire(id, "assign", R"({"mode":"sole","units":[{"unit":"甲局","role":"sole"}]})");
  office.fire(part(id, 1), "sign", signing);
  CHECK(office.refusal(part(id, 1), "reply",
                       R"({"number":"1","reply_class":"A","signatory":"局长","text":"…",
                           "contact_person":"李联络"})") == "bad_input:text");
  CHECK(office.refusal(part(id, 1), "record_contact",
                       R"({"way":"visit","persons":"","summary":"到现场察看"})") ==
        "bad_input:summary");
  office.fire(part(id, 1), "record_contact", R"({"way":"visit","persons":"","summary":""})");
  CHECK(office.refusal(id, "correct", R"({"reason":"误录"})") == "bad_input:reason");
  Command spoken;
  spoken.id = part(id, 1);
  spoken.event = "urge";
  spoken.actor = anybody();
  spoken.act_of = "某部队";
  CHECK(office.open_register().fire(spoken).error().subject == "act_of");
  office.fire(part(id, 1), "reply",
              R"({"number":"1","reply_class":"B","signatory":"局长","contact_person":"李联络",
                  "commitments":[{"due":"2025-12-31"}]})");
  CHECK(office.state(id) == "answered");
  CHECK(office.verify() == "");
}

TEST_CASE("A state secret returns to a unit that had it without a word") {
  Office office{"2025-03-14"};
  const auto id = office.submitted(R"({"state_secret":true,"session":"17-3"})");
  office.fire(id, "register");
  office.fire(id, "assign", R"({"mode":"sole","units":[{"unit":"甲局","role":"sole"}]})");
  office.fire(part(id, 1), "object", R"({"reason":"","approved_by":"局长"})");
  office.fire(part(id, 1), "uphold_objection", R"({"reason":""})");
  office.fire(id, "reassign", R"({"units":[{"unit":"甲局","role":"sole"}]})");
  CHECK(office.state(id) == "assigned");
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

TEST_CASE("A unit of a merged item takes it over in its own time, and answers by the host's") {
  Office office{"2025-03-14"};
  const auto host = office.assigned(sole);
  office.live_until("2025-04-10");
  const auto id = office.registered();
  office.fire(id, "link_merge",
              R"({"host":")" + to_text(host) + R"(","reason":"同题","deputies_noticed":true})");
  office.fire(id, "assign", R"({"mode":"sole","units":[{"unit":"乙局","role":"sole"}]})");
  const auto unit = part(id, 1);
  CHECK(office.due(unit, "sign") == "2025-04-15");
  CHECK(office.due(unit, "objection") == "2025-04-17");
  CHECK(office.due(unit, "reply") == "2025-06-16");
  SECTION("it may object") {
    office.fire(unit, "object", objection);
    CHECK(office.state(unit) == "objected");
  }
  SECTION("its silence is acceptance") {
    office.live_until("2025-04-18");
    CHECK(office.state(unit) == "handling");
  }
  CHECK(office.verify() == "");
}

TEST_CASE("In Henan a merged item counts from the host's day, not from its own receipt") {
  Office office{"2025-03-14", "henan"};
  const auto host = office.assigned(sole);
  const auto id = office.registered();
  office.fire(id, "link_merge",
              R"({"host":")" + to_text(host) + R"(","reason":"同题","deputies_noticed":true})");
  office.live_until("2025-03-20");
  office.fire(id, "assign", R"({"mode":"sole","units":[{"unit":"乙局","role":"sole"}]})");
  office.fire(part(id, 1), "sign", signing);
  CHECK(office.due(part(id, 1), "reply") == "2025-06-16");
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

TEST_CASE("A hand-over that was entered too late and is corrected still ends in acceptance") {
  Office office{"2025-09-01"};
  const auto id = office.submitted(suggestion, "2025-05-01");
  office.fire(id, "register", "{}");
  office.fire(id, "correct", R"({"reason":"补录","registered_on":"2025-05-02"})");
  office.fire(id, "assign", R"({"mode":"sole","units":[{"unit":"甲局","role":"sole"}]})");
  const auto unit = part(id, 1);
  office.fire(unit, "correct", R"({"reason":"补录","handed_on":"2025-05-10"})");
  CHECK(office.due(unit, "objection") == "2025-05-16");
  CHECK(office.verify() == "");
  office.live_until("2025-09-02");
  CHECK(office.state(unit) == "handling");
  CHECK(office.due(unit, "objection") == "ended");
  CHECK(office.verify() == "");
}

TEST_CASE(
    "Nothing happens to a unit's task before it was handed over, nor after a correction to it") {
  Office office{"2025-03-14"};
  const auto host = office.assigned(sole);
  office.live_until("2025-04-10");
  const auto id = office.submitted(suggestion, "2025-03-20");
  office.fire(id, "register");
  office.fire(id, "link_merge",
              R"({"host":")" + to_text(host) + R"(","reason":"同题","deputies_noticed":true})");
  office.fire(id, "correct", R"({"reason":"补录","registered_on":"2025-03-21"})");
  office.fire(id, "assign", R"({"mode":"sole","units":[{"unit":"乙局","role":"sole"}]})");
  const auto urge = R"({"words":"请抓紧"})";
  CHECK(office.refusal_of_day(part(id, 1), "urge", "2025-03-25", urge) == "bad_input:occurred_on");
  office.fire(part(id, 1), "correct", R"({"reason":"误录","handed_on":"2025-03-24"})");
  CHECK(office.refusal_of_day(part(id, 1), "urge", "2025-03-25", urge) == "done");
}

TEST_CASE("Days that were wrong are corrected in their order") {
  Office office{"2025-03-14"};
  const auto id = office.submitted(suggestion);
  office.fire(id, "correct", R"({"reason":"误录","received_on":"2025-03-10"})");
  CHECK(office.due(id, "registration") == "2025-03-24");
  office.fire(id, "register");
  office.fire(id, "correct", R"({"reason":"误录","registered_on":"2025-03-12"})");
  CHECK(office.due(id, "hand_over") != "none");
  CHECK(office.refusal(id, "correct", R"({"reason":"误录","registered_on":"2025-03-09"})") ==
        "condition:corrected_days_are_sound");
  CHECK(office.refusal(id, "correct", R"({"reason":"误录","received_on":"2025-03-15"})") ==
        "condition:corrected_days_are_sound");
  office.fire(id, "assign", R"({"mode":"sole","units":[{"unit":"甲局","role":"sole"}]})");
  office.fire(part(id, 1), "sign", signing);
  office.live_until("2025-03-20");
  CHECK(office.refusal(part(id, 1), "correct", R"({"reason":"误录","handed_on":"2025-03-18"})") ==
        "condition:corrected_days_are_sound");  // it was received on the fourteenth
  CHECK(office.refusal_of_day(id, "reassign", "2025-03-11",
                              R"({"units":[{"unit":"乙局","role":"sole"}],"release":["甲局"]})") ==
        "condition:not_before_registration");
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

TEST_CASE("The letter of a single deputy withdraws the item") {
  Office office{"2025-05-06"};
  const auto alone = office.registered();
  office.fire(alone, "withdraw", R"({"letter":"来函"})");
  CHECK(office.state(alone) == "withdrawn");
  const auto joint = office.registered({"张代表", "李代表"});
  CHECK(office.refusal(joint, "withdraw", R"({"letter":"来函"})") == "condition:all_signers_agree");
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
