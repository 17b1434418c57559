// 接手、移交、合并: units merge, deputies leave, leaders change.

#include "engine/people/taking_over.hpp"
#include "engine/register/moves.hpp"
#include "workflows/office.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

constexpr auto congress = "340100";
constexpr auto close_data = R"({"disclosure":"publish","archive":["答复函"]})";

Succession succession(Party what,
                      const std::string& before,
                      const std::string& after,
                      const std::string& day) {
  return {.congress = congress,
          .what = what,
          .before = before,
          .after = after,
          .happened_on = parse_date(day).value(),
          .reason = "机构改革",
          .recorded_by = "王督办",
          .recorded_at = start_of(parse_date(day).value())};
}

/// Recorded, and carried through the running cases.
void succeed(Office& office,
             Party what,
             const std::string& before,
             const std::string& after,
             const std::string& day) {
  REQUIRE(office.directory().record(succession(what, before, after, day)).has_value());
  carry_out_moves(office.open_register());
}

std::string unit_of(Office& office, CaseId id) {
  return std::string{std::string_view{office.facts(id).at("unit").as_string()}};
}

std::vector<std::string> events_of(Office& office, CaseId id) {
  std::vector<std::string> events;
  for (const auto& event : office.store().events(id, 0, 1000)) events.push_back(event.event);
  return events;
}

std::vector<CaseId> found_by(Office& office, const std::string& unit) {
  CaseFilter filter;
  filter.congress = congress;
  filter.unit = unit;
  std::vector<CaseId> found;
  for (const auto& row : office.directory().cases(filter)) found.push_back(row.id);
  return found;
}

}  // namespace

TEST_CASE("A unit that is merged hands its open assignment and coming reminders to the other",
          "[workflow][people]") {
  // Handed over on Friday 14 March: due on Monday 16 June (WC01).
  Office office{"2025-03-14", "cn", {}, "cn", 9999, EACH_DATABASE};
  const auto id = office.in_handling({{"交通局", "sole"}});
  const auto unit = part(id, 1);
  office.live_until("2025-06-02");
  CHECK(office.told(unit, "reply") == Days{"2025-05-16", "2025-05-30"});

  succeed(office, Party::unit, "交通局", "县交通运输局", "2025-06-01");
  CHECK(unit_of(office, unit) == "县交通运输局");
  CHECK(office.due(unit, "reply") == "2025-06-16");
  CHECK(office.family(id).find_clock(unit, "reply", 0)->generation == 2);
  CHECK(events_of(office, unit).back() == "succeeded");

  office.live_until("2025-06-16");
  CHECK(office.told(unit, "reply", "unit:交通局:contact") == Days{"2025-05-16", "2025-05-30"});
  CHECK(office.told(unit, "reply", "unit:县交通运输局:contact") ==
        Days{"2025-06-09", "2025-06-13", "2025-06-16"});
  CHECK(found_by(office, "县交通运输局") == std::vector{id, unit});
  CHECK(found_by(office, "交通局").empty());
  CHECK(office.reply_refusal(unit) == "done");
  CHECK(office.verify().empty());
}

TEST_CASE("Whoever came after acts, whoever came before no more", "[workflow][people]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling({{"交通局", "sole"}});
  const auto unit = part(id, 1);
  succeed(office, Party::unit, "交通局", "县交通运输局", "2025-03-14");
  const auto contact =
      R"({"way":"telephone","phase":"during","persons":"张代表","summary":"谈了"})";
  CHECK(office.refusal(unit, "record_contact", contact, contact_of("交通局")) ==
        "no_authority:record_contact");
  office.fire(unit, "record_contact", contact, contact_of("县交通运输局"));
  CHECK(office.verify().empty());
}

TEST_CASE("What is closed keeps the name it was closed by", "[workflow][people]") {
  Office office{"2025-03-14"};
  const auto closed = office.in_handling({{"交通局", "sole"}});
  office.reply(part(closed, 1));
  office.rate(closed, "satisfied");
  office.fire(closed, "close", close_data);
  office.fire(closed, "publish");
  const auto withdrawn = office.assigned({{"交通局", "sole"}});
  office.fire(withdrawn, "withdraw", R"({"letter":"撤回函"})");

  succeed(office, Party::unit, "交通局", "县交通运输局", "2025-03-14");
  CHECK(unit_of(office, part(closed, 1)) == "交通局");
  CHECK(unit_of(office, part(withdrawn, 1)) == "交通局");
  CHECK(found_by(office, "县交通运输局").empty());

  // Reopened, the item is the successor's at once: in the same transaction.
  office.fire(closed, "reopen", R"({"ground":"failed_commitment","reason":"承诺未兑现"})");
  CHECK(unit_of(office, part(closed, 1)) == "县交通运输局");
  CHECK(office.due(part(closed, 1), "reply") == "2025-04-14");
  office.live_until("2025-04-14");
  CHECK(office.notices_to("unit:县交通运输局:contact") > 0);
  CHECK(office.verify().empty());
}

TEST_CASE("Nothing more is given to a unit that is gone", "[workflow][people]") {
  Office office{"2025-03-14"};
  succeed(office, Party::unit, "交通局", "县交通运输局", "2025-03-14");
  const auto id = office.registered();
  const auto assign = [](const std::string& unit) {
    return R"({"mode":"sole","units":[{"unit":")" + unit + R"(","role":"sole"}]})";
  };
  CHECK(office.refusal(id, "assign", assign("交通局")) == "not_found:units[0].unit");
  office.fire(id, "assign", assign("县交通运输局"));
  CHECK(office.verify().empty());
}

TEST_CASE("A plan that names the unit of before is fulfilled by the one that came after",
          "[workflow][people]") {
  Office office{"2025-03-14"};
  succeed(office, Party::unit, "交通局", "县交通运输局", "2025-03-14");
  Command planned;
  planned.workflow = "report";
  planned.congress = congress;
  planned.event = "generate";
  planned.data =
      boost::json::parse(R"({"kind":"要求报送的材料","sender":"交通局","due":"2025-07-10"})");
  planned.actor = system_actor();
  const auto opened = office.open_register().open(planned);
  REQUIRE(opened.has_value());
  CHECK(office.facts(opened->id).at("sender") == "县交通运输局");
  office.live_until("2025-07-10");
  CHECK(office.notices_to("unit:交通局:contact") == 0);
  CHECK(office.notices_to("unit:县交通运输局:contact") > 0);
  CHECK(office.verify().empty());
}

TEST_CASE("A chain of mergers ends at the last unit", "[workflow][people]") {
  Office office{"2025-03-14"};
  const auto unit = part(office.in_handling({{"甲局", "lead"}, {"乙局", "co"}}), 1);
  REQUIRE(
      office.directory().record(succession(Party::unit, "甲局", "丙局", "2025-03-14")).has_value());
  succeed(office, Party::unit, "丙局", "丁局", "2025-03-14");
  CHECK(unit_of(office, unit) == "丁局");
  for (const auto& [before, after] : {std::pair{"甲局", "丁局"}, std::pair{"丁局", "丙局"}})
    CHECK(office.directory()
              .record(succession(Party::unit, before, after, "2025-03-14"))
              .error()
              .problem == Problem::conflict);
  CHECK(office.verify().empty());
}

TEST_CASE("A deputy who has left is followed by another, who rates the next round",
          "[workflow][people]") {
  Office office{"2025-03-14", "cn", {}, "cn", 9999, EACH_DATABASE};
  const auto id = office.in_handling({{"交通局", "sole"}}, false, {"张代表", "李代表"});
  const auto passed_on = R"({"passed_on_by_lead_deputy":true})";
  office.reply(part(id, 1), passed_on);
  office.rate(id, "unsatisfied", "没有解决");
  succeed(office, Party::deputy, "张代表", "王代表", "2025-03-14");

  // What was said stays said, under the name of whoever said it.
  const auto facts = office.facts(id);
  CHECK(facts.at("lead_deputy") == "王代表");
  CHECK(facts.at("ratings").at(0).at("deputy") == "张代表");
  office.fire(id, "order_redo", R"({"ground":"没有解决"})");
  office.reply(part(id, 1), passed_on);
  const auto rating = R"({"result":"satisfied"})";
  CHECK(office.refusal(id, "rate", rating, deputy("张代表")) == "no_authority:rate");
  office.fire(id, "rate", rating, deputy("王代表"));
  CHECK(office.state(id) == "revisited");
  CHECK(office.verify().empty());
}

TEST_CASE("A deputy who comes after another signs once", "[workflow][people]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling({{"交通局", "sole"}}, false, {"张代表", "李代表", "赵代表"});
  succeed(office, Party::deputy, "张代表", "李代表", "2025-03-14");
  CHECK(office.facts(id).at("lead_deputy") == "李代表");
  CHECK(office.facts(id).at("co_signers") == boost::json::array{"赵代表"});
  CHECK(office.verify().empty());
}

TEST_CASE("The leader of a key suggestion changes", "[workflow][people]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling({{"交通局", "sole"}});
  office.fire(id, "mark_key",
              R"({"meeting_on":"2025-03-14","leader":"赵副主任","committee":"财经工委"})");
  succeed(office, Party::leader, "赵副主任", "钱副主任", "2025-03-14");
  office.live_until("2025-05-16");
  CHECK(office.told(part(id, 1), "reply", "leader:赵副主任").empty());
  CHECK(office.told(part(id, 1), "reply", "leader:钱副主任") == Days{"2025-05-16"});
  CHECK(office.verify().empty());
}

TEST_CASE("A rehearsal says which cases would follow, page by page, and writes nothing",
          "[workflow][people]") {
  Office office{"2025-03-14"};
  std::vector<CaseId> expected;
  for (int i = 0; i < 3; ++i) {
    const auto id = office.in_handling({{"交通局", "sole"}});
    expected.insert(expected.end(), {id, part(id, 1)});
  }
  static_cast<void>(office.in_handling({{"县水务局", "sole"}}));
  const auto database = office.connect();
  const auto before = sql::contents(*database);
  const auto planned = succession(Party::unit, "交通局", "县交通运输局", "2025-03-14");
  std::vector<CaseId> found;
  for (CaseId after;;) {
    const auto page = rehearse_succession(office.open_register(), planned, after, 4);
    CHECK(page.cases == 6);
    for (const auto& each : page.page) found.push_back(each.id);
    if (!page.has_more) break;
    after = found.back();
  }
  CHECK(found == expected);
  CHECK(sql::contents(*database) == before);
}

TEST_CASE("A succession that was cut off goes on, and twice is the same as once",
          "[workflow][people]") {
  Office office{"2025-03-14", "cn", {}, "cn", 9999, EACH_DATABASE};
  const auto first = office.in_handling({{"交通局", "sole"}});
  const auto second = office.in_handling({{"交通局", "sole"}});
  REQUIRE(office.directory()
              .record(succession(Party::unit, "交通局", "县交通运输局", "2025-03-14"))
              .has_value());
  // The first case had followed when the power failed.
  office.open_register().rulebook().forget_congresses();
  REQUIRE(office.open_register().succeed(first).has_value());
  CHECK(unit_of(office, part(first, 1)) == "县交通运输局");
  CHECK(unit_of(office, part(second, 1)) == "交通局");
  CHECK(office.directory().pending_moves().size() == 1);
  const auto events = events_of(office, part(first, 1));

  office.live_until("2025-03-17");
  CHECK(unit_of(office, part(second, 1)) == "县交通运输局");
  CHECK(events_of(office, part(first, 1)) == events);
  CHECK(office.directory().pending_moves().empty());
  CHECK(office.verify().empty());
}

TEST_CASE("Two nodes come to the same, and who decided by the old name is seen the second time",
          "[workflow][people]") {
  Office office{"2025-03-14", "cn", {}, "cn", 9999, EACH_DATABASE};
  const auto id = office.in_handling({{"交通局", "sole"}});
  const auto late_id = office.registered();
  const auto catalogue = all_workflows();
  FixedTime time{office.now()};
  Register other{office.store(), office.directory(), catalogue, time};
  // It has read who acts before the succession is recorded.
  REQUIRE(other.rulebook().representation_of(congress)->successions.empty());
  REQUIRE(office.directory()
              .record(succession(Party::unit, "交通局", "县交通运输局", "2025-03-14"))
              .has_value());
  Command assign;
  assign.id = late_id;
  assign.event = "assign";
  assign.actor = anybody();
  assign.data = boost::json::parse(R"({"mode":"sole","units":[{"unit":"交通局","role":"sole"}]})");
  carry_out_moves(office.open_register());
  REQUIRE(other.fire(assign).has_value());
  CHECK(unit_of(office, part(late_id, 1)) == "交通局");
  carry_out_moves(other);
  const auto events = events_of(office, part(id, 1));
  office.live_until("2025-03-17");
  CHECK(unit_of(office, part(late_id, 1)) == "县交通运输局");
  CHECK(events_of(office, part(id, 1)) == events);
  CHECK(office.directory().pending_moves().empty());
  CHECK(office.verify().empty());
}

TEST_CASE("Nobody but the engine lets one succeed another", "[workflow][people]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling({{"交通局", "sole"}});
  CHECK(office.refusal(id, "succeeded",
                       R"({"what":"unit","before":"交通局","after":"甲局","clocks":[]})") ==
        "no_such_event:succeeded");
}

}  // namespace duban::test
