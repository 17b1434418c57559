// By what lists find cases, as the databases keep it.

#include "engine/register/finding.hpp"

#include "adapters/sql/copy.hpp"
#include "adapters/sql/findings.hpp"
#include "adapters/sql/register_fixture.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

namespace duban::sql {

namespace {

/// A family of two with marks on both, and a text on its root.
ChangeSet marked(std::int64_t root) {
  auto set = opening(CaseId{root}, "17-3-" + std::to_string(root));
  set.cases.front().marks_gained = {"category:交通", "session:17-3"};
  set.cases.front().grams = stored_grams("学校门口拥堵");
  set.cases.push_back({some_case(CaseId{root, 1}), some_summary(), 0});
  set.cases.back().marks_gained = {"unit:交通局"};
  set.events.push_back(some_event(CaseId{root, 1}, 1));
  return set;
}

CaseFilter by(std::vector<std::string> marks) {
  CaseFilter filter;
  filter.marks = std::move(marks);
  return filter;
}

std::vector<CaseId> ids(const std::vector<CaseRow>& rows) {
  std::vector<CaseId> all;
  for (const auto& row : rows) all.push_back(row.id);
  return all;
}

using Ids = std::vector<CaseId>;

}  // namespace

TEST_CASE("A mark finds its bearer, a root's parts, and a part's root", "[sql][lists]") {
  FreshRegister fresh{EACH_DATABASE};
  REQUIRE(commit(fresh.store, marked(1)) == Applied::yes);
  auto& lists = fresh.directory;
  CHECK(ids(lists.cases(by({"category:交通"}))) == Ids{CaseId{1}, CaseId{1, 1}});
  CHECK(ids(lists.cases(by({"unit:交通局"}))) == Ids{CaseId{1}, CaseId{1, 1}});
  CHECK(ids(lists.cases(by({"unit:交通局", "category:交通"}))) == Ids{CaseId{1}, CaseId{1, 1}});
  CHECK(lists.cases(by({"unit:交通局", "category:水利"})).empty());
  auto only_parts = by({"category:交通"});
  only_parts.after = CaseId{1};
  CHECK(ids(lists.cases(only_parts)) == Ids{CaseId{1, 1}});
}

TEST_CASE("A mark that is lost finds nothing, and one of a set that is stale is not written",
          "[sql][lists]") {
  FreshRegister fresh{EACH_DATABASE};
  REQUIRE(commit(fresh.store, marked(1)) == Applied::yes);
  auto next = step(CaseId{1}, 1);
  next.cases.front().marks_lost = {"category:交通"};
  next.cases.front().marks_gained = {"category:教育"};
  next.cases.front().grams = stored_grams("校车");
  auto stale = next;
  stale.expected_family_version = 7;
  CHECK(commit(fresh.store, stale) == Applied::stale);
  CHECK(fresh.directory.cases(by({"category:教育"})).empty());
  REQUIRE(commit(fresh.store, next) == Applied::yes);
  CHECK(fresh.directory.cases(by({"category:交通"})).empty());
  CHECK(ids(fresh.directory.cases(by({"category:教育"}))) == Ids{CaseId{1}, CaseId{1, 1}});

  CaseFilter words;
  words.text = "校车";
  CHECK(fresh.directory.cases(words).size() == 2);
  words.text = "学校门口";
  CHECK(fresh.directory.cases(words).empty());
  const auto kept = fresh.store.history(CaseId{1})->findings;
  REQUIRE(kept.size() == 2);
  CHECK(kept.front() == Finding{CaseId{1}, {"category:教育", "session:17-3"}, "校车"});
  CHECK(kept.back() == Finding{CaseId{1, 1}, {"unit:交通局"}, ""});
}

TEST_CASE("Counts and the rarest likeness", "[sql][lists]") {
  FreshRegister fresh{EACH_DATABASE};
  for (int root = 1; root <= 3; ++root) REQUIRE(commit(fresh.store, marked(root)) == Applied::yes);
  auto counts = fresh.directory.count_cases(by({"unit:交通局"}));
  CHECK(counts.cases == 6);
  CHECK(counts.complete);
  CHECK(std::ranges::find(counts.by, CaseCount{"category", "交通", 6}) != counts.by.end());
  auto few = by({"unit:交通局"});
  few.limit = 4;
  counts = fresh.directory.count_cases(few);
  CHECK(counts.cases == 4);
  CHECK_FALSE(counts.complete);
  CHECK(fresh.directory.alike("410500", {"学校", "门口"}, 2) == Ids{CaseId{3}, CaseId{2}});
  CHECK(fresh.directory.alike("410000", {"学校"}, 2).empty());
}

TEST_CASE("A register that is half migrated opens for nobody but the migration", "[sql][lists]") {
  FreshRegister fresh{EACH_DATABASE};
  REQUIRE(commit(fresh.store, marked(1)) == Applied::yes);
  CHECK_FALSE(found_through(*fresh.database).has_value());
  fresh.database->session() << "INSERT INTO meta (name, value) VALUES ('found_through', '0')";
  const auto refused = Database::open(fresh.place.url);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().detail.find("db migrate") != std::string::npos);

  const auto opened = Database::open(fresh.place.url, {.half_migrated = true});
  REQUIRE(opened.has_value());
  const std::vector<FamilyFindings> again{
      {CaseId{1}, "410500", {{CaseId{1}, {"category:水利"}, "积水"}, {CaseId{1, 1}, {}, ""}}}};
  put_findings(**opened, again);
  CHECK(found_through(**opened) == CaseId{1});
  note_all_found(**opened);
  CHECK(Database::open(fresh.place.url).has_value());
  CHECK(fresh.directory.cases(by({"category:交通"})).empty());
  CHECK(fresh.directory.cases(by({"category:水利"})).size() == 2);
}

}  // namespace duban::sql
