// The class of a reply follows what becomes of the matter.

#include "workflows/suggestion/figures.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

constexpr auto class_b =
    R"({"reply_class":"B","commitments":[{"text":"完成","due":"2025-12-31"}]})";
constexpr auto to_a = R"({"reply_class":"A","evidence":"验收报告"})";

}  // namespace

TEST_CASE("The latest class counts, and the history keeps the old one", "[rates]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling({{"甲局", "sole"}});
  const auto unit = part(id, 1);
  CHECK(office.refusal(unit, "regrade", to_a) == "not_in_state:regrade");
  office.live_until("2025-06-10");
  office.reply(unit, class_b);
  office.rate(id, "satisfied");
  office.fire(id, "close", R"({"disclosure":"publish","archive":["答复函"]})");
  office.live_until("2025-11-28");
  office.fire(unit, "regrade", to_a, contact_of("甲局"));

  const auto reply = office.facts(unit).at("replies").at(0).as_object();
  CHECK(reply.at("reply_class").as_string() == "A");
  CHECK(reply.at("regradings").at(0).at("was").as_string() == "B");
  CHECK(reply.at("regradings").at(0).at("on").as_string() == "2025-11-28");
  CHECK(Figures{office}.rate("fulfilment") == "1/1 100.00");
  CHECK(Figures{office, "", "2025-11-27"}.rate("fulfilment") == "0/1 0.00");
  CHECK(office.verify() == "");
}

TEST_CASE("A class is changed to another of the regulation's, with evidence, by who may",
          "[rates]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling({{"甲局", "lead"}, {"乙局", "co"}});
  const auto unit = part(id, 1);
  office.fire(part(id, 2), "submit_co_opinion", R"({"text":"同意","signatory":"局长"})");
  office.live_until("2025-06-10");
  office.reply(unit, class_b);
  CHECK(office.refusal(unit, "regrade", R"({"reply_class":"A"})") == "condition:has_evidence");
  CHECK(office.refusal(unit, "regrade", R"({"reply_class":"E","evidence":"…"})") ==
        "condition:regraded_class_is_known");
  CHECK(office.refusal(unit, "regrade", R"({"reply_class":"B","evidence":"…"})") ==
        "condition:class_differs");
  CHECK(office.refusal_of_day(unit, "regrade", "2025-06-09", to_a) == "condition:not_before_reply");
  CHECK(office.refusal(part(id, 2), "regrade", to_a) == "condition:answers_itself");
  CHECK(office.refusal(unit, "regrade", to_a, contact_of("乙局")) == "no_authority:regrade");
  CHECK(office.refusal(unit, "regrade", to_a, deputy("张代表")) == "no_authority:regrade");
  office.live_until("2025-07-10");
  office.fire(unit, "regrade", to_a);
  CHECK(office.refusal_of_day(unit, "regrade", "2025-07-09",
                              R"({"reply_class":"C","evidence":"…"})") ==
        "condition:not_before_regrading");
}

TEST_CASE("Where a reply must reach each signer, the lead deputy passes none on") {
  Office office{"2025-03-14", "cn", with("reply_through_lead", false)};
  const auto id = office.in_handling({{"甲局", "sole"}}, false, {"张代表", "李代表"});
  CHECK(office.reply_refusal(part(id, 1), R"({"passed_on_by_lead_deputy":true})") ==
        "condition:every_signer_served");
  office.reply(part(id, 1), R"({"served":["李代表"]})");
  CHECK(office.state(id) == "answered");
}

}  // namespace duban::test
