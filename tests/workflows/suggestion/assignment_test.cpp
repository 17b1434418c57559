// Worked cases of the assignment: objection, co-handling, separate handling, merging, leaving.

#include "workflows/office.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

const std::vector<std::pair<std::string, std::string>> sole{{"甲局", "sole"}};

constexpr auto objection =
    R"({"reason":"不属本单位职责","proposed_unit":"乙局","approved_by":"甲局局长"})";

}  // namespace

TEST_CASE("WC17 An objection limit over a make-up Sunday and Labour Day", "[wc]") {
  Office office{"2025-04-25"};
  const auto unit = part(office.assigned(sole), 1);
  CHECK(office.due(unit, "objection") == "2025-05-06");
  office.live_until("2025-05-06");
  CHECK(office.told(unit, "objection") == Days{"2025-04-29", "2025-04-30", "2025-05-06"});
  office.live_until("2025-05-07");
  CHECK(office.due(unit, "objection") == "ended");
  CHECK(office.state(unit) == "handling");  // silence is acceptance
}

TEST_CASE("A rung whose event is refused leaves no gap in the history") {
  // Found by use: a limit ended, its event was refused, and the family counted a commit that its
  // history did not tell.
  Office office{"2025-04-25"};
  const auto id = office.in_handling(sole);
  office.reply(part(id, 1));
  Command start;
  start.id = id;
  start.event = "start";
  start.actor = system_actor();
  start.raised_by = RaisedBy{"feedback", 0, 1, parse_date("2025-04-30").value()};
  CHECK(office.open_register().raise(start).error().problem == Problem::not_in_state);
  CHECK_FALSE(office.open_register().raise(start).has_error());  // settled
  office.rate(id, "satisfied");
  CHECK(office.verify() == "");
}

TEST_CASE("Whoever has answered need not sign any more") {
  Office office{"2025-04-25"};
  const auto unit = part(office.assigned(sole), 1);
  office.live_until("2025-05-20");
  CHECK(office.due(unit, "sign") == "2025-04-29");  // overdue: silence accepts, it does not sign
  office.reply(unit);
  CHECK(office.due(unit, "sign") == "ended");
}

TEST_CASE("A unit that the directory does not know is not handed anything") {
  Office office{"2025-03-14"};
  const auto id = office.registered();
  CHECK(office.refusal(id, "assign",
                       R"({"mode":"sole","units":[{"unit":"市交通运翰局","role":"sole"}]})") ==
        "not_found:units[0].unit");
  CHECK(office.state(id) == "registered");
}

TEST_CASE("WC19 An objection is upheld: new unit, new clock", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.assigned(sole);
  const auto a = part(id, 1);
  CHECK(office.due(a, "objection") == "2025-03-21");
  office.live_until("2025-03-20");
  office.fire(a, "object", objection);
  CHECK(office.state(a) == "objected");
  CHECK(office.due(a, "reply") == "2025-06-16");  // the reply limit keeps running
  office.live_until("2025-03-26");
  office.fire(a, "uphold_objection", R"({"reason":"应由乙局办理"})");
  CHECK(office.state(a) == "released");
  CHECK(office.state(id) == "registered");
  CHECK(office.due(a, "reply") == "ended");
  CHECK(office.due(a, "sign") == "ended");
  CHECK(office.due(id, "reassign") == "2025-04-02");

  office.live_until("2025-03-28");
  office.fire(id, "reassign", R"({"units":[{"unit":"乙局","role":"sole"}]})");
  const auto b = part(id, 2);
  CHECK(office.state(id) == "assigned");
  CHECK(office.due(id, "reassign") == "ended");
  CHECK(office.due(b, "reply") == "2025-06-30");
  CHECK(office.due(id, "overall_reply") == "2025-06-16");

  office.fire(b, "sign", R"({"name":"李联络","telephone":"1"})");
  office.live_until("2025-06-30");
  CHECK(office.told(b, "reply") ==
        Days{"2025-05-30", "2025-06-13", "2025-06-23", "2025-06-27", "2025-06-30"});
  CHECK(office.told(a, "reply").empty());
  CHECK(office.verify() == "");
}

TEST_CASE("WC19 In Henan the ruling may take ten working days", "[wc]") {
  Office office{"2025-03-14", "henan"};
  const auto a = part(office.assigned(sole), 1);
  office.live_until("2025-03-20");
  office.fire(a, "object", objection);
  CHECK(office.due(a, "ruling") == "2025-04-03");
}

TEST_CASE("WC20 An objection is refused: the days of the dispute are not given back", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.assigned(sole);
  const auto a = part(id, 1);
  office.live_until("2025-03-20");
  office.fire(a, "object", objection);
  office.live_until("2025-03-24");
  office.fire(a, "reject_objection", R"({"reason":"属甲局职责"})");
  CHECK(office.due(a, "reply") == "2025-06-16");
  CHECK(office.due(a, "ruling") == "ended");
  CHECK(office.state(a) == "handling");
  CHECK(office.state(id) == "in_handling");
  CHECK(office.verify() == "");
}

TEST_CASE("An objection is judged by the day of the act, not of its record", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.assigned(sole);
  const auto a = part(id, 1);
  office.live_until("2025-03-25");  // the right has lapsed, the case is in handling
  CHECK(office.state(id) == "in_handling");
  CHECK(office.refusal(a, "object", objection) == "condition:within_objection_limit");

  Command late;
  late.id = a;
  late.event = "object";
  late.data = boost::json::parse(objection);
  late.actor = anybody();
  late.occurred_on = parse_date("2025-03-21").value();
  CHECK(office.open_register().fire(late).has_value());
  CHECK(office.state(a) == "objected");
  CHECK(office.state(id) == "in_handling");
  office.fire(a, "reject_objection", R"({"reason":"属甲局职责"})");
  CHECK(office.state(a) == "handling");
}

TEST_CASE("An objection needs a reason and the head's approval", "[wc]") {
  Office office{"2025-03-14"};
  const auto a = part(office.assigned(sole), 1);
  CHECK(office.refusal(a, "object", R"({"reason":"","approved_by":"局长"})") ==
        "condition:gives_reason");
  CHECK(office.refusal(a, "object", R"({"reason":"非职责","approved_by":""})") ==
        "condition:approved_by_unit_head");
}

TEST_CASE("WC21 A co-handling unit's opinion has its own limit", "[wc]") {
  const auto [rule, limit] = GENERATE(table<std::string, std::string>(
      {{"1 month", "2025-04-14"}, {"2 months", "2025-05-14"}, {"30 working days", "2025-04-27"}}));
  Office office{"2025-03-14", "cn", [&](auto& p) { p.limits["co_opinion"].rule = rule; }};
  const auto id = office.in_handling({{"主办局", "lead"}, {"会办局", "co"}});
  CHECK(office.due(part(id, 2), "co_opinion") == limit);
  CHECK(office.due(part(id, 1), "reply") == "2025-06-16");
  CHECK(office.due(part(id, 2), "reply") == "none");
}

TEST_CASE("WC21 When the co unit is silent both are told, and the lead's limit stays", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling({{"主办局", "lead"}, {"会办局", "co"}});
  const auto k = part(id, 2);
  office.live_until("2025-04-15");
  CHECK(office.rungs(k, "co_opinion") == Days{"2025-03-28 -15d", "2025-04-07 -7d",
                                              "2025-04-11 -1d, -3d", "2025-04-14 0",
                                              "2025-04-15 +1w"});
  CHECK(office.told(k, "co_opinion", "unit:会办局:contact").back() == "2025-04-15");
  CHECK(office.told(k, "co_opinion", "unit:主办局:contact") == Days{"2025-04-15"});
  CHECK(office.due(part(id, 1), "reply") == "2025-06-16");
}

TEST_CASE("WC22 The lead cannot reply without the co-opinion unless its absence is accepted",
          "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling({{"主办局", "lead"}, {"会办局", "co"}});
  const auto lead = part(id, 1);
  office.live_until("2025-06-10");
  CHECK(office.reply_refusal(lead) == "condition:all_co_opinions_in");
  CHECK(office.reply_refusal(lead, R"({"absent_opinions":["会办局"]})") ==
        "condition:all_co_opinions_in");
  office.fire(lead, "accept_missing_opinion", R"({"unit":"会办局","reason":"逾期未复"})");
  CHECK(office.reply_refusal(lead) == "condition:all_co_opinions_in");
  office.reply(lead, R"({"absent_opinions":["会办局"]})");
  CHECK(office.state(id) == "answered");

  // Found by the property: the silent unit's clock went on after the case was closed.
  office.rate(id, "satisfied");
  office.fire(id, "close", R"({"disclosure":"publish","archive":["答复函"]})");
  CHECK(office.due(part(id, 2), "co_opinion") == "ended");
  CHECK(office.running_clocks(id) == 1);
  CHECK(office.verify() == "");
}

TEST_CASE("A co-opinion without substance comes back and has a short limit", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling({{"主办局", "lead"}, {"会办局", "co"}});
  const auto k = part(id, 2);
  office.live_until("2025-04-10");
  office.fire(k, "submit_co_opinion", R"({"text":"无意见","signatory":"局长"})");
  CHECK(office.due(k, "co_opinion") == "ended");
  CHECK(office.refusal(k, "return_co_opinion", R"({"reason":"无实质内容"})",
                       contact_of("会办局")) == "no_authority:return_co_opinion");
  office.fire(k, "return_co_opinion", R"({"reason":"无实质内容"})");
  CHECK(office.due(k, "co_opinion") == "2025-04-17");
  CHECK(office.state(k) == "handling");
}

TEST_CASE("WC24 In separate handling the case is answered when every part is", "[wc]") {
  Office office{"2025-03-14"};
  const auto id =
      office.in_handling({{"甲局", "separate"}, {"乙局", "separate"}, {"丙局", "separate"}});
  const auto reply_on = [&](std::int64_t number, const std::string& date,
                            const std::string& letter) {
    office.live_until(date);
    const auto dated =
        letter == "B" ? R"(,"commitments":[{"text":"年内完成","due":"2025-12-31"}])" : "";
    office.reply(part(id, number), R"({"reply_class":")" + letter + "\"" + dated + "}");
    return office.facts(part(id, number)).at("replies").at(0).as_object();
  };
  const auto p = reply_on(1, "2025-05-20", "A");
  const auto q = reply_on(2, "2025-06-12", "B");
  CHECK(office.state(id) == "in_handling");
  const auto r = reply_on(3, "2025-06-18", "C");
  CHECK(office.state(id) == "answered");
  CHECK(office.facts(id).at("answered_on").as_string() == "2025-06-18");
  CHECK(p.at("on").as_string() <= p.at("limit").as_string());
  CHECK(q.at("on").as_string() <= q.at("limit").as_string());
  CHECK(r.at("on").as_string() > r.at("limit").as_string());
  CHECK(office.verify() == "");
}

TEST_CASE("WC25 A unit cannot send an item on to another by itself", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  CHECK(office.refusal(id, "reassign",
                       R"({"units":[{"unit":"乙局","role":"sole"}],"release":["甲局"]})",
                       contact_of("甲局")) == "no_authority:reassign");
  office.fire(id, "reassign", R"({"units":[{"unit":"乙局","role":"sole"}],"release":["甲局"]})");
  CHECK(office.state(part(id, 1)) == "released");
  CHECK(office.state(part(id, 2)) == "handed");
}

TEST_CASE("WC25 A unit gets the same item a second time only with a note", "[wc]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole);
  office.fire(id, "reassign", R"({"units":[{"unit":"乙局","role":"sole"}],"release":["甲局"]})");
  CHECK(office.refusal(id, "reassign",
                       R"({"units":[{"unit":"甲局","role":"sole"}],"release":["乙局"]})") ==
        "condition:returning_unit_has_note");
  office.fire(id, "reassign",
              R"({"units":[{"unit":"甲局","role":"sole"}],"release":["乙局"],"note":"职责调整"})");
}

}  // namespace duban::test
