// What else decides where a suggestion is counted: extensions, co-handling, days, disclosure.

#include "workflows/suggestion/figures.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

const std::vector<std::pair<std::string, std::string>> sole{{"甲局", "sole"}};
const std::vector<std::pair<std::string, std::string>> lead_and_co{{"甲局", "lead"},
                                                                   {"乙局", "co"}};
constexpr auto class_b =
    R"({"reply_class":"B","commitments":[{"text":"完成","due":"2025-12-31"}]})";
constexpr auto close = R"({"disclosure":"publish","archive":["答复函"]})";
constexpr auto opinion = R"({"text":"同意","signatory":"局长"})";

CaseId answered(Office& office, const std::string& more = "{}") {
  const auto id = office.in_handling(sole);
  office.reply(part(id, 1), more);
  return id;
}

}  // namespace

TEST_CASE("A transferred item is out of the base and listed with its target", "[rates]") {
  Office office{"2025-03-14"};
  const auto id = office.assigned(sole);
  office.fire(id, "transfer_level",
              R"({"target":"省人大常委会","reason":"职权","deputy_told":true})");
  const Figures figures{office};
  CHECK(figures.number("transferred") == 1);
  CHECK(figures.number("to_handle") == 0);
  REQUIRE(figures.things().size() == 1);
  CHECK(figures.things().front().told ==
        std::vector<std::pair<std::string, std::string>>{{"transferred_to", "省人大常委会"}});
}

TEST_CASE("Units rated apart have their own rating, the item the worst", "[rates]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling({{"甲局", "separate"}, {"乙局", "separate"}});
  office.reply(part(id, 1));
  office.reply(part(id, 2));
  office.fire(id, "rate", R"({"unit":"甲局","result":"satisfied"})");
  CHECK(Figures{office}.number("unrated") == 1);
  office.fire(id, "rate", R"({"unit":"乙局","result":"unsatisfied","words":"…"})");
  CHECK(Figures{office}.rate("unsatisfied") == "1/1 100.00");
  CHECK(Figures{office, "unit"}.rate("satisfied", "甲局") == "1/1 100.00");
  CHECK(Figures{office, "unit"}.rate("satisfied", "乙局") == "0/1 0.00");
}

TEST_CASE("What was said of one unit counts once the time to rate the others is over", "[rates]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling({{"甲局", "separate"}, {"乙局", "separate"}});
  office.reply(part(id, 1));
  office.reply(part(id, 2));
  office.fire(id, "rate", R"({"unit":"乙局","result":"unsatisfied","words":"没办"})");
  CHECK(Figures{office}.number("unrated") == 1);
  office.live_until("2025-05-30");
  CHECK(office.facts(id).at("feedback_lapsed").as_bool());
  CHECK(Figures{office}.rate("unsatisfied") == "1/1 100.00");
  CHECK(office.refusal(id, "close", close) == "condition:unsatisfied_is_settled");
  office.fire(id, "order_redo", R"({"ground":"代表不满意","units":["乙局"]})");
}

TEST_CASE("A lead counts for the item, a co-handling unit for its opinion", "[rates]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(lead_and_co);
  office.live_until("2025-04-20");  // the opinion was due on 14 April
  office.fire(part(id, 2), "submit_co_opinion", opinion);
  office.live_until("2025-06-18");
  office.reply(part(id, 1));
  const Figures units{office, "unit"};
  CHECK(units.rate("completion", "甲局") == "1/1 100.00");
  CHECK(units.rate("completion", "乙局") == "0/0 —");
  CHECK(units.rate("co_opinion_on_time", "乙局") == "0/1 0.00");
  CHECK(units.number("co_handled", "乙局") == 1);
  const Figures whole{office};
  CHECK(whole.rate("completion") == "1/1 100.00");
  CHECK(whole.rate("on_time") == "0/1 0.00");
  const auto& told = whole.things().front().told;
  CHECK(std::ranges::find(told, std::pair<std::string, std::string>{"late_co_units", "乙局"}) !=
        told.end());
}

TEST_CASE("A reply the office sent back is none, and the old limit goes on", "[rates]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  office.live_until("2025-06-13");
  office.reply(part(id, 1));
  office.live_until("2025-06-17");
  CHECK(Figures{office}.rate("on_time") == "1/1 100.00");
  office.fire(part(id, 1), "reject_reply", R"({"defect":"no_signature","explanation":"…"})");
  for (const auto* by : {"", "unit"}) {
    const Figures figures{office, by};
    CHECK(figures.rate("reply", *by ? "甲局" : "") == "0/1 0.00");
    CHECK(figures.rate("on_time", *by ? "甲局" : "") == "0/1 0.00");
  }
  office.reply(part(id, 1));
  CHECK(Figures{office}.rate("on_time") == "0/1 0.00");
  CHECK(office.verify() == "");
}

TEST_CASE("A unit that gave the item back has no part in the figures", "[rates]") {
  Office office{"2025-03-14"};
  const auto id = office.assigned(sole);
  office.fire(part(id, 1), "object", R"({"reason":"非职责","approved_by":"局长"})");
  office.fire(part(id, 1), "uphold_objection", R"({"reason":"有理"})");
  CHECK(Figures{office}.number("to_handle") == 1);
  CHECK(Figures{office, "unit"}.groups().empty());
  office.live_until("2025-03-28");
  office.fire(id, "reassign", R"({"units":[{"unit":"乙局","role":"sole"}]})");
  office.live_until("2025-06-20");  // the item's limit is over, the new unit's is not
  CHECK(Figures{office}.rate("on_time") == "0/1 0.00");
  CHECK(Figures{office, "unit"}.rate("on_time", "乙局") == "0/0 —");
}

TEST_CASE("An extension moves the limit, or not, as the profile counts", "[rates]") {
  const auto [limit, on_time] = GENERATE(
      table<std::string, std::string>({{"extended", "1/1 100.00"}, {"original", "0/1 0.00"}}));
  Office office{"2025-03-14", "cn", with("rates.on_time_limit", boost::json::string{limit})};
  const auto id = office.in_handling(sole);
  office.live_until("2025-06-05");
  office.fire(part(id, 1), "request_extension", R"({"reason":"复杂"})");
  office.fire(part(id, 1), "grant_extension", R"({"deputy_told":true})");
  office.live_until("2025-06-20");
  CHECK(Figures{office}.rate("on_time") == (limit == "extended" ? "0/0 —" : "0/1 0.00"));
  CHECK(Figures{office, "unit"}.rate("on_time", "甲局") == Figures{office}.rate("on_time"));
  office.live_until("2025-07-10");
  office.reply(part(id, 1));
  CHECK(Figures{office}.rate("on_time") == on_time);
  CHECK(Figures{office, "unit"}.rate("on_time", "甲局") == on_time);
  CHECK(Figures{office}.variants("on_time").empty() == (limit == "extended"));
}

TEST_CASE("A recess item near the year's end belongs to the year of its registration", "[rates]") {
  Office office{"2025-12-22"};
  const auto id = office.in_handling(sole);
  office.live_until("2026-01-05");
  const Figures years{office, "year"};
  CHECK(years.number("to_handle", "2025") == 1);
  CHECK(years.rate("on_time", "2025") == "0/0 —");
  CHECK(years.groups().size() == 1);
  office.reply(part(id, 1));
  CHECK(Figures{office, "year"}.rate("on_time", "2025") == "1/1 100.00");
}

TEST_CASE("Replies entered in another order: the last of them answers", "[rates]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling({{"甲局", "separate"}, {"乙局", "separate"}});
  office.live_until("2025-06-18");
  office.reply(part(id, 1));
  office.reply_of_day(part(id, 2), "2025-05-20");
  CHECK(office.facts(id).at("answered_on").as_string() == "2025-06-18");
  CHECK(Figures{office}.rate("on_time") == "0/1 0.00");
}

TEST_CASE("As of a day counts what was recorded by its end", "[rates]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  office.live_until("2025-06-20");
  office.reply_of_day(part(id, 1), "2025-06-10");  // of then, but nobody knew it before today
  office.live_until("2025-06-25");
  office.rate(id, "satisfied");
  CHECK(Figures{office, "", "2025-03-13"}.number("registered") == 0);
  CHECK(Figures{office, "", "2025-06-15"}.rate("reply") == "0/1 0.00");
  CHECK(Figures{office, "", "2025-06-19"}.rate("on_time") == "0/1 0.00");
  CHECK(Figures{office, "", "2025-06-20"}.rate("on_time") == "1/1 100.00");
  CHECK(Figures{office, "", "2025-06-24"}.rate("satisfied") == "0/0 —");
  CHECK(Figures{office, "", "2025-06-25"}.rate("satisfied") == "1/1 100.00");
}

TEST_CASE("A commitment counts once its date is over and carried over it was missed", "[rates]") {
  Office office{"2025-03-14"};
  const auto kept = answered(office, class_b);
  answered(office, class_b);
  CHECK(Figures{office}.rate("implementation") == "0/0 —");
  office.live_until("2025-11-28");
  office.fire(part(kept, 1), "commitment_done", R"({"number":1,"evidence":"验收报告"})");
  CHECK(Figures{office}.rate("implementation") == "0/0 —");
  office.live_until("2026-01-02");
  CHECK(Figures{office}.rate("implementation") == "1/2 50.00");
  CHECK(Figures{office, "unit"}.rate("implementation", "甲局") == "1/2 50.00");
}

TEST_CASE("Of closed items that may be told, those published", "[rates]") {
  Office office{"2025-03-14"};
  const auto id = answered(office);
  office.rate(id, "satisfied");
  office.fire(id, "revisit", R"({"way":"telephone","words":"已回访"})");
  office.fire(id, "close", close);
  CHECK(Figures{office}.rate("disclosure") == "0/1 0.00");
  CHECK(Figures{office}.rate("revisit") == "1/1 100.00");
  office.fire(id, "publish");
  CHECK(Figures{office}.rate("disclosure") == "1/1 100.00");
  CHECK(Figures{office, "unit"}.rate("disclosure", "甲局") == "1/1 100.00");
  office.fire(id, "withhold", R"({"reason":"商业秘密"})");
  CHECK(Figures{office}.rate("disclosure") == "0/0 —");
}

TEST_CASE("Where a unit counts from its receipt, the item is held against that limit", "[rates]") {
  Office office{"2025-03-14", "henan"};
  const auto id = office.assigned({{"甲局", "sole"}});
  office.live_until("2025-03-18");
  office.fire(part(id, 1), "sign", R"({"name":"李联络","telephone":"1"})");
  CHECK(office.due(part(id, 1), "reply") == "2025-06-18");
  office.live_until("2025-06-18");
  CHECK(Figures{office}.rate("on_time") == "0/0 —");
  office.reply(part(id, 1));
  CHECK(Figures{office}.rate("on_time") == "1/1 100.00");
  CHECK(Figures{office, "unit"}.rate("on_time", "甲局") == "1/1 100.00");
}

TEST_CASE("A notice that moves an extended limit moves what the item is held against", "[rates]") {
  Office office{"2025-07-02", "cn", {}, "cn", 2025};
  const auto id = office.in_handling({{"甲局", "sole"}});
  office.fire(part(id, 1), "request_extension", R"({"reason":"情况复杂"})");
  office.fire(part(id, 1), "grant_extension", R"({"deputy_told":true})");
  CHECK(office.due(part(id, 1), "reply") == "2026-01-02");
  office.live_until("2025-11-10");
  office.import_notice(2026);
  CHECK(office.due(part(id, 1), "reply") == "2026-01-04");
  office.live_until("2026-01-04");
  CHECK(Figures{office}.rate("on_time") == "0/0 —");
  office.reply(part(id, 1));
  CHECK(Figures{office}.rate("on_time") == "1/1 100.00");
}

}  // namespace duban::test
