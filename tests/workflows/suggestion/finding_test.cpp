// By what lists find a suggestion, as its life goes on.

#include "engine/people/case_listing.hpp"
#include "engine/words/words.hpp"
#include "workflows/office.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

namespace duban::test {

namespace {

using Ids = std::vector<std::string>;

constexpr auto traffic =
    R"({"title":"关于治理学校门口拥堵的建议","text":"上学放学时段车辆滞留","lead_deputy":"张代表",
        "co_signers":["李代表"],"category":"交通","session":"17-3"})";
constexpr auto water =
    R"({"title":"关于疏浚南淝河的建议","text":"雨季积水","lead_deputy":"王代表","category":"水利",
        "session":"17-3","confidential":true})";

/// Lists of an office, as whoever works at the register itself sees them.
struct Lists {
  explicit Lists(Office& office)
      : words{Words::load(DUBAN_SOURCE_DIR "/config/locales", "en")},
        protection{office.store(), office.directory(), words, false},
        listing{office.store(), office.directory(), office.catalogue(), protection, nullptr} {}

  Ids found(const CaseFilter& filter) {
    Ids ids;
    for (const auto& row : listing.page(filter).rows) ids.push_back(to_text(row.id));
    return ids;
  }
  Ids by(const std::string& kind, const std::string& value) {
    CaseFilter filter;
    filter.marks = {mark_of(kind, value)};
    return found(filter);
  }
  Ids with(const std::string& text) {
    CaseFilter filter;
    filter.text = text;
    return found(filter);
  }

  Words words;
  Protection protection;
  CaseListing listing;
};

}  // namespace

TEST_CASE("A suggestion is found by whoever signed it, and by what it is about", "[lists]") {
  Office office{"2025-03-14", "cn", {}, "cn", 9999, EACH_DATABASE};
  const auto first = office.submitted(traffic), second = office.submitted(water);
  Lists lists{office};
  CHECK(lists.by("deputy", "张代表") == Ids{to_text(first)});
  CHECK(lists.by("deputy", "李代表") == Ids{to_text(first)});
  CHECK(lists.by("category", "水利") == Ids{to_text(second)});
  CHECK(lists.by("session", "17-3") == Ids{to_text(first), to_text(second)});
  CHECK(lists.by("origin", "session") == Ids{to_text(first), to_text(second)});
  CHECK(lists.by("category", "环保").empty());
}

TEST_CASE("A protected name finds nothing", "[lists]") {
  Office office{"2025-03-14", "cn", {}, "cn", 9999, EACH_DATABASE};
  const auto id = office.submitted(water);
  CaseFilter filter;
  filter.marks = {mark_of("deputy", "王代表")};
  filter.names_open = true;
  CHECK(Lists{office}.found(filter).empty());
  CHECK(Lists{office}.with("王代表").empty());
  CHECK(Lists{office}.with("南淝河") == Ids{to_text(id)});
}

TEST_CASE("Units, classes and ratings come and go with the handling", "[lists]") {
  Office office{"2025-03-14", "cn", {}, "cn", 9999, EACH_DATABASE};
  const auto id = office.in_handling({{"甲局", "lead"}, {"乙局", "co"}});
  const auto own = to_text(part(id, 1)), other = to_text(part(id, 2));
  Lists lists{office};
  CHECK(lists.by("unit", "甲局") == Ids{to_text(id), own});
  CHECK(lists.by("role", "co") == Ids{to_text(id), other});
  // What a root bears its parts bear too.
  CHECK(lists.by("deputy", "张代表") == Ids{to_text(id), own, other});

  office.fire(part(id, 2), "submit_co_opinion",
              R"({"signatory":"局长","text":"建议拓宽非机动车道"})");
  CHECK(lists.with("非机动车") == Ids{to_text(id), other});
  office.fire(part(id, 1), "record_contact",
              R"({"way":"face_to_face","persons":"张代表","summary":"面商"})");
  office.reply(part(id, 1));
  const auto classed = lists.by("class", "A");
  CHECK(classed == Ids{to_text(id), own});
  CHECK(lists.by("rating", "satisfied").empty());
  office.rate(id, "satisfied");
  CHECK(lists.by("rating", "satisfied") == Ids{to_text(id), own, other});
  CHECK(office.verify().empty());
}

TEST_CASE("A corrected category is found by the new one only", "[lists]") {
  Office office{"2025-03-14", "cn", {}, "cn", 9999, EACH_DATABASE};
  const auto id = office.submitted(traffic);
  office.fire(id, "register", R"({"category":"教育"})");
  Lists lists{office};
  CHECK(lists.by("category", "教育") == Ids{to_text(id)});
  CHECK(lists.by("category", "交通").empty());
  CHECK(office.verify().empty());
}

TEST_CASE("Words are found in title, text and number, all of them", "[lists]") {
  Office office{"2025-03-14", "cn", {}, "cn", 9999, EACH_DATABASE};
  const auto first = office.submitted(traffic), second = office.submitted(water);
  office.fire(first, "register");
  Lists lists{office};
  CHECK(lists.with("拥堵") == Ids{to_text(first)});
  CHECK(lists.with("积水") == Ids{to_text(second)});
  CHECK(lists.with("关于 建议") == Ids{to_text(first), to_text(second)});
  CHECK(lists.with("拥堵 积水").empty());
  CHECK(lists.with("17-3-001") == Ids{to_text(first)});
  CHECK(lists.with("％").empty());
  CHECK_FALSE(check_search("text", "路").has_value());
  CHECK(check_search("text", "路 道路").has_value());
}

TEST_CASE("A list goes either way, page by page", "[lists]") {
  Office office{"2025-03-14", "cn", {}, "cn", 9999, EACH_DATABASE};
  Ids up;
  for (int i = 0; i < 5; ++i) up.push_back(to_text(office.submitted(traffic)));
  const Ids down{up.rbegin(), up.rend()};
  for (const auto& marks : {std::vector<std::string>{}, {mark_of("category", "交通")}}) {
    CaseFilter filter;
    filter.marks = marks;
    filter.order = CaseOrder::newest;
    filter.limit = 2;
    Ids all;
    for (bool more = true; more;) {
      const auto page = Lists{office}.listing.page(filter);
      for (const auto& row : page.rows) all.push_back(to_text(row.id));
      more = page.has_more;
      if (more) filter.after = page.rows.back().id;
    }
    CHECK(all == down);
  }
}

TEST_CASE("A list by due dates shows each case once, at its earliest, page by page", "[lists]") {
  Office office{"2025-03-14", "cn", {}, "cn", 9999, EACH_DATABASE};
  const auto first = office.assigned({{"甲局", "sole"}});
  office.sleep_until("2025-03-17");
  const auto second = office.assigned({{"乙局", "sole"}});
  CaseFilter filter;
  filter.order = CaseOrder::due;
  filter.limit = 1;
  Ids all;
  std::vector<std::string> days;
  for (bool more = true; more;) {
    const auto page = Lists{office}.listing.page(filter);
    for (const auto& row : page.rows) {
      all.push_back(to_text(row.id));
      days.push_back(to_text(row.next_due.value()));
    }
    more = page.has_more;
    if (more)
      REQUIRE(begin_after(filter, "after", page_key(page.rows.back(), filter.order)).has_value());
  }
  CHECK(std::ranges::is_sorted(days));
  std::ranges::sort(all);
  CHECK(all ==
        Ids{to_text(first), to_text(part(first, 1)), to_text(second), to_text(part(second, 1))});

  filter.clock_kind = "sign";
  filter.after = CaseId{};
  filter.after_due.reset();
  filter.limit = 10;
  CHECK(Lists{office}.found(filter) == Ids{to_text(part(first, 1)), to_text(part(second, 1))});
  CHECK_FALSE(begin_after(filter, "after", "12.1").has_value());
}

TEST_CASE("Counts tell each value once a case, and no deputy", "[lists]") {
  Office office{"2025-03-14", "cn", {}, "cn", 9999, EACH_DATABASE};
  office.in_handling({{"甲局", "lead"}, {"乙局", "co"}});
  office.submitted(traffic);
  CaseFilter filter;
  filter.workflow = "suggestion";
  const auto counts = Lists{office}.listing.counts(filter);
  CHECK(counts.cases == 2);
  CHECK(counts.complete);
  const auto counted = [&](const std::string& by, const std::string& value) {
    const auto at = std::ranges::find_if(
        counts.by, [&](const CaseCount& one) { return one.by == by && one.value == value; });
    return at == counts.by.end() ? 0 : at->cases;
  };
  CHECK(counted("state", "in_handling") == 1);
  CHECK(counted("state", "submitted") == 1);
  CHECK(counted("unit", "甲局") == 1);
  CHECK(counted("category", "交通") == 1);
  CHECK(std::ranges::find(counts.by, "deputy", &CaseCount::by) == counts.by.end());
  // Words have each case looked at: counted one by one it is the same.
  filter.text = "关于 建议";
  const auto looked_at = Lists{office}.listing.counts(filter);
  CHECK(looked_at.cases == counts.cases);
  CHECK(looked_at.by == counts.by);
}

TEST_CASE("Earlier suggestions of the same matter are found", "[lists]") {
  Office office{"2025-03-14", "cn", {}, "cn", 9999, EACH_DATABASE};
  const auto first = office.submitted(traffic);
  office.submitted(water);
  Lists lists{office};
  const auto congress = office.directory().congresses().front().code;
  const auto alike = lists.listing.alike(congress, "关于缓解学校门口上学时段拥堵的建议", 10);
  REQUIRE(alike.size() == 1);
  CHECK(alike.front().row.id == first);
  CHECK(alike.front().likeness > 0.3);
  CHECK(lists.listing.alike("999999", "关于缓解学校门口拥堵的建议", 10).empty());
  CHECK(lists.listing.alike(congress, "", 10).empty());
}

TEST_CASE("What lists find by is proved", "[lists]") {
  Office office{"2025-03-14", "cn", {}, "cn", 9999, EACH_DATABASE};
  office.submitted(traffic);
  const auto other = office.connect();
  const auto spoiled = [&](const std::string& statement) {
    other->session() << statement;
    return office.verify();
  };
  CHECK(spoiled("UPDATE marks SET mark = 'category:环保' WHERE mark = 'category:交通'") != "");
  CHECK(spoiled("UPDATE marks SET mark = 'category:交通' WHERE mark = 'category:环保'") == "");
  CHECK(spoiled("UPDATE texts SET grams = '学校'") != "");
}

}  // namespace duban::test
