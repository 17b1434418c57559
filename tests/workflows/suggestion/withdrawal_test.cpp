// Items that are withdrawn or never taken.

#include "workflows/office.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

const std::vector<std::pair<std::string, std::string>> sole{{"甲局", "sole"}};
constexpr auto objection = R"({"reason":"非职责","approved_by":"局长"})";
constexpr auto suggestion = R"({"title":"题","text":"文","lead_deputy":"张代表","session":"17-3"})";

}  // namespace

TEST_CASE("WC27 A withdrawal cancels everything", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.assigned(sole);
  CHECK(office.running_clocks(id) == 4);  // overall, sign, objection, reply
  office.live_until("2025-03-18");
  office.fire(id, "withdraw", R"({"letter":"书面撤回函","signers":["张代表"]})");
  CHECK(office.state(id) == "withdrawn");
  CHECK(office.state(part(id, 1)) == "released");
  CHECK(office.running_clocks(id) == 0);
  const auto before = office.notices_to("unit:甲局:contact");
  office.live_until("2025-07-31");
  CHECK(office.notices_to("unit:甲局:contact") == before);
  CHECK(office.verify() == "");
}

TEST_CASE("WC27 A joint item is withdrawn only by all who signed it", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole, false, {"张代表", "李代表", "王代表"});
  CHECK(office.refusal(id, "withdraw", R"({"letter":"函","signers":["张代表","李代表"]})") ==
        "condition:all_signers_agree");
  office.fire(id, "withdraw", R"({"letter":"函","signers":["张代表","李代表","王代表"]})");
  CHECK(office.state(id) == "withdrawn");
}

TEST_CASE("WC27 In Beijing nothing is withdrawn after hand-over", "[wc]") {
  Office office{"2025-03-14", "cn", [](RegulationText& p) {
                  p.settings["suggestion"]["withdraw_until"].as_object()["value"] = "handed_over";
                }};
  const auto registered = office.registered();
  const auto handed = office.assigned(sole);
  CHECK(office.refusal(handed, "withdraw", R"({"letter":"函","signers":["张代表"]})") ==
        "condition:still_withdrawable");
  office.fire(registered, "withdraw", R"({"letter":"函","signers":["张代表"]})");
}

TEST_CASE("WC29 A text about the deputy's own brother's lawsuit is declined", "[wc]") {
  Office office{"2025-03-14"};
  Command submit;
  submit.workflow = "suggestion";
  submit.congress = "340100";
  submit.event = "submit";
  submit.actor = anybody();
  submit.data =
      boost::json::parse(R"({"title":"关于某案的建议","text":"……","lead_deputy":"张代表"})");
  const auto id = office.open_register().open(submit)->id;
  const auto rules = office.open_register().rulebook().of_congress("340100").value();
  const auto& grounds =
      rules.regulation.text.settings.at("suggestion").at("inadmissible").at("value").as_array();
  const std::string ground{std::string_view{grounds.front().as_string()}};

  CHECK(office.refusal(id, "register", R"({"inadmissible_ground":"亲属案件"})") ==
        "condition:admissible");
  CHECK(office.refusal(id, "decline",
                       R"({"ground":"没有的理由","explanation":"…","deputy_informed":true})") ==
        "condition:ground_is_listed");
  CHECK(office.refusal(id, "decline", R"({"ground":")" + ground + R"(","explanation":"…"})") ==
        "condition:deputy_informed");
  office.fire(
      id, "decline",
      R"({"ground":")" + ground + R"(","explanation":"涉及亲属诉讼","deputy_informed":true})");
  CHECK(office.state(id) == "declined");
  CHECK(office.running_clocks(id) == 0);
  CHECK(office.facts(id).at("decline_ground").as_string() == ground);

  SECTION("the deputy may amend and hand it in again") {
    office.fire(id, "amend", R"({"text":"关于完善诉讼服务的建议"})");
    CHECK(office.state(id) == "submitted");
    CHECK(office.due(id, "registration") == "2025-03-28");
  }
}

TEST_CASE("The letter of a single deputy withdraws the item") {
  Office office{"2025-05-06"};
  const auto alone = office.registered();
  office.fire(alone, "withdraw", R"({"letter":"来函"})");
  CHECK(office.state(alone) == "withdrawn");
  const auto joint = office.registered({"张代表", "李代表"});
  CHECK(office.refusal(joint, "withdraw", R"({"letter":"来函"})") == "condition:all_signers_agree");
}

}  // namespace duban::test
