// The journal: every event once, in one order, whatever order the commits of several nodes become
// visible in.

#include "adapters/sql/sql_journal.hpp"

#include "adapters/sql/copy.hpp"
#include "adapters/sql/held.hpp"
#include "adapters/sql/register_fixture.hpp"
#include "adapters/sql/wakes_fixture.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

#include <algorithm>
#include <atomic>

namespace duban::sql {

namespace {

constexpr int all = 100'000;

std::vector<std::string> texts_of(const std::vector<Change>& changes) {
  std::vector<std::string> texts;
  for (const auto& change : changes)
    texts.push_back(to_text(change.at.id) + "/" + std::to_string(change.at.seq));
  return texts;
}

/// What can be told after a place at this moment.
std::vector<Change> after_now(Journal& journal, const Place& place) {
  return journal.after(place, journal.standing().through, all);
}

/// The journal once everything that is committed can be told: whoever writes anywhere on the
/// server, as other tests do at the same time, holds it back for a while.
JournalExtent caught_up(Database& database, Journal& journal) {
  constexpr int tries = 3000;
  for (int i = 0; i < tries; ++i) {
    const auto standing = journal.standing();
    long long last = 0;
    database.session() << "SELECT coalesce(max(commit_number), 0) FROM changes", soci::into(last);
    if (standing.through >= last) return standing;
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  FAIL("the journal does not catch up");
  return {};
}

/// What can be told after a place once it has.
std::vector<Change> after(Database& database, Journal& journal, const Place& place) {
  return journal.after(place, caught_up(database, journal).through, all);
}

/// Every event of the register, as texts_of says.
std::vector<std::string> events_in(Database& database) {
  const soci::rowset<std::string> rows =
      database.session().prepare << "SELECT CAST(case_id / 1000 AS text) || '/' || seq FROM events";
  std::vector<std::string> texts{rows.begin(), rows.end()};
  std::ranges::sort(texts);
  return texts;
}

}  // namespace

TEST_CASE("What is committed after a place is told after it, with event and state", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  SqlJournal journal{*fresh.database};
  const auto empty = journal.standing();
  REQUIRE(commit(fresh.store, opening(CaseId{1})) == Applied::yes);
  CHECK(journal.standing().goes_on_from(Place::after(empty.through)));
  const auto begin = caught_up(*fresh.database, journal);
  const auto place = Place::after(begin.through);
  CHECK(after(*fresh.database, journal, place).empty());
  CHECK(begin.goes_on_from(place));

  REQUIRE(commit(fresh.store, step(CaseId{1}, 1)) == Applied::yes);
  REQUIRE(commit(fresh.store, opening(CaseId{2})) == Applied::yes);
  CHECK(commit(fresh.store, step(CaseId{1}, 1)) == Applied::stale);
  const auto told = after(*fresh.database, journal, place);
  REQUIRE(texts_of(told) == std::vector<std::string>{"1/2", "2/1"});
  CHECK(told.front().event == "assign");
  CHECK(told.front().state == "assigned");
  CHECK(texts_of(after(*fresh.database, journal, told.front().at)) ==
        std::vector<std::string>{"2/1"});
  CHECK(after(*fresh.database, journal, told.back().at).empty());
  const auto through = caught_up(*fresh.database, journal).through;
  CHECK(texts_of(journal.after(place, through, 1)) == std::vector<std::string>{"1/2"});
  CHECK(journal.count_after(place, through, 10) == 2);
  CHECK(journal.count_after(place, through, 1) == 1);
  CHECK(journal.count_after(told.front().at, through, 10) == 1);
}

TEST_CASE("A commit that was begun first and is seen last is not skipped", "[sql]") {
  if (dialects().size() < 2) return;
  FreshRegister fresh{Dialect::postgresql};
  SqlJournal journal{*fresh.database};
  const auto place = Place::after(journal.standing().through);
  const auto slow = fresh.connect(), quick = fresh.connect(), given_up = fresh.connect();
  SqlStore slow_store{*slow}, quick_store{*quick}, third_store{*given_up};
  {
    Transaction first{*slow};
    REQUIRE(commit(slow_store, opening(CaseId{1})) == Applied::yes);
    {
      Transaction third{*given_up};
      REQUIRE(commit(third_store, opening(CaseId{3})) == Applied::yes);
      REQUIRE(commit(quick_store, opening(CaseId{2})) == Applied::yes);
    }
    // The second has a greater number and is there: it waits for the first.
    CHECK(fresh.store.load(CaseId{2}).has_value());
    CHECK(after_now(journal, place).empty());
    first.commit();
  }
  const auto told = after(*fresh.database, journal, place);
  CHECK(texts_of(told) == std::vector<std::string>{"1/1", "2/1"});
  CHECK(std::ranges::is_sorted(told, {}, &Change::at));
}

TEST_CASE("While many write, whoever reads on is told every event once", "[sql]") {
  const auto dialect = EACH_DATABASE;
  FreshRegister fresh{dialect};
  SqlJournal journal{*fresh.database};
  constexpr int writers = 4, steps = 60;
  auto place = Place::after(journal.standing().through);
  std::atomic<int> writing{writers};
  std::vector<std::jthread> threads;
  for (int writer = 1; writer <= writers; ++writer)
    threads.emplace_back([&, writer] {
      const auto database = fresh.connect(patience);
      SqlStore store{*database};
      const CaseId root{writer};
      (void)commit(store, opening(root));
      for (int version = 1; version < steps; ++version) {
        if (dialect == Dialect::postgresql && version % 7 == 0) {
          Transaction long_one{*database};  // begun before others, committed after
          (void)commit(store, step(root, version));
          std::this_thread::sleep_for(std::chrono::milliseconds{5});
          long_one.commit();
        } else {
          (void)commit(store, step(root, version));
        }
      }
      --writing;
    });
  std::vector<std::string> told;
  for (bool is_last = false; !is_last;) {
    is_last = writing == 0;
    const auto standing = is_last ? caught_up(*fresh.database, journal) : journal.standing();
    const auto changes = journal.after(place, standing.through, 10);
    place = std::ssize(changes) == 10 ? changes.back().at : Place::after(standing.through);
    is_last = is_last && changes.empty();
    for (auto& text : texts_of(changes)) told.push_back(std::move(text));
  }
  std::ranges::sort(told);
  CHECK(told.size() == writers * steps);
  CHECK(told == events_in(*fresh.database));
}

TEST_CASE("The journal is as long as answers are kept, and says where it begins", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  SqlJournal journal{*fresh.database};
  REQUIRE(commit(fresh.store, opening(CaseId{1})) == Applied::yes);
  const auto old = Place::after(caught_up(*fresh.database, journal).through);
  for (std::int64_t version = 1; version <= 3; ++version)
    REQUIRE(commit(fresh.store, step(CaseId{1}, version)) == Applied::yes);
  const auto last = after(*fresh.database, journal, old).back().at;

  fresh.store.forget_answers(at("2025-03-01T01:02:03Z"));  // earlier than any of them
  CHECK(journal.standing().goes_on_from(old));
  fresh.store.forget_answers(at("2025-03-02T00:00:00Z"));
  CHECK_FALSE(journal.standing().goes_on_from(old));
  CHECK(journal.standing().goes_on_from(last));
  CHECK(texts_of(after(*fresh.database, journal, Place{})) == std::vector<std::string>{"1/4"});

  REQUIRE(commit(fresh.store, step(CaseId{1}, 4)) == Applied::yes);
  CHECK(texts_of(after(*fresh.database, journal, last)) == std::vector<std::string>{"1/5"});
}

TEST_CASE("A journal lasts for its register, and a copy begins another", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  REQUIRE(commit(fresh.store, opening(CaseId{1})) == Applied::yes);
  const auto before = SqlJournal{*fresh.database}.standing();
  const auto again = fresh.connect();
  CHECK(SqlJournal{*again}.standing().journal == before.journal);
  CHECK(SqlJournal{*again}.standing().goes_on_from(Place::after(before.through)));

  for (const auto dialect : dialects()) {
    const FreshPlace to{dialect};
    REQUIRE(copy_register(fresh.place.url, to.url, at("2025-03-02T00:00:00Z")).has_value());
    const auto copy = Database::open(to.url).value();
    SqlJournal journal{*copy};
    CHECK(journal.standing().journal != before.journal);
    CHECK(texts_of(after(*copy, journal, Place{})) == std::vector<std::string>{"0/0"});
  }
  REQUIRE(hold_at_work(*fresh.database, at("2025-03-02T00:00:00Z")).has_value());
  CHECK(SqlJournal{*fresh.database}.standing().journal != before.journal);
}

TEST_CASE("Registers differ in their journals", "[sql]") {
  const auto dialect = EACH_DATABASE;
  FreshRegister one{dialect}, other{dialect};
  CHECK(SqlJournal{*one.database}.standing().journal !=
        SqlJournal{*other.database}.standing().journal);
}

}  // namespace duban::sql
