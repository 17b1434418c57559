#include "adapters/sql/register_fixture.hpp"
#include "engine/data/canonical.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace duban::sql {

namespace {

bool same(const Case& a, const Case& b) {
  return a.id == b.id && a.congress == b.congress && a.workflow == b.workflow &&
         a.workflow_edition == b.workflow_edition && a.state == b.state && a.version == b.version &&
         a.family_version == b.family_version && canonical(a.facts) == canonical(b.facts) &&
         a.opened_on == b.opened_on && a.last_event_at == b.last_event_at &&
         a.last_hash == b.last_hash;
}

bool same(const EventRecord& a, const EventRecord& b) {
  return a.id == b.id && a.seq == b.seq && a.event == b.event && a.occurred_on == b.occurred_on &&
         a.recorded_at == b.recorded_at && a.recorded_by == b.recorded_by &&
         a.from_state == b.from_state && a.to_state == b.to_state && a.body == b.body &&
         a.hash == b.hash;
}

}  // namespace

TEST_CASE("What is committed is read back byte for byte", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  const CaseId root{7}, child{7, 1};
  auto set = opening(root, "第12号");
  set.cases.push_back({some_case(child, 1), some_summary(), 0});
  set.events.push_back(some_event(child, 1));
  set.events.back().occurred_on.reset();
  auto bare = some_clock(child, {}, 2);
  bare.anchor = bare.nominal = bare.due = {};
  bare.ended_on = day("2025-05-05");
  set.clocks = {some_clock(root, at("2025-04-15T16:00:00Z")), bare};
  REQUIRE(commit(fresh.store, set) == Applied::yes);

  SECTION("by the same connection") {}
  SECTION("after it is opened again") {
    fresh.database = fresh.connect();
  }
  SqlStore store{*fresh.database};
  const auto family = store.load(child);
  REQUIRE(family.has_value());
  REQUIRE(family->cases.size() == 2);
  CHECK(same(family->cases[0], set.cases[0].after));
  CHECK(same(family->cases[1], set.cases[1].after));
  CHECK(family->clocks == set.clocks);
  CHECK(same(store.events(root, 0, 10).at(0), set.events[0]));
  CHECK(same(store.events(child, 0, 10).at(0), set.events[1]));
}

TEST_CASE("A case that does not exist is no such case", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  REQUIRE(commit(fresh.store, opening(CaseId{1})) == Applied::yes);
  CHECK(fresh.store.load(CaseId{2}).error().problem == Problem::no_such_case);
  CHECK(fresh.store.load(CaseId{1, 1}).error().problem == Problem::no_such_case);
}

TEST_CASE("A family that has moved on is stale and stays as it is", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  const CaseId root{1};
  REQUIRE(commit(fresh.store, opening(root)) == Applied::yes);
  REQUIRE(commit(fresh.store, step(root, 1)) == Applied::yes);
  const auto before = contents(*fresh.database);

  auto set = step(root, 1);
  SECTION("by its family version") {
    set.cases[0].expected_version = 2;
  }
  SECTION("by the case's version") {
    set.expected_family_version = 2;
  }
  SECTION("by both") {}
  SECTION("by being there already") {
    set = opening(root);
  }
  set.clocks = {some_clock(root, at("2025-04-15T16:00:00Z"))};
  set.notices = {some_notice(root, "n1")};
  CHECK(commit(fresh.store, set) == Applied::stale);
  CHECK(contents(*fresh.database) == before);
}

TEST_CASE("A child's step moves the family on without touching the root's own version", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  const CaseId root{1}, child{1, 1};
  auto set = opening(root);
  set.cases.push_back({some_case(child, 1), some_summary(), 0});
  set.events.push_back(some_event(child, 1));
  REQUIRE(commit(fresh.store, set) == Applied::yes);

  auto reply = change_set(root, 1);
  reply.cases = {{some_case(child, 2), some_summary(), 1}};
  reply.events = {some_event(child, 2)};
  REQUIRE(commit(fresh.store, reply) == Applied::yes);
  const auto family = fresh.store.load(root).value();
  CHECK(family.root().version == 1);
  CHECK(family.root().family_version == 2);
  CHECK(family.find(child)->version == 2);
}

TEST_CASE("In a group every change set has its own fate", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  REQUIRE(commit(fresh.store, opening(CaseId{1}, "1")) == Applied::yes);
  auto keyed = opening(CaseId{6});
  keyed.idempotency_user = "o";
  keyed.idempotency_key = "k";
  const std::vector<ChangeSet> group{opening(CaseId{2}, "2"),
                                     step(CaseId{1}, 7),       // stale
                                     opening(CaseId{3}, "1"),  // the number is taken
                                     opening(CaseId{4}, "2"),  // by a neighbour
                                     step(CaseId{1}, 1),       //
                                     step(CaseId{1}, 1),       // after its own brother
                                     step(CaseId{1}, 2),       // knows of him
                                     keyed,
                                     [&] {
                                       auto again = keyed;
                                       again.root = CaseId{8};
                                       return again;
                                     }(),
                                     opening(CaseId{5}, "5")};
  using enum Applied;
  CHECK(fresh.store.commit(group) ==
        std::vector{yes, stale, stale, stale, yes, stale, yes, yes, repeated, yes});
  CHECK(fresh.store.load(CaseId{1}).value().root().version == 3);
  CHECK(fresh.store.load(CaseId{5}).has_value());
  CHECK_FALSE(fresh.store.load(CaseId{3}).has_value());
  CHECK(fresh.store.events(CaseId{1}, 0, 10).size() == 3);
  CHECK(fresh.store.events(CaseId{4}, 0, 10).empty());
  CHECK(fresh.store.commit({}).empty());
}

TEST_CASE("A number stays its case's own and is free elsewhere", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  REQUIRE(commit(fresh.store, opening(CaseId{1}, "1")) == Applied::yes);
  auto kept = step(CaseId{1}, 1);
  kept.cases[0].summary.number = "1";
  CHECK(commit(fresh.store, kept) == Applied::yes);
  auto elsewhere = opening(CaseId{2}, "1");
  elsewhere.cases[0].after.congress = "410000";
  CHECK(commit(fresh.store, elsewhere) == Applied::yes);
}

TEST_CASE("Serial numbers have no gaps", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  CHECK(fresh.store.next_serial("410500", "17-3") == 1);
  auto first = opening(CaseId{1}), second = opening(CaseId{2}), third = opening(CaseId{3});
  first.serials = {{"17-3", 1}};
  second.serials = {{"17-3", 3}};
  third.serials = {{"17-3", 2}, {"letters", 1}};
  using enum Applied;
  CHECK(fresh.store.commit(std::vector{first, second, third}) == std::vector{yes, stale, yes});
  CHECK(fresh.store.next_serial("410500", "17-3") == 3);
  CHECK(fresh.store.next_serial("410500", "letters") == 2);
  CHECK(fresh.store.next_serial("410000", "17-3") == 1);
}

TEST_CASE("An idempotency key is answered once, and before anything else is judged", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  auto set = opening(CaseId{1});
  set.idempotency_user = "张";
  set.idempotency_key = "k1";
  set.idempotency_request = "r1";
  set.idempotency_answer = R"({"case":"1"})";
  CHECK_FALSE(fresh.store.answered("张", "k1").has_value());
  CHECK(commit(fresh.store, set) == Applied::yes);
  CHECK(commit(fresh.store, set) == Applied::repeated);
  CHECK(fresh.store.answered("张", "k1")->answer == set.idempotency_answer);
  CHECK(fresh.store.answered("张", "k1")->request == "r1");
  CHECK_FALSE(fresh.store.answered("李", "k1").has_value());
}

TEST_CASE("A notice's key is written once", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  auto set = opening(CaseId{1}), other = opening(CaseId{2});
  set.notices = {some_notice(CaseId{1}, "a"), some_notice(CaseId{1}, "b")};
  other.notices = {some_notice(CaseId{2}, "b"), some_notice(CaseId{2}, "c")};
  REQUIRE(commit(fresh.store, set) == Applied::yes);
  REQUIRE(commit(fresh.store, other) == Applied::yes);
  const auto outbox = fresh.directory.outbox("", 0, 10);
  REQUIRE(outbox.size() == 3);
  CHECK(outbox[1].notice.key == "b");
  CHECK(outbox[1].notice.about == CaseId{1});
  CHECK(outbox[1].notice.body == set.notices[1].body);
  CHECK(outbox[1].status == "pending");
  CHECK(outbox[1].created_at == set.events[0].recorded_at);
  CHECK(fresh.directory.outbox("", outbox[1].id, 10).size() == 1);
}

TEST_CASE("An answer that is old enough is forgotten", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  auto set = opening(CaseId{1});
  set.idempotency_user = "张";
  set.idempotency_key = "k1";
  set.idempotency_request = "r1";
  set.idempotency_answer = "{}";
  REQUIRE(commit(fresh.store, set) == Applied::yes);
  const auto written = set.events.front().recorded_at;
  fresh.store.forget_answers(written);
  CHECK(fresh.store.answered("张", "k1").has_value());
  fresh.store.forget_answers(written + std::chrono::microseconds{1});
  CHECK_FALSE(fresh.store.answered("张", "k1").has_value());
}

TEST_CASE("A clock is replaced whole, but what was settled stays settled", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  auto set = opening(CaseId{1});
  set.clocks = {some_clock(CaseId{1}, at("2025-04-15T16:00:00Z"))};
  REQUIRE(commit(fresh.store, set) == Applied::yes);
  auto next = step(CaseId{1}, 1);
  next.clocks = {some_clock(CaseId{1}, {})};
  next.clocks[0].rule = "9 months";
  next.clocks[0].due.reset();
  next.clocks[0].reminded_through = day("2025-03-01");
  next.clocks[0].raised_through = day("2025-05-01");
  REQUIRE(commit(fresh.store, next) == Applied::yes);
  auto expected = next.clocks[0];
  expected.reminded_through = set.clocks[0].reminded_through;
  CHECK(fresh.store.load(CaseId{1}).value().clocks == std::vector{expected});
}

TEST_CASE("A change set that breaks a constraint is a defect and undoes its group", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  REQUIRE(commit(fresh.store, opening(CaseId{1})) == Applied::yes);
  const auto before = contents(*fresh.database);
  auto twice = step(CaseId{1}, 1);
  twice.events[0].seq = 1;
  CHECK_THROWS_AS(fresh.store.commit(std::vector{opening(CaseId{2}), twice}), std::logic_error);
  CHECK(contents(*fresh.database) == before);
  CHECK(commit(fresh.store, step(CaseId{1}, 1)) == Applied::yes);
}

}  // namespace duban::sql
