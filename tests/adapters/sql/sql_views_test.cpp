// Lists that people come back to, as both databases keep them.

#include "adapters/sql/sql_views.hpp"

#include "adapters/sql/copy.hpp"
#include "adapters/sql/register_fixture.hpp"
#include "first_congress.hpp"

#include <catch2/catch.hpp>

namespace duban::sql {

namespace {

struct Office : FreshRegister {
  explicit Office(Dialect dialect) : FreshRegister{dialect} {
    test::make_first_congress(directory, "市水务局");
    for (const auto* name : {"wang", "li"})
      directory.put(User{name, "340100", {"officer"}, "", ""}, true).value();
  }
  SqlViews views{*database};
};

SavedView some_view(const std::string& owner, const std::string& name) {
  return {.congress = "340100", .owner = owner, .name = name, .query = "overdue=true"};
}

std::vector<std::string> names(const std::vector<SavedView>& views) {
  std::vector<std::string> all;
  for (const auto& view : views) all.push_back(view.name);
  return all;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("A view is kept for its owner, and for others once it is shared", "[sql][views]") {
  Office office{EACH_DATABASE};
  auto& views = office.views;
  auto late = views.add(some_view("wang", "超期")).value();
  REQUIRE(views.add(some_view("li", "本周")).has_value());
  CHECK(views.of("wang") == std::vector{late});
  CHECK(views.shared_in("340100").empty());
  late.shared = true;
  late.query = "";
  const auto shared = views.change(late).value();
  CHECK(shared.version == 2);
  CHECK(views.shared_in("340100") == std::vector{shared});
  CHECK(views.shared_in("340200").empty());
  CHECK(views.find(shared.id) == shared);
  CHECK(views.change(late).error().problem == Problem::stale_version);
  REQUIRE(views.remove(shared.id).has_value());
  CHECK_FALSE(views.find(shared.id));
  CHECK(views.change(shared).error().problem == Problem::stale_version);
}

TEST_CASE("A name is an owner's once, and an owner has so many views", "[sql][views]") {
  Office office{EACH_DATABASE};
  auto& views = office.views;
  const auto first = views.add(some_view("wang", "甲")).value();
  auto second = views.add(some_view("wang", "乙")).value();
  CHECK(views.add(some_view("li", "甲")).has_value());
  CHECK(views.add(some_view("wang", "甲")).error().problem == Problem::conflict);
  second.name = "甲";
  CHECK(views.change(second).error().problem == Problem::conflict);
  CHECK(names(views.of("wang")) == Names{"乙", "甲"});
  for (int i = 2; i < most_views; ++i)
    REQUIRE(views.add(some_view("wang", std::to_string(i))).has_value());
  CHECK(views.add(some_view("wang", "又一")).error().problem == Problem::conflict);
  CHECK(views.change(first).has_value());
}

TEST_CASE("A copy has the views, and takes no new ones while it is held", "[sql][views]") {
  Office office{EACH_DATABASE};
  REQUIRE(office.views.add(some_view("wang", "超期")).has_value());
  const FreshPlace target{EACH_DATABASE};
  REQUIRE(copy_register(office.place.url, target.url, at("2025-03-14T04:00:00Z")).has_value());
  const auto copy = Database::open(target.url).value();
  SqlViews copied{*copy};
  CHECK(names(copied.of("wang")) == Names{"超期"});
  CHECK(copied.add(some_view("wang", "又一")).error().problem == Problem::conflict);
  CHECK(copied.remove(copied.of("wang").front().id).error().problem == Problem::conflict);
  CHECK(names(copied.of("wang")) == Names{"超期"});
}

}  // namespace duban::sql
