#include "adapters/sql/copy.hpp"

#include "adapters/sql/held.hpp"
#include "adapters/sql/register_fixture.hpp"
#include "workflows/office.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

#include <fstream>
#include <set>
#include <thread>

namespace duban::sql {

namespace {

const Instant monday = at("2025-03-17T01:00:00Z");

/// What a register holds, told alike by both databases.
std::vector<TableSum> sums_of(Database& database) {
  Transaction snapshot{database, Transaction::Kind::snapshot};
  std::vector<TableSum> sums;
  for (const auto& shape : shapes_of(database)) sums.push_back(sum_of(database, shape));
  // It holds the name of the journal, and a copy begins another.
  std::erase_if(sums, [](const TableSum& sum) { return sum.name == "meta"; });
  return sums;
}

std::string in_words(const std::vector<TableSum>& sums) {
  std::string text;
  for (const auto& sum : sums)
    text += sum.name + " " + std::to_string(sum.rows) + " " + sum.hash + "\n";
  return text;
}

/// Copies and puts the copy to work, after which it must be as the source is.
std::unique_ptr<Database> released_copy(const std::string& from, const std::string& to) {
  const auto copied = copy_register(from, to, monday);
  INFO((copied ? "" : copied.error().detail));
  REQUIRE(copied.has_value());
  auto copy = Database::open(to).value();
  REQUIRE(release(*copy).has_value());
  return copy;
}

/// An office with some history: a case answered, one running, reminders told.
std::unique_ptr<test::Office> busy_office() {
  auto office = std::make_unique<test::Office>("2025-03-03");
  const auto first = office->in_handling({{"交通局", "sole"}});
  office->reply(test::part(first, 1));
  office->in_handling({{"甲局", "lead"}, {"乙局", "co"}});
  office->live_until("2025-05-20");
  return office;
}

/// What `verify` would say of a register that nobody has open yet.
std::string verdict_of(Database& database) {
  SqlStore store{database};
  SqlDirectory directory{database};
  const auto catalogue = all_workflows();
  FixedTime time{directory.simulated_now().value_or(monday)};
  Register cases{store, directory, catalogue, time};
  return test::verdict_of(cases);
}

std::filesystem::path file_of(const FreshPlace& place) {
  return place.url.substr(7);
}

}  // namespace

TEST_CASE("A register is copied whole, in every direction", "[sql]") {
  const auto first_dialect = EACH_DATABASE;
  const auto second_dialect = EACH_DATABASE;
  const auto office = busy_office();
  const auto source = office->connect();
  FreshPlace first{first_dialect}, second{second_dialect};
  const auto copy = released_copy(source->place(), first.url);
  const auto copy_of_copy = released_copy(first.url, second.url);
  for (auto* each : {copy.get(), copy_of_copy.get()}) {
    CHECK(in_words(sums_of(*each)) == in_words(sums_of(*source)));
    CHECK(verdict_of(*each).empty());
    CHECK(each->status().schema == source->status().schema);
  }
  CHECK(source->status().events > 10);
}

TEST_CASE("Every table of the register is copied, with every column", "[sql]") {
  FreshRegister file{Dialect::sqlite};
  const auto shapes = shapes_of(*file.database);
  std::set<std::string> names;
  for (const auto& shape : shapes) {
    CAPTURE(shape.name);
    CHECK_FALSE(shape.keys.empty());
    CHECK(shape.columns.size() >= shape.keys.size());
    names.insert(shape.name);
    soci::rowset<soci::row> rows = file.database->session().prepare
                                   << "SELECT name FROM pragma_table_info('" + shape.name + "')";
    std::vector<std::string> columns;
    for (const auto& row : rows) columns.push_back(row.get<std::string>(0));
    CHECK(shape.columns == columns);
  }
  // What the migrations create, read from their texts.
  for (const auto& migration : migrations())
    for (const auto& statement : statements(migration, Dialect::sqlite)) {
      std::istringstream words{statement};
      std::string create, table, name;
      words >> create >> table >> name;
      if (create != "CREATE" || table != "TABLE" || name == "changes") continue;
      CAPTURE(name);
      CHECK(names.contains(name));
    }
  CHECK_FALSE(names.contains("migrations"));
  CHECK_FALSE(names.contains("changes"));
}

TEST_CASE("Both databases have the same tables, columns and keys", "[sql]") {
  if (dialects().size() == 1) return;
  FreshRegister file{Dialect::sqlite}, server{Dialect::postgresql};
  const auto left = shapes_of(*file.database), right = shapes_of(*server.database);
  REQUIRE(left.size() == right.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    CHECK(left[i].name == right[i].name);
    CHECK(left[i].columns == right[i].columns);
    CHECK(left[i].keys == right[i].keys);
  }
}

TEST_CASE("Odd texts and missing values arrive as they are", "[sql]") {
  const auto dialect = EACH_DATABASE;
  FreshRegister fresh{EACH_DATABASE};
  auto set = opening(CaseId{1});
  set.events.front().body = "{\"t\":\"\\u0000 \\\\ \\n\"}\t\r\n\\N\\.\n:x %1$s '\"𠮷";
  set.events.front().occurred_on.reset();
  set.events.front().recorded_by = "";
  set.clocks = {some_clock(CaseId{1}, {}), some_clock(CaseId{1}, monday, 2)};
  REQUIRE(commit(fresh.store, set) == Applied::yes);
  FreshPlace place{dialect};
  const auto copy = released_copy(fresh.place.url, place.url);
  CHECK(in_words(sums_of(*copy)) == in_words(sums_of(*fresh.database)));
}

TEST_CASE("Numbers that the database gives go on after those copied", "[sql]") {
  const auto dialect = EACH_DATABASE;
  FreshRegister fresh{EACH_DATABASE};
  for (int n = 1; n <= 3; ++n) {
    auto set = opening(CaseId{n});
    set.notices = {some_notice(CaseId{n}, "n" + std::to_string(n))};
    REQUIRE(commit(fresh.store, set) == Applied::yes);
  }
  fresh.directory.remember({0, "410500", Mover::calendar, "", {}});
  FreshPlace place{dialect};
  const auto copy = released_copy(fresh.place.url, place.url);
  SqlStore store{*copy};
  SqlDirectory directory{*copy};
  auto set = opening(CaseId{4});
  set.notices = {some_notice(CaseId{4}, "n4")};
  REQUIRE(commit(store, set) == Applied::yes);
  directory.remember({0, "410500", Mover::family, "1", {}});
  const auto rows = directory.outbox("", 0, 10);
  REQUIRE(rows.size() == 4);
  CHECK(rows[2].id == fresh.directory.outbox("", 0, 10).back().id);
  CHECK(rows[3].id > rows[2].id);
  CHECK(directory.pending_moves().size() == 2);
}

TEST_CASE("A place that is not empty is refused and stays as it is", "[sql]") {
  FreshRegister fresh{Dialect::sqlite}, taken{EACH_DATABASE};
  REQUIRE(commit(taken.store, opening(CaseId{1})) == Applied::yes);
  const auto before = contents(*taken.database);
  const auto refused = copy_register(fresh.place.url, taken.place.url, monday);
  REQUIRE(refused.has_error());
  CHECK(refused.error().problem == Problem::conflict);
  CHECK(contents(*taken.database) == before);
  CHECK(copy_register(taken.place.url, taken.place.url, monday).has_error());
}

TEST_CASE("A file that is there is never written over, be it empty", "[sql]") {
  FreshRegister fresh{Dialect::sqlite};
  FreshPlace place{Dialect::sqlite};
  std::ofstream{file_of(place)} << GENERATE("", "a letter");
  const auto before = std::filesystem::file_size(file_of(place));
  CHECK(copy_register(fresh.place.url, place.url, monday).error().problem == Problem::conflict);
  CHECK(std::filesystem::file_size(file_of(place)) == before);
}

TEST_CASE("What cannot be copied leaves nothing behind", "[sql]") {
  FreshRegister fresh{Dialect::sqlite};
  REQUIRE(commit(fresh.store, opening(CaseId{1})) == Applied::yes);
  fresh.database->session() << "ALTER TABLE cases RENAME COLUMN title TO gone";
  FreshPlace place{EACH_DATABASE};
  CHECK_THROWS_AS(copy_register(fresh.place.url, place.url, monday), StoreDown);
  CHECK(Database::open(place.url).error().problem == Problem::not_found);
  if (!place.folder.empty()) CHECK(std::filesystem::is_empty(place.folder));
  CHECK(Database::create(place.url, {}).has_value());
}

TEST_CASE("A copy that was killed is taken up by the next", "[sql]") {
  FreshRegister fresh{Dialect::sqlite};
  FreshPlace place{Dialect::sqlite};
  std::ofstream{file_of(place).string() +
                ".part"};  // as far as it had come: a file without a table
  CHECK(copy_register(fresh.place.url, place.url, monday).has_value());
  CHECK(Database::open(place.url).has_value());
  CHECK_FALSE(std::filesystem::exists(file_of(place).string() + ".part"));
}

TEST_CASE("What changes between writing and checking is noticed", "[sql]") {
  const auto dialect = EACH_DATABASE;
  FreshRegister fresh{Dialect::sqlite}, target{dialect};
  REQUIRE(commit(fresh.store, opening(CaseId{1})) == Applied::yes);
  const auto* harm = GENERATE(
      "UPDATE events SET body = body || ' '", "UPDATE events SET occurred_on = NULL",
      "UPDATE events SET hash = recorded_by, recorded_by = hash", "DELETE FROM events",
      "INSERT INTO events SELECT case_id, seq + 1, event, occurred_on, recorded_at, recorded_by,"
      " from_state, to_state, body, hash FROM events");
  CAPTURE(harm);
  for (const auto& shape : shapes_of(*target.database)) {
    if (shape.name != "events") continue;
    Transaction transaction{*target.database};
    const auto read = copy_table(*fresh.database, *target.database, shape);
    CHECK_NOTHROW(check_copy(*target.database, shape, read));
    target.database->session() << harm;
    CHECK_THROWS_WITH(check_copy(*target.database, shape, read), Catch::Contains("table events"));
  }
}

TEST_CASE("A copy of a register at work is of one moment", "[sql]") {
  const auto dialect = EACH_DATABASE;
  FreshRegister fresh{EACH_DATABASE};
  for (int n = 1; n <= 20; ++n) REQUIRE(commit(fresh.store, opening(CaseId{n})) == Applied::yes);
  std::atomic<int> written{0};
  std::jthread writer{[&](const std::stop_token& stop) {
    const auto own = fresh.connect();
    SqlStore store{*own};
    for (int version = 1; !stop.stop_requested(); ++version)
      for (int n = 1; n <= 20 && !stop.stop_requested(); ++n) {
        if (commit(store, step(CaseId{n}, version)) == Applied::yes) ++written;
      }
  }};
  while (written < 5) std::this_thread::yield();
  FreshPlace place{dialect};
  // Between two tables somebody writes, for certain.
  const auto wait = [&](const TableSum&) {
    const auto before = written.load();
    while (written < before + 2) std::this_thread::yield();
  };
  const auto copied = copy_register(fresh.place.url, place.url, monday, {}, wait);
  REQUIRE(copied.has_value());
  const auto copy = Database::open(place.url).value();
  long long odd = -1;
  copy->session() << "SELECT count(*) FROM cases c WHERE version <>"
                     " (SELECT count(*) FROM events e WHERE e.case_id = c.id)",
      soci::into(odd);
  CHECK(odd == 0);
}

TEST_CASE("A copy is held until it is released, and a copy of it is held again", "[sql]") {
  const auto dialect = EACH_DATABASE;
  FreshRegister fresh{Dialect::sqlite};
  FreshPlace first{dialect}, second{Dialect::sqlite};
  REQUIRE(copy_register(fresh.place.url, first.url, monday).has_value());
  REQUIRE(copy_register(first.url, second.url, monday + std::chrono::hours{1}).has_value());
  CHECK_FALSE(fresh.directory.held().has_value());
  const auto copy = Database::open(first.url).value();
  const auto of_copy = Database::open(second.url).value();
  CHECK(copy->status().held->from == fresh.place.url);
  CHECK(copy->status().held->since == monday);
  CHECK(of_copy->status().held->from == copy->place());
  CHECK(of_copy->status().held->since == monday + std::chrono::hours{1});
  REQUIRE(release(*copy).has_value());
  CHECK_FALSE(copy->status().held.has_value());
  CHECK(of_copy->status().held.has_value());
  CHECK(release(*copy).error().problem == Problem::conflict);
}

TEST_CASE("A held register takes no changes", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  REQUIRE(
      fresh.directory.put(Congress{"410500", "安阳", "city", "", "r1", "c1"}, true).has_value());
  hold(*fresh.database, {monday, "sqlite:原库.db"});
  const auto before = contents(*fresh.database);
  auto& directory = fresh.directory;
  CHECK(directory.put(Congress{"410501", "x", "city", "", "r1", "c1"}, true).has_error());
  CHECK(directory.put(Congress{"410500", "x", "city", "", "r1", "c1"}, false).has_error());
  CHECK(directory.adopt_calendar("410500", "c1", "c2").has_error());
  CHECK(directory.put(Unit{"410500", "u", "u"}, true).has_error());
  CHECK(directory.put(Deputy{"410500", "d", "d", ""}, true).has_error());
  CHECK(directory.put(User{"u", "", {}, "", ""}, true).has_error());
  CHECK(directory.put(Session{"410500", "17-3", "", {}, day("2025-01-12")}, true).has_error());
  const auto refused = directory.put(Meeting{"410500", "2025-5", "", {}}, true);
  REQUIRE(refused.has_error());
  CHECK(refused.error().detail.find("duban db release") != std::string::npos);
  CHECK(contents(*fresh.database) == before);
}

TEST_CASE("A file may lie where nobody can write, and is not changed by being read", "[sql]") {
  FreshRegister fresh{Dialect::sqlite};
  FreshPlace backup{Dialect::sqlite}, place{EACH_DATABASE};
  REQUIRE(copy_register(fresh.place.url, backup.url, monday).has_value());
  const auto bytes = [&] {
    std::ifstream stream{file_of(backup), std::ios::binary};
    return std::string{std::istreambuf_iterator<char>{stream}, {}};
  };
  const auto before = bytes();
  std::filesystem::permissions(
      backup.folder, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  CHECK(copy_register(backup.url, place.url, monday).has_value());
  std::filesystem::permissions(backup.folder, std::filesystem::perms::owner_all);
  CHECK(bytes() == before);
}

TEST_CASE("What fell due while a register was held is told once it is released, and once",
          "[sql]") {
  test::Office office{"2025-03-03"};
  const auto root = office.in_handling({{"交通局", "sole"}});
  FreshPlace place{EACH_DATABASE};
  const auto original = office.connect();
  REQUIRE(copy_register(original->place(), place.url, monday).has_value());

  const auto database = Database::open(place.url).value();
  SqlStore store{*database};
  SqlDirectory directory{*database};
  const auto catalogue = all_workflows();
  FixedTime time{at("2025-06-02T02:00:00Z")};  // most rungs of the reply are past
  Register held{store, directory, catalogue, time};
  Scheduler scheduler{held};
  const auto before = contents(*database);
  CHECK(scheduler.fire_due(time.now()).clocks == 0);
  CHECK_FALSE(scheduler.next_wake().has_value());
  CHECK(advance(held, time, time.now()).error().problem == Problem::conflict);
  Command command;
  command.id = test::part(root, 1);
  command.event = "reply";
  command.actor = test::anybody();
  CHECK(held.fire(command).error().detail.find("duban db release") != std::string::npos);
  CHECK(held.open(command).error().detail.find("duban db release") != std::string::npos);
  CHECK(contents(*database) == before);

  REQUIRE(release(*database).has_value());
  const auto fired = scheduler.fire_due(time.now());
  CHECK(fired.notices > 0);
  int notices = 0;
  for (const auto& row : directory.outbox("", 0, 1000))
    if (row.notice.text == "reminder" && row.notice.recipient == "unit:交通局:contact") ++notices;
  CHECK(notices == 1);
  CHECK(scheduler.fire_due(time.now()).notices == 0);
  CHECK(verdict_of(*database).empty());
}

}  // namespace duban::sql
