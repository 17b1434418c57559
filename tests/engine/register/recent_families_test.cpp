#include "engine/register/recent_families.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

Family family(std::int64_t root, std::int64_t version) {
  Family made;
  made.cases.emplace_back();
  made.cases.front().id = CaseId{root};
  made.cases.front().family_version = version;
  return made;
}

std::int64_t version_of(const std::optional<Family>& found) {
  return found ? found->root().family_version : 0;
}

}  // namespace

TEST_CASE("The newest version of a family is remembered, whoever comes last", "[engine]") {
  RecentFamilies recent{10};
  recent.put(family(1, 5));
  recent.put(family(1, 4));
  CHECK(version_of(recent.find(CaseId{1})) == 5);
  recent.put(family(1, 6));
  CHECK(version_of(recent.find(CaseId{1})) == 6);
  recent.forget(CaseId{1});
  CHECK_FALSE(recent.find(CaseId{1}).has_value());
}

TEST_CASE("What is asked for is remembered, what is not is forgotten", "[engine]") {
  RecentFamilies recent{100};
  recent.put(family(1, 1));
  std::int64_t forgotten = 0;
  for (std::int64_t root = 2; root < 1000; ++root) {
    recent.put(family(root, 1));
    CHECK(recent.find(CaseId{1}).has_value());
    if (!recent.find(CaseId{root / 2})) ++forgotten;
  }
  std::int64_t kept = 0;
  for (std::int64_t root = 1; root < 1000; ++root)
    if (recent.find(CaseId{root})) ++kept;
  CHECK(forgotten > 0);
  CHECK(kept >= 50);
  CHECK(kept <= 100);
  recent.clear();
  CHECK_FALSE(recent.find(CaseId{1}).has_value());
}

}  // namespace duban::test
