// Merged items: a link; number, reply and rating stay apart, the limit follows the host.

#include "workflows/office.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

const std::vector<std::pair<std::string, std::string>> sole{{"甲局", "sole"}};
constexpr auto objection = R"({"reason":"非职责","approved_by":"局长"})";
constexpr auto signing = R"({"name":"李联络","telephone":"1"})";

}  // namespace

TEST_CASE("WC26 Merged items keep their own reply and limit", "[wc]") {
  Office office{"2025-03-14"};
  const auto host = office.assigned(sole);
  const auto child = office.assigned(sole, false, {"李代表"});
  office.live_until("2025-03-18");
  const auto link = R"({"host":")" + to_text(host) + R"(","reason":"内容相同","deputies_noticed":)";
  CHECK(office.refusal(child, "link_merge", link + "false}") == "condition:deputies_noticed");
  office.fire(child, "link_merge", link + "true}");
  CHECK(office.due(part(child, 1), "reply") == "2025-06-16");

  for (const auto id : {host, child})
    office.fire(part(id, 1), "sign", R"({"name":"联","telephone":"1"})");
  office.live_until("2025-06-09");
  office.reply(part(host, 1));
  CHECK(office.state(host) == "answered");
  CHECK(office.state(child) == "in_handling");
  office.live_until("2025-06-20");
  office.reply(part(child, 1));
  CHECK(office.state(child) == "answered");
  const auto late = office.facts(part(child, 1)).at("replies").at(0).as_object();
  CHECK(late.at("limit").as_string() == "2025-06-16");
  CHECK(office.verify() == "");
}

TEST_CASE("WC26 A merged item follows the host's hand-over, and its own again when unlinked",
          "[wc]") {
  Office office{"2025-03-14"};
  const auto host = office.assigned(sole);
  office.live_until("2025-03-20");
  const auto child = office.assigned(sole, false, {"李代表"});
  CHECK(office.due(part(child, 1), "reply") == "2025-06-20");
  office.fire(child, "link_merge",
              R"({"host":")" + to_text(host) + R"(","reason":"内容相同","deputies_noticed":true})");
  CHECK(office.due(part(child, 1), "reply") == "2025-06-16");
  CHECK(office.due(child, "overall_reply") == "2025-06-16");
  office.fire(child, "unlink_merge", R"({"reason":"内容不同"})");
  CHECK(office.due(part(child, 1), "reply") == "2025-06-20");
  CHECK(office.verify() == "");
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

}  // namespace duban::test
