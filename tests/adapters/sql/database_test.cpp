#include "adapters/sql/register_fixture.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <fstream>
#include <thread>

namespace duban::sql {

namespace {

constexpr auto at_once = std::chrono::milliseconds{0};

std::string sentence_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const StoreDown& failure) {
    return failure.what();
  }
  return "";
}

void overwrite(const std::filesystem::path& file, std::string_view bytes, std::streamoff where) {
  std::fstream stream{file, std::ios::in | std::ios::out | std::ios::binary};
  stream.seekp(where);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

std::filesystem::path file_of(const FreshPlace& place) {
  return place.url.substr(7);
}

/// The program's own migrations and then these, numbered on.
std::vector<Migration> with_more(std::initializer_list<Migration> more) {
  auto all = migrations();
  for (auto migration : more) {
    const auto number = std::to_string(all.size() + 1);
    migration.name = std::string(4 - number.size(), '0') + number + "_" + migration.name;
    all.push_back(migration);
  }
  return all;
}

}  // namespace

TEST_CASE("A register is created once", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  REQUIRE(commit(fresh.store, opening(CaseId{1})) == Applied::yes);
  const auto again = Database::create(fresh.place.url, {});
  REQUIRE(again.has_error());
  CHECK(again.error().problem == Problem::conflict);
  CHECK(fresh.connect()->status().cases == 1);
}

TEST_CASE("What is there is counted", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  auto set = opening(CaseId{1});
  set.clocks = {some_clock(CaseId{1}, {})};
  set.notices = {some_notice(CaseId{1}, "n")};
  REQUIRE(commit(fresh.store, set) == Applied::yes);
  const auto status = fresh.database->status();
  CHECK(status.schema == static_cast<int>(migrations().size()));
  CHECK(status.cases == 1);
  CHECK(status.events == 1);
  CHECK(status.running_clocks == 1);
  CHECK(status.pending_notices == 1);
  CHECK_FALSE(status.simulated_now.has_value());
  CHECK(status.place.find("secret") == status.place.npos);
}

TEST_CASE("Opening says what is wrong with a place", "[sql]") {
  const auto dialect = EACH_DATABASE;
  FreshPlace place{dialect};
  const auto nothing = Database::open(place.url);
  REQUIRE(nothing.has_error());
  CHECK(nothing.error().problem == Problem::not_found);
  CHECK(nothing.error().detail.find("duban db create") != std::string::npos);
  CHECK(nothing.error().detail.find("secret") == std::string::npos);
  if (dialect == Dialect::sqlite) CHECK_FALSE(std::filesystem::exists(file_of(place)));
}

TEST_CASE("A URL that cannot be read is refused without repeating it", "[sql]") {
  for (const std::string url : {"sqlite:", "mysql://x", "/var/lib/x.db", "sqlite:/a\"b",
                                "postgresql://u:secret@[::1/x", "postgresql://u:secret@h/x?y=z"}) {
    CAPTURE(url);
    const auto refused = Database::open(url);
    REQUIRE(refused.has_error());
    CHECK(refused.error().problem == Problem::bad_input);
    CHECK(refused.error().detail.find("secret") == std::string::npos);
  }
}

TEST_CASE("A server that cannot be reached is down, and its password stays unsaid", "[sql]") {
  const auto sentence = sentence_of(
      [] { (void)Database::open("postgresql://u:secret@127.0.0.1:1/x?connect_timeout=2"); });
  CHECK(sentence.find("cannot be reached") != std::string::npos);
  CHECK(sentence.find("secret") == std::string::npos);
}

TEST_CASE("A file of another kind is no register and is left alone", "[sql]") {
  FreshPlace place{Dialect::sqlite};
  SECTION("text") {
    std::ofstream{file_of(place)} << std::string(5000, 'x');
  }
  SECTION("another program's database") {
    soci::session session{*soci::factory_sqlite3(), "db=\"" + file_of(place).string() + "\""};
    session << "CREATE TABLE notes (text text)";
  }
  const auto before = bytes_of(file_of(place));
  CHECK(Database::open(place.url).error().problem == Problem::conflict);
  CHECK(Database::migrate(place.url).error().problem == Problem::conflict);
  CHECK(Database::create(place.url, {}).error().problem == Problem::conflict);
  CHECK(bytes_of(file_of(place)) == before);
}

TEST_CASE("A register is brought forward from any earlier schema", "[sql]") {
  const auto dialect = EACH_DATABASE;
  FreshRegister fresh{dialect};
  REQUIRE(commit(fresh.store, opening(CaseId{1})) == Applied::yes);
  const Migration second{"notes",
                         "CREATE TABLE notes (id {serial}, text {text} NOT NULL); -- a comment: x\n"
                         "INSERT INTO notes (text) VALUES ('kept')"};
  const Migration third{"more", "ALTER TABLE notes ADD COLUMN more {text}"};
  const auto newer = with_more({second, third});

  CHECK(Database::migrate(fresh.place.url).value() == 0);
  CHECK(Database::open(fresh.place.url, {}, newer).error().detail.find("duban db migrate") !=
        std::string::npos);
  SECTION("in one go") {
    CHECK(Database::migrate(fresh.place.url, {}, newer).value() == 2);
  }
  SECTION("step by step") {
    CHECK(Database::migrate(fresh.place.url, {}, with_more({second})).value() == 1);
    CHECK(Database::migrate(fresh.place.url, {}, newer).value() == 1);
  }
  const auto database = Database::open(fresh.place.url, {}, newer).value();
  CHECK(database->status().schema == static_cast<int>(newer.size()));
  CHECK(database->status().cases == 1);
  const auto older = Database::open(fresh.place.url);
  REQUIRE(older.has_error());
  CHECK(older.error().detail.find("newer duban") != std::string::npos);
  CHECK(Database::migrate(fresh.place.url).has_error());
}

TEST_CASE("A migration that fails leaves the schema as it was", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  const auto broken = with_more({{"notes", "CREATE TABLE notes (text {text})"},
                                 {"broken", "INSERT INTO nowhere (x) VALUES (1)"}});
  CHECK_THROWS_AS(Database::migrate(fresh.place.url, {}, broken), StoreDown);
  CHECK(fresh.connect()->status().schema == static_cast<int>(migrations().size()));
  CHECK(Database::migrate(fresh.place.url, {},
                          with_more({{"notes", broken[migrations().size()].text}}))
            .value() == 1);
}

TEST_CASE("Migrations are numbered from 1 without gaps", "[sql]") {
  for (int number = 1; const auto& migration : migrations()) CHECK(migration.number() == number++);
}

TEST_CASE("A history written before events lay by ranges is kept", "[sql]") {
  FreshPlace place{EACH_DATABASE};
  {
    const auto old = Database::create(place.url, {}, {}, std::span{migrations()}.first(2)).value();
    old->session() << "INSERT INTO cases (id, congress, workflow, workflow_edition, state, version,"
                      " family_version, facts, opened_on, last_event_at, last_hash, number, title,"
                      " unit, session, confidential) VALUES (7000, '410500', 'suggestion', 'w',"
                      " 'closed', 1, 1, '{}', '2025-03-01', 0, 'h', '17-3-007', '', '', '', 0)";
    for (const auto* id : {"7000", "40000000000000"})  // in the first and in the last range
      old->session() << std::string{"INSERT INTO events VALUES ("} + id +
                            ", 1, 'submit', NULL, 5, 'me', '', 'closed', '{}', 'h')";
    old->session()
        << "INSERT INTO clocks (case_id, kind, number, generation, limit_name, rule,"
           " provisional, regulation, calendar, reminded_through, raised_through)"
           " VALUES (7000, 'reply', 1, 1, '', '', 0, '', '', '2025-03-01', '2025-03-01')";
  }
  CHECK(Database::migrate(place.url).value() == static_cast<int>(migrations().size()) - 2);
  const auto database = Database::open(place.url, {.half_migrated = true}).value();
  SqlStore store{*database};
  REQUIRE(store.events(CaseId{7}, 0, 9).size() == 1);
  CHECK(store.events(CaseId{7}, 0, 9).front().hash == "h");
  CHECK(store.events(CaseId{40'000'000'000}, 0, 9).size() == 1);
  CHECK(SqlDirectory{*database}.running_clocks("410500", {}, 9).size() == 1);
}

TEST_CASE("A register goes on beyond the ranges that were foreseen", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  const std::vector<CaseId> roots{CaseId{1}, CaseId{1'000'000}, CaseId{99'000'000}};
  for (const auto root : roots) REQUIRE(commit(fresh.store, opening(root)) == Applied::yes);
  std::vector<CaseId> read;
  fresh.store.each_family(CaseId{}, [&](const FamilyHistory& history) {
    CHECK(history.events.size() == 1);
    read.push_back(history.root);
    return true;
  });
  CHECK(read == roots);
}

TEST_CASE("Two programs that create at once make one register", "[sql]") {
  FreshPlace place{EACH_DATABASE};
  std::atomic<int> created{0};
  {
    std::vector<std::jthread> programs;
    for (int i = 0; i < 3; ++i)
      programs.emplace_back([&] {
        if (Database::create(place.url, {}, {std::chrono::seconds{30}}).has_value()) ++created;
      });
  }
  CHECK(created == 1);
  CHECK(Database::open(place.url).has_value());
}

TEST_CASE("A file that another program keeps locked is busy", "[sql]") {
  FreshRegister fresh{Dialect::sqlite};
  const auto impatient = fresh.connect(at_once);
  SqlStore store{*impatient};
  const auto before = contents(*fresh.database);
  {
    Transaction other{*fresh.database};
    CHECK_THROWS_AS(commit(store, opening(CaseId{1})), StoreBusy);
    CHECK_THROWS_AS(store.reserve_root(), StoreBusy);
    CHECK_FALSE(store.load(CaseId{1}).has_value());  // readers are not in the way
  }
  CHECK(contents(*fresh.database) == before);
  CHECK(commit(store, opening(CaseId{1})) == Applied::yes);
}

TEST_CASE("A full disk stops the whole group and leaves no trace", "[sql]") {
  FreshRegister fresh{Dialect::sqlite};
  int pages = 0;
  fresh.database->session() << "PRAGMA page_count", soci::into(pages);
  fresh.database->session() << "PRAGMA max_page_count = " << pages + 1;
  const auto before = contents(*fresh.database);
  std::vector<ChangeSet> group;
  for (int root = 1; root <= 200; ++root) group.push_back(opening(CaseId{root}));
  const auto sentence = sentence_of([&] { (void)fresh.store.commit(group); });
  CHECK(sentence.find("full") != std::string::npos);
  CHECK(contents(*fresh.database) == before);
  fresh.database->session() << "PRAGMA max_page_count = 100000";
  CHECK(fresh.store.commit(group).size() == 200);
}

TEST_CASE("A damaged file is down with a sentence", "[sql]") {
  FreshRegister fresh{Dialect::sqlite};
  std::vector<ChangeSet> group;
  for (int root = 1; root <= 200; ++root) group.push_back(opening(CaseId{root}));
  (void)fresh.store.commit(group);
  fresh.database.reset();  // the last connection writes the log back into the file
  const auto file = file_of(fresh.place);
  const auto size = std::filesystem::file_size(file);
  overwrite(file, std::string(size - 4096, '\xff'), 4096);
  const auto sentence = sentence_of([&] {
    auto database = Database::open(fresh.place.url).value();
    SqlStore store{*database};
    store.each_family(CaseId{}, [](const auto&) { return true; });
  });
  CHECK(sentence.find("damaged") != std::string::npos);
}

TEST_CASE("A server connection that breaks is made again", "[sql]") {
  if (dialects().size() == 1) return;
  FreshRegister fresh{Dialect::postgresql};
  REQUIRE(commit(fresh.store, opening(CaseId{1})) == Applied::yes);
  int process = 0;
  fresh.database->session() << "SELECT pg_backend_pid()", soci::into(process);
  const auto other = fresh.connect();
  other->session() << "SELECT pg_terminate_backend(" << process << ")";

  const auto sentence = sentence_of([&] { (void)fresh.store.load(CaseId{1}); });
  CHECK_FALSE(sentence.empty());
  CHECK(sentence.find("SELECT") == std::string::npos);
  CHECK(fresh.store.load(CaseId{1}).has_value());
  CHECK(commit(fresh.store, step(CaseId{1}, 1)) == Applied::yes);
}

}  // namespace duban::sql
