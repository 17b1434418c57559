// Days that were told wrong: what is corrected moves with everything that counts from it.

#include "workflows/office.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

const std::vector<std::pair<std::string, std::string>> sole{{"甲局", "sole"}};
constexpr auto objection = R"({"reason":"非职责","approved_by":"局长"})";
constexpr auto signing = R"({"name":"李联络","telephone":"1"})";
constexpr auto suggestion = R"({"title":"题","text":"文","lead_deputy":"张代表","session":"17-3"})";

}  // namespace

TEST_CASE("A correction's days lie between the registration and today") {
  Office office{"2025-03-14"};
  const auto unit = part(office.in_handling(sole), 1);
  for (const char* wrong : {R"("handed_on":"2099-01-01")", R"("handed_on":"2025-03-13")",
                            R"("received_on":"2025-03-01")"})
    CHECK(office.refusal(unit, "correct", R"({"reason":"误录",)" + std::string{wrong} + "}") ==
          "condition:corrected_days_are_sound");
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
  CHECK(office.due(id, "hand_over") == "2025-04-14");
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

}  // namespace duban::test
