// What moves the limits of running cases: kept with the change that causes it.

#include "adapters/sql/register_fixture.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

namespace duban::sql {

namespace {

Congress a_congress() {
  return {.code = "410500",
          .name = "安阳市人民代表大会",
          .level = "city",
          .parent = "",
          .regulation = "r1",
          .calendar = "c1"};
}

std::vector<std::string> pending(Directory& directory) {
  std::vector<std::string> all;
  for (const auto& move : directory.pending_moves())
    all.push_back(move.congress + " " + boost::describe::enum_to_string(move.what, "") + " " +
                  move.code);
  return all;
}

}  // namespace

TEST_CASE("Another calendar, session or meeting leaves a pending move until it is forgotten",
          "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  auto& directory = fresh.directory;
  auto congress = a_congress();
  REQUIRE(directory.put(congress, true).has_value());
  Session session{"410500", "17-3", "三次会议", day("2025-01-08"), day("2025-01-12")};
  Meeting meeting{"410500", "2025-5", "第二十次会议", day("2025-09-24")};
  REQUIRE(directory.put(session, true).has_value());
  REQUIRE(directory.put(meeting, true).has_value());
  // A case may have named the session before it was entered.
  CHECK(pending(directory) ==
        std::vector<std::string>{"410500 session 17-3", "410500 meeting 2025-5"});
  for (const auto& move : directory.pending_moves()) directory.forget(move);

  // Another name or regulation moves nothing.
  congress.regulation = "r2";
  session.name = "第三次会议";
  meeting.name = "二十次";
  REQUIRE(directory.put(congress, false).has_value());
  REQUIRE(directory.put(session, false).has_value());
  REQUIRE(directory.put(meeting, false).has_value());
  CHECK(pending(directory).empty());
  CHECK(directory.meetings("410500").front().name == "二十次");

  REQUIRE(directory.adopt_calendar("410500", "c1", "c2").has_value());
  CHECK(directory.adopt_calendar("410500", "c1", "c3").error().problem == Problem::conflict);
  // Whoever renames it at the same moment does not undo that.
  congress.name = "安阳市人大";
  session.closed_on = day("2025-01-13");
  meeting.held_on.reset();
  REQUIRE(directory.put(congress, false).has_value());
  REQUIRE(directory.put(session, false).has_value());
  REQUIRE(directory.put(meeting, false).has_value());
  CHECK(pending(directory) == std::vector<std::string>{"410500 calendar ", "410500 session 17-3",
                                                       "410500 meeting 2025-5"});

  // A change that comes while the first is carried out is not lost with it.
  const auto first = directory.pending_moves().front();
  CHECK(directory.congresses().front().calendar == "c2");
  REQUIRE(directory.adopt_calendar("410500", "c2", "c3").has_value());
  directory.note_swept(first, at("2025-03-01T00:00:00Z"));
  CHECK(directory.pending_moves().front().swept_at == at("2025-03-01T00:00:00Z"));
  directory.remember({0, "410500", Mover::family, "12", {}});
  CHECK(pending(directory).back() == "410500 family 12");
  directory.forget(directory.pending_moves().back());
  directory.forget(first);
  CHECK(pending(directory).back() == "410500 calendar ");

  meeting.congress = "999999";
  CHECK(directory.put(meeting, true).error().problem == Problem::not_found);
}

TEST_CASE("The families that have running clocks are visited by id, each once", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  for (const int root : {1, 2, 3}) {
    auto set = opening(CaseId{root});
    set.clocks = {some_clock(CaseId{root}, {}, 1), some_clock(CaseId{root}, {}, 2)};
    if (root == 2)
      for (auto& clock : set.clocks) clock.end(day("2025-05-01"));
    REQUIRE(commit(fresh.store, set) == Applied::yes);
  }
  CHECK(fresh.directory.running_families("410500", {}, 10) ==
        std::vector<CaseId>{CaseId{1}, CaseId{3}});
  CHECK(fresh.directory.running_families("410500", {}, 1) == std::vector<CaseId>{CaseId{1}});
  CHECK(fresh.directory.running_families("410500", CaseId{1}, 10) ==
        std::vector<CaseId>{CaseId{3}});
  CHECK(fresh.directory.running_families("340100", {}, 10).empty());
}

TEST_CASE("A register of the first schema learns the edition each family goes by", "[sql]") {
  const FreshPlace place{EACH_DATABASE};
  const std::span first{migrations().data(), 1};
  {
    const auto old = Database::create(place.url, {}, {}, first).value();
    old->attempt([&] {
      old->session()
          << "INSERT INTO cases (id, congress, workflow, workflow_edition, state, version,"
             " family_version, facts, opened_on, last_event_at, last_hash, number, title, unit,"
             " session, confidential) VALUES (1000, '410500', 'suggestion', 'w', 'assigned', 1, 2,"
             " '{}', '2025-03-01', 1, 'h', '', '', '', '', 0)";
      const auto add = [&](int id, int seq, int at, const std::string& regulation) {
        const auto body = R"({"commit":)" + std::to_string(at) + R"(,"editions":{"regulation":")" +
                          regulation + R"("}})";
        old->session() << "INSERT INTO events (case_id, seq, event, recorded_at, recorded_by,"
                          " from_state, to_state, body, hash) VALUES (:id, :seq, 'assign', 7,"
                          " 'x', 'registered', 'assigned', :body, 'h')",
            soci::use(id, "id"), soci::use(seq, "seq"), soci::use(body, "body");
      };
      add(1000, 1, 1, "old");
      add(1001, 1, 5, "new");
    });
  }
  CHECK(Database::migrate(place.url).value() == static_cast<int>(migrations().size()) - 1);
  const auto database = Database::open(place.url, {.half_migrated = true}).value();
  SqlStore store{*database};
  CHECK(store.load(CaseId{1}).value().root().regulation == "new");
}

}  // namespace duban::sql
