#include "adapters/sql/register_fixture.hpp"
#include "engine/register/finding.hpp"

#include <catch2/catch.hpp>

namespace duban::sql {

namespace {

const Congress anyang{.code = "410500",
                      .name = "安阳市人民代表大会",
                      .level = "city",
                      .parent = "410000",
                      .regulation = "r1",
                      .calendar = "c1"};

template <class Filter>
std::vector<CaseId> found(Directory& directory, Filter set) {
  CaseFilter filter;
  set(filter);
  std::vector<CaseId> ids;
  for (const auto& row : directory.cases(filter)) ids.push_back(row.id);
  return ids;
}

std::vector<CaseId> ids(std::initializer_list<std::int64_t> roots) {
  std::vector<CaseId> all;
  for (const auto root : roots) all.emplace_back(root);
  return all;
}

void open(Store& store, std::int64_t root, const std::string& number, const std::string& title) {
  auto set = opening(CaseId{root}, number);
  set.cases[0].summary.title = title;
  set.cases[0].grams = stored_grams(number + "\n" + title);
  set.clocks = {some_clock(CaseId{root}, {})};
  set.clocks[0].due = day("2025-06-01") + std::chrono::days{root};
  REQUIRE(commit(store, set) == Applied::yes);
}

}  // namespace

TEST_CASE("People and places are kept, changed and never doubled", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  auto& directory = fresh.directory;
  REQUIRE(directory.put(anyang, true).has_value());
  CHECK(directory.put(anyang, true).error().problem == Problem::conflict);

  SECTION("congresses") {
    auto renamed = anyang;
    renamed.name = "安阳市人大𠮷";
    CHECK(directory.put(renamed, false).has_value());
    REQUIRE(directory.congresses().size() == 1);
    CHECK(directory.congresses()[0].name == renamed.name);
    CHECK(directory.congresses()[0].calendar == "c1");
    renamed.code = "410600";
    CHECK(directory.put(renamed, false).error().problem == Problem::not_found);
  }
  SECTION("units") {
    CHECK(directory.put(Unit{"410500", "水利局", "安阳市水利局"}, true).has_value());
    CHECK(directory.put(Unit{"410500", "交通局", "交通局"}, true).has_value());
    CHECK(directory.put(Unit{"410500", "水利局", "水务局"}, false).has_value());
    CHECK(directory.put(Unit{"410500", "教育局", "教育局"}, false).error().problem ==
          Problem::not_found);
    CHECK(directory.put(Unit{"999999", "水利局", "水利局"}, true).error().problem ==
          Problem::not_found);
    const auto units = directory.units("410500");
    REQUIRE(units.size() == 2);
    CHECK(units[0].code == "交通局");
    CHECK(units[1].name == "水务局");
    CHECK(directory.units("410000").empty());
  }
  SECTION("deputies") {
    CHECK(directory.put(Deputy{"410500", "d1", "张三", "文峰代表团"}, true).has_value());
    REQUIRE(directory.deputies("410500").size() == 1);
    CHECK(directory.deputies("410500")[0].delegation == "文峰代表团");
  }
  SECTION("users") {
    const User user{.name = "o'b",
                    .congress = "410500",
                    .roles = {"officer", "manager\""},
                    .unit = "",
                    .deputy = ""};
    CHECK(directory.put(user, true).has_value());
    CHECK(directory.put(user, true).error().problem == Problem::conflict);
    REQUIRE(directory.users().size() == 1);
    CHECK(directory.users()[0].roles == user.roles);
  }
  SECTION("sessions") {
    Session session{.congress = "410500",
                    .code = "17-3",
                    .name = "十七届三次",
                    .opened_on = day("2025-02-20"),
                    .closed_on = {}};
    CHECK(directory.put(session, true).has_value());
    session.closed_on = day("2025-02-24");
    CHECK(directory.put(session, false).has_value());
    REQUIRE(directory.sessions("410500").size() == 1);
    CHECK(directory.sessions("410500")[0].opened_on == session.opened_on);
    CHECK(directory.sessions("410500")[0].closed_on == session.closed_on);
  }
}

TEST_CASE("An edition is kept as it was first written", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  fresh.directory.keep({"h1", "regulation", "henan", R"({"name":"henan"})"});
  fresh.directory.keep({"h1", "regulation", "other", "{}"});
  REQUIRE(fresh.directory.edition("h1").has_value());
  CHECK(fresh.directory.edition("h1")->body == R"({"name":"henan"})");
  CHECK_FALSE(fresh.directory.edition("h2").has_value());
}

TEST_CASE("Cases are found by what people know of them", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  open(fresh.store, 1, "第1号", "老邢峰线（群英路）");
  open(fresh.store, 2, "第2号", "100% 达标");
  open(fresh.store, 3, "第3_1号", "Road LIGHTS 𠮷");
  auto& directory = fresh.directory;

  CHECK(found(directory, [](auto&) {}) == ids({1, 2, 3}));
  CHECK(found(directory, [](auto& f) { f.congress = "410500"; }) == ids({1, 2, 3}));
  CHECK(found(directory, [](auto& f) { f.congress = "410000"; }).empty());
  CHECK(found(directory, [](auto& f) { f.number = "第2号"; }) == ids({2}));
  CHECK(found(directory, [](auto& f) { f.text = "群英"; }) == ids({1}));
  CHECK(found(directory, [](auto& f) { f.text = "100%"; }) == ids({2}));
  CHECK(found(directory, [](auto& f) { f.text = "_1"; }) == ids({3}));
  CHECK(found(directory, [](auto& f) { f.text = "\\\\"; }).empty());
  CHECK(found(directory, [](auto& f) { f.text = "lights"; }) == ids({3}));
  CHECK(found(directory, [](auto& f) { f.text = "road lights"; }) == ids({3}));
  CHECK(found(directory, [](auto& f) { f.due_through = day("2025-06-03"); }) == ids({1, 2}));
  CHECK(found(directory, [](auto& f) {
          f.workflow = "suggestion";
          f.state = "assigned";
          f.unit = "交通运输局";
          f.session = "17-3";
          f.text = "号";
          f.due_through = day("2025-06-04");
          f.after = CaseId{1};
          f.limit = 1;
        }) == ids({2}));

  const auto row = directory.cases({}).front();
  CHECK(row.title == "老邢峰线（群英路）");
  CHECK(row.confidential);
  CHECK(row.opened_on == day("2025-03-01"));
  CHECK(row.next_due == day("2025-06-02"));
  CHECK(row.version == 1);
}

TEST_CASE("A list is read page by page without gap or repetition", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  for (int root = 1; root <= 25; ++root) open(fresh.store, root, std::to_string(root), "t");
  CaseFilter filter;
  filter.limit = 10;
  std::vector<std::size_t> pages;
  std::int64_t next = 1;
  for (auto rows = fresh.directory.cases(filter); !rows.empty();
       rows = fresh.directory.cases(filter)) {
    pages.push_back(rows.size());
    for (const auto& row : rows) CHECK(row.id == CaseId{next++});
    filter.after = rows.back().id;
  }
  CHECK(pages == std::vector<std::size_t>{10, 10, 5});
}

TEST_CASE("Running clocks come by due date, unknown limits last", "[sql]") {
  FreshRegister fresh{EACH_DATABASE};
  open(fresh.store, 3, "3", "third");
  open(fresh.store, 1, "1", "first");
  auto set = opening(CaseId{2}, "2");
  auto unknown = some_clock(CaseId{2}, {}, 1), ended = some_clock(CaseId{2}, {}, 2);
  unknown.due = unknown.nominal = unknown.anchor = {};
  ended.ended_on = day("2025-05-01");
  set.clocks = {unknown, ended};
  REQUIRE(commit(fresh.store, set) == Applied::yes);

  const auto clocks = fresh.directory.running_clocks("410500", {}, 10);
  REQUIRE(clocks.size() == 3);
  CHECK(clocks[0].number == "1");
  CHECK(clocks[0].title == "first");
  CHECK(clocks[0].unit == "交通运输局");
  CHECK(clocks[1].number == "3");
  CHECK(clocks[2].clock == unknown);
  CHECK(fresh.directory.running_clocks("", {}, 2).size() == 2);
  CHECK(fresh.directory.running_clocks("410500", day("2025-06-03"), 10).size() == 1);
  CHECK(fresh.directory.running_clocks("410000", {}, 10).empty());
}

TEST_CASE("A simulated clock moves forward only, and a real register has none", "[sql]") {
  const auto dialect = EACH_DATABASE;
  const auto start = at("2025-03-01T00:00:00.000001Z");
  FreshRegister simulated{dialect, start}, real{dialect};
  CHECK(simulated.directory.simulated_now() == start);
  CHECK(simulated.directory.move_simulated_clock(start + std::chrono::hours{5}).has_value());
  CHECK(simulated.directory.move_simulated_clock(start).error().problem == Problem::conflict);
  CHECK(simulated.connect()->status().simulated_now == start + std::chrono::hours{5});
  CHECK_FALSE(real.directory.simulated_now().has_value());
  CHECK(real.directory.move_simulated_clock(start).error().problem == Problem::conflict);
}

}  // namespace duban::sql
