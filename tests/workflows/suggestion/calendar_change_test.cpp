// Limits that were set before a calendar or a regulation changed.

#include "adapters/tables/calendar_csv.hpp"
#include "engine/register/moves.hpp"
#include "workflows/office.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

std::vector<std::string> texts_to(Office& office, const std::string& recipient) {
  std::vector<std::string> texts;
  for (const auto& row : office.directory().outbox("", 0, 1000))
    if (row.notice.recipient == recipient && row.notice.text.starts_with("clock."))
      texts.push_back(row.notice.text);
  return texts;
}

/// A complex item, six months from today, in an office that knows no calendar after 2025.
CaseId six_months_from(Office& office) {
  return office.assigned({{"交通局", "sole"}}, true);
}

constexpr int before_2026 = 2025;

}  // namespace

TEST_CASE("WC13 A limit that a new notice makes earlier stays where it was announced",
          "[workflow][WC13]") {
  Office office{"2025-07-04", "cn", {}, "cn", before_2026};
  const auto id = six_months_from(office);
  const auto unit = part(id, 1);
  CHECK(office.due(unit, "reply") == "2026-01-05");
  CHECK(office.family(id).find_clock(unit, "reply", 0)->provisional);

  office.live_until("2025-11-05");
  const auto moved = office.import_notice(2026);
  CHECK(moved == std::vector<std::string>{"1 overall_reply 2026-01-05 (computed 2026-01-04)",
                                          "1.1 reply 2026-01-05 (computed 2026-01-04)"});
  const auto clock = *office.family(id).find_clock(unit, "reply", 0);
  CHECK(to_text(*clock.due) == "2026-01-05");
  CHECK(to_text(*clock.computed) == "2026-01-04");
  CHECK_FALSE(clock.provisional);
  CHECK(texts_to(office, "office:officer") == std::vector<std::string>{"clock.pulled_in"});
  CHECK(texts_to(office, "unit:交通局:contact").empty());
  CHECK(office.verify().empty());
}

TEST_CASE("WC13 A limit that a new notice makes later is later at once", "[workflow][WC13]") {
  Office office{"2025-07-02", "cn", {}, "cn", before_2026};
  const auto id = six_months_from(office);
  const auto unit = part(id, 1);
  CHECK(office.due(unit, "reply") == "2026-01-02");

  office.live_until("2025-11-05");
  CHECK(office.import_notice(2026) ==
        std::vector<std::string>{"1 overall_reply 2026-01-02 → 2026-01-04",
                                 "1.1 reply 2026-01-02 → 2026-01-04"});
  CHECK_FALSE(office.family(id).find_clock(unit, "reply", 0)->provisional);
  CHECK(texts_to(office, "unit:交通局:contact") == std::vector<std::string>{"clock.moved"});

  // The reminders are those of the new day: Sunday 4 January is worked.
  office.live_until("2026-01-05");
  CHECK(office.told(unit, "reply") ==
        Days{"2025-12-05", "2025-12-19", "2025-12-26", "2025-12-31", "2026-01-04", "2026-01-05"});
  CHECK(office.verify().empty());
}

TEST_CASE("A notice is imported once", "[workflow]") {
  Office office{"2025-07-02", "cn", {}, "cn", before_2026};
  const auto id = six_months_from(office);
  CHECK_FALSE(office.import_notice(2026).empty());
  const auto before = office.family(id).root().family_version;
  CHECK(office.import_notice(2026).empty());
  CHECK(office.family(id).root().family_version == before);
}

TEST_CASE("What a killed import left undone the next turn of the scheduler does", "[workflow]") {
  Office office{"2025-07-02", "cn", {}, "cn", before_2026};
  const auto id = six_months_from(office);
  // The calendar was taken, and then the power failed.
  const auto congress = office.directory().congresses().front();
  const auto calendar = load_calendar(DUBAN_SOURCE_DIR "/config/calendars", "cn").value();
  office.directory().keep(Rulebook::edition_of(calendar));
  REQUIRE(office.directory()
              .adopt_calendar(congress.code, congress.calendar, Rulebook::edition_of(calendar).hash)
              .has_value());
  CHECK(office.due(part(id, 1), "reply") == "2026-01-02");
  CHECK(office.directory().pending_moves().size() == 1);

  office.live_until("2025-07-03");
  CHECK(office.due(part(id, 1), "reply") == "2026-01-04");
  CHECK(office.directory().pending_moves().empty());
  CHECK(office.verify().empty());
}

TEST_CASE("Running cases keep their regulation until an officer moves them", "[workflow]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling({{"交通局", "sole"}});
  office.pick("hefei");

  // The old one still goes by one month, a new one by three (WC33).
  const auto other = office.in_handling({{"交通局", "sole"}});
  const auto edition = [&](CaseId root) { return office.family(root).root().regulation; };
  CHECK(edition(id) != edition(other));
  const auto redo_limit = [&](CaseId root) {
    office.reply(part(root, 1));
    office.rate(root, "unsatisfied", "没有解决");
    office.fire(root, "order_redo", R"({"ground":"没有解决"})");
    return office.due(part(root, 1), "redo_reply") == "none" ? office.due(part(root, 1), "reply")
                                                             : "";
  };
  CHECK(redo_limit(id) == "2025-04-14");
  CHECK(redo_limit(other) == "2025-06-16");

  const auto congress = office.directory().congresses().front();
  const auto asked = [&](const Actor& who, bool write) {
    return office.open_register().project(
        {.root = id, .actor = who, .regulation = congress.regulation, .write = write});
  };
  CHECK(asked(contact_of("交通局"), true).error().problem == Problem::no_authority);
  const auto preview = asked(anybody(), false).value();
  CHECK(office.due(part(id, 1), "reply") == "2025-04-14");
  const auto moved = asked(anybody(), true).value();
  CHECK(preview.size() == moved.size());
  CHECK(office.due(part(id, 1), "reply") == "2025-06-16");
  CHECK(edition(id) == edition(other));
  CHECK(office.verify().empty());
}

TEST_CASE("An import tells no rung again whose day alone has moved", "[workflow]") {
  // Due on 30 December 2025, not answered; without the notice of 2026 the fifth working day after
  // is 6 January, with it 7 January.
  Office office{"2025-09-30", "cn", {}, "cn", before_2026};
  const auto unit = part(office.in_handling({{"交通局", "sole"}}), 1);
  CHECK(office.due(unit, "reply") == "2025-12-30");
  office.live_until("2026-01-06");
  const auto told = office.told(unit, "reply");
  CHECK(told.back() == "2026-01-06");
  office.import_notice(2026);
  office.live_until("2026-01-12");
  CHECK(office.told(unit, "reply") == told);
  CHECK(office.verify().empty());
}

TEST_CASE("An import does not swallow a reminder that still waits", "[workflow]") {
  Office office{"2025-09-30", "cn", {}, "cn", before_2026};
  const auto unit = part(office.in_handling({{"交通局", "sole"}}), 1);
  office.live_until("2025-12-29");
  CHECK(office.told(unit, "reply").back() == "2025-12-29");
  // The service is down on the day itself, and the notice is imported before it looks again.
  office.sleep_until("2025-12-30");
  office.import_notice(2026);
  CHECK(office.told(unit, "reply").back() == "2025-12-29");
  office.live_until("2025-12-30");
  CHECK(office.told(unit, "reply").back() == "2025-12-30");
  CHECK(office.verify().empty());
}

TEST_CASE("An import moves nothing of a merged item that is not new", "[workflow]") {
  Office office{"2025-03-14"};
  const auto host = office.in_handling({{"交通局", "sole"}});
  office.live_until("2025-03-17");
  const auto merged = office.assigned({{"交通局", "sole"}});
  office.fire(merged, "link_merge",
              R"({"host":")" + to_text(host) + R"(","reason":"同","deputies_noticed":true})");
  const auto before = office.family(merged).clocks;
  auto days =
      office.open_register().rulebook().calendar(office.directory().congresses().front().calendar);
  const auto notice =
      Calendar::from_days("notice", {{parse_date("2025-11-11").value(), "临时放假", false}})
          .value();
  std::vector<ClockMove> moves;
  rehearse_calendar(office.open_register(), office.directory().congresses().front().code,
                    days.with_notice(notice),
                    [&](const ClockMove& move) { moves.push_back(move); });
  CHECK(moves.empty());
  CHECK(office.family(merged).clocks == before);
}

TEST_CASE("Who decided by the old calendar and commits after the import is seen the second time",
          "[workflow]") {
  Office office{"2025-07-02", "cn", {}, "cn", before_2026};
  const auto catalogue = all_workflows();
  FixedTime time{office.now()};
  Register late{office.store(), office.directory(), catalogue, time};
  const auto first = six_months_from(office);
  // Another node has read the congress before the notice comes.
  REQUIRE(late.rulebook().of_congress("340100").has_value());
  office.import_notice(2026);
  const auto second = office.registered();
  Command assign;
  assign.id = second;
  assign.event = "assign";
  assign.actor = anybody();
  assign.data = boost::json::parse(
      R"({"mode":"sole","complex":true,"units":[{"unit":"交通局","role":"sole"}]})");
  REQUIRE(late.fire(assign).has_value());
  CHECK(office.due(part(first, 1), "reply") == "2026-01-04");
  CHECK(office.due(part(second, 1), "reply") == "2026-01-02");
  office.live_until("2025-07-03");
  CHECK(office.due(part(second, 1), "reply") == "2026-01-04");
  CHECK(office.directory().pending_moves().empty());
  CHECK(office.verify().empty());
}

TEST_CASE("Another edition takes the case's own clock along, and gives nobody less time",
          "[workflow]") {
  Office office{"2025-03-14", "chongqing-older"};
  const auto congress = office.directory().congresses().front().code;
  REQUIRE(office.directory()
              .put(Session{congress, "17-3", "", {}, parse_date("2025-01-14").value()}, true)
              .has_value());
  const auto id = office.in_handling({{"交通局", "sole"}});
  CHECK(office.due(id, "overall_reply") == "2025-04-14");
  const auto move_to = [&](const std::string& place) {
    office.pick(place);
    const auto regulation = office.directory().congresses().front().regulation;
    REQUIRE(office.open_register()
                .project({.root = id, .actor = anybody(), .regulation = regulation})
                .has_value());
  };
  move_to("hefei");
  CHECK(office.due(part(id, 1), "reply") == "2025-06-16");
  CHECK(office.due(id, "overall_reply") == "2025-06-16");
  move_to("chongqing-older");
  CHECK(office.due(part(id, 1), "reply") == "2025-06-16");
  CHECK(office.due(id, "overall_reply") == "2025-06-16");
  CHECK(office.verify().empty());
}

TEST_CASE("Nobody but the engine projects a clock", "[workflow]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling({{"交通局", "sole"}});
  CHECK(office.refusal(id, "projected", R"({"cause":"calendar","clocks":[]})") ==
        "no_such_event:projected");
}

}  // namespace duban::test
