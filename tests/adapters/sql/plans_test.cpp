// However large a register becomes, what is asked all day reads what it shows and no more.

#include "adapters/sql/plan_watch_fixture.hpp"
#include "adapters/sql/register_fixture.hpp"
#include "adapters/sql/sql_audit.hpp"
#include "engine/register/finding.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

namespace duban::sql {

namespace {

constexpr int families = 3000;
/// A list of twenty may look at so many rows beside those it shows, of 3,000 there are; or take so
/// many steps of SQLite's machine.
constexpr long long most_wasted[] = {100, 5'000};

const Instant noon = at("2025-04-15T04:00:00Z");

std::string one_of(std::string_view what, std::int64_t number, int kinds) {
  return std::string{what} + std::to_string(number % kinds);
}

/// A family, its place among the others told by its number.
ChangeSet family(std::int64_t root) {
  auto set = opening(CaseId{root}, "17-3-" + std::to_string(root));
  auto& kase = set.cases.front().after;
  auto& summary = set.cases.front().summary;
  kase.congress = set.congress = one_of("41050", root, 4);
  kase.workflow = one_of("workflow", root / 4, 3);
  kase.state = one_of("state", root / 12, 10);
  summary.unit = one_of("unit", root / 4, 100);
  summary.session = one_of("17-", root / 4, 50);
  auto& change = set.cases.front();
  change.marks_gained = {"category:" + one_of("", root / 4, 7),
                         "deputy:" + one_of("", root / 4, 300), "session:" + summary.session,
                         "unit:" + summary.unit};
  change.grams = stored_grams(one_of("第", root, 997) + "号公路");
  auto clock = some_clock(CaseId{root}, noon + std::chrono::hours{root});
  clock.due = day("2025-04-15") + std::chrono::days{root};
  set.clocks = {clock};
  set.notices = {some_notice(CaseId{root}, "n" + std::to_string(root))};
  set.idempotency_user = "officer";
  set.idempotency_key = "k" + std::to_string(root);
  return set;
}

void fill(Store& store) {
  constexpr int group_size = 500;
  for (int first = 1; first <= families; first += group_size) {
    std::vector<ChangeSet> group;
    for (int root = first; root < first + group_size; ++root) group.push_back(family(root));
    for (const auto applied : store.commit(group)) REQUIRE(applied == Applied::yes);
  }
}

/// What a question may cost.
enum class Cost {
  whatever,  ///< as much as it tells, or one family, or what is due
  a_page,    ///< no more than `most_wasted`
};

/// A question that is asked all day, by its name.
struct Question {
  std::string name;
  std::function<void(Store&, Directory&)> ask;
  Cost cost = Cost::whatever;
};

std::optional<Settlement> settled(std::span<const DueClock> due) {
  Settlement settlement;
  for (const auto& each : due) {
    settlement.clocks.push_back(each.clock);
    settlement.clocks.back().next_at = noon + std::chrono::hours{families};
    settlement.notices.push_back(some_notice(each.clock.id, "due " + to_text(each.clock.id)));
  }
  return settlement;
}

/// What moves a case on, and what the scheduler does.
std::vector<Question> writes() {
  return {
      {"commit",
       [](auto& store, auto&) {
         static std::int64_t next = families;
         (void)commit(store, family(++next));
       }},
      {"a commit that leaves the root",
       [](auto& store, auto&) {
         auto set = change_set(CaseId{5}, 1);
         set.cases = {{some_case(CaseId{5, 1}), some_summary(), 0}};
         set.events = {some_event(CaseId{5, 1}, 1)};
         (void)commit(store, set);
       }},
      {"settle",
       [](auto& store, auto&) { store.settle_due(noon + std::chrono::hours{3}, 5, settled); }},
      {"settle nothing",
       [](auto& store, auto&) { store.settle_due(noon - std::chrono::hours{9}, 5, settled); }},
      {"postpone", [](auto& store, auto&) { store.postpone(CaseId{9}, noon); }},
      {"expiry of answers",
       [](auto& store, auto&) { store.forget_answers(noon - std::chrono::years{3}); }},
      {"expiry of uploads",
       [](auto& store, auto&) { store.forget_uploads(noon - std::chrono::years{3}); }},
      {"reserve a root", [](auto& store, auto&) { (void)store.reserve_root(); }},
      {"skip serials", [](auto& store, auto&) { store.skip_serials("410500", "17-3", 7); }},
  };
}

/// What is looked up.
std::vector<Question> reads() {
  return {
      {"a family", [](auto& store, auto&) { (void)store.load(CaseId{7}); }},
      {"a history page", [](auto& store, auto&) { (void)store.events(CaseId{7}, 0, 20); }},
      {"an answer", [](auto& store, auto&) { (void)store.answered("officer", "k7"); }},
      {"the next serial", [](auto& store, auto&) { (void)store.next_serial("410500", "17-3"); }},
      {"the next wake", [](auto& store, auto&) { (void)store.next_wake(); }},
      {"the history of a family", [](auto& store, auto&) { (void)store.history(CaseId{7}); }},
      {"each family",
       [](auto& store, auto&) { store.each_family(CaseId{5}, [](const auto&) { return false; }); }},
      {"reminders of a family",
       [](auto&, auto& directory) { (void)directory.reminders(CaseId{7}); }},
      {"an outbox page", [](auto&, auto& directory) { (void)directory.outbox("", 1000, 20); },
       Cost::a_page},
      {"an outbox page of a congress",
       [](auto&, auto& directory) { (void)directory.outbox("410500", 1000, 20); }, Cost::a_page},
      {"the newest outbox page of a congress",
       [](auto&, auto& directory) { (void)directory.newest_notices("410500", 2000, 20); },
       Cost::a_page},
      {"counts of a unit",
       [](auto&, auto& directory) {
         CaseFilter filter;
         filter.unit = "unit17";
         (void)directory.count_cases(filter);
       }},
      {"similar cases",
       [](auto&, auto& directory) {
         (void)directory.alike("410501", {"77", "7号"}, 20);
       }},
      {"the oldest notice that waits",
       [](auto&, auto& directory) { (void)directory.oldest_pending_notice(); }, Cost::a_page},
      {"running families",
       [](auto&, auto& directory) { (void)directory.running_families("410501", CaseId{1000}, 20); },
       Cost::a_page},
      {"clocks of all congresses",
       [](auto&, auto& directory) { (void)directory.running_clocks("", {}, 20); }, Cost::a_page},
      {"clocks of one congress",
       [](auto&, auto& directory) { (void)directory.running_clocks("410502", {}, 20); },
       Cost::a_page},
      {"clocks that are due",
       [](auto&, auto& directory) {
         (void)directory.running_clocks("410502", day("2027-04-15"), 20);
       },
       Cost::a_page},
      {"clocks without a date",
       [](auto&, auto& directory) { (void)directory.running_clocks("410502", {}, families); }},
  };
}

/// A list of cases by one or several of its filters.
Question list(const std::string& name,
              const std::function<void(CaseFilter&)>& narrow,
              Cost cost = Cost::a_page) {
  CaseFilter filter;
  filter.limit = 20;
  filter.after = CaseId{100};
  narrow(filter);
  return {"cases by " + name, [filter](auto&, auto& directory) { (void)directory.cases(filter); },
          cost};
}

std::vector<Question> lists() {
  return {
      list("nothing", [](auto&) {}),
      list("congress", [](auto& f) { f.congress = "410501"; }),
      list("workflow", [](auto& f) { f.workflow = "workflow1"; }),
      list("state", [](auto& f) { f.state = "state3"; }),
      list("unit", [](auto& f) { f.unit = "unit17"; }),
      list("session", [](auto& f) { f.session = "17-3"; }),
      list("number", [](auto& f) { f.number = "17-3-2917"; }),
      list(
          "due day", [](auto& f) { f.due_through = day("2026-04-15"); }, Cost::whatever),
      list("deputy", [](auto& f) { f.marks = {"deputy:77"}; }),
      list("congress and deputy", [](auto& f) { f.congress = "410501", f.marks = {"deputy:77"}; }),
      list("category and state", [](auto& f) { f.state = "state3", f.marks = {"category:3"}; }),
      list("session and category", [](auto& f) { f.session = "17-3", f.marks = {"category:3"}; }),
      list("deputy, newest first",
           [](auto& f) {
             f.marks = {"deputy:77"}, f.order = CaseOrder::newest, f.after = CaseId{};
           }),
      list("congress, newest first",
           [](auto& f) { f.congress = "410501", f.order = CaseOrder::newest, f.after = CaseId{}; }),
      list("due dates", [](auto& f) { f.order = CaseOrder::due, f.after = CaseId{}; }),
      list("due dates of a congress, from a day on",
           [](auto& f) {
             f.congress = "410501", f.order = CaseOrder::due;
             f.after_due = day("2026-04-15");
           }),
      list(
          "clock kind", [](auto& f) { f.clock_kind = "reply"; }, Cost::whatever),
      list(
          "words", [](auto& f) { f.text = "77号"; }, Cost::whatever),
      list("a state nobody is in", [](auto& f) { f.state = "nowhere"; }),
      list("congress and number", [](auto& f) { f.congress = "410501", f.number = "17-3-2917"; }),
      list("congress and workflow",
           [](auto& f) { f.congress = "410501", f.workflow = "workflow2"; }),
      list("congress and state", [](auto& f) { f.congress = "410501", f.state = "state3"; }),
      list("workflow and state", [](auto& f) { f.workflow = "workflow1", f.state = "state3"; }),
      list("congress, workflow and state",
           [](auto& f) { f.congress = "410501", f.workflow = "workflow1", f.state = "state3"; }),
      list("congress and unit", [](auto& f) { f.congress = "410501", f.unit = "unit17"; }),
      list("congress and session", [](auto& f) { f.congress = "410501", f.session = "17-3"; }),
      list(
          "congress and due day",
          [](auto& f) { f.congress = "410501", f.due_through = day("2026-04-15"); },
          Cost::whatever),
      list("unit and state", [](auto& f) { f.unit = "unit17", f.state = "state3"; }),
      list(
          "state and due day",
          [](auto& f) { f.state = "state3", f.due_through = day("2026-04-15"); }, Cost::whatever),
  };
}

std::vector<Question> all_questions() {
  auto all = writes();
  for (const auto& more : {reads(), lists()}) all.insert(all.end(), more.begin(), more.end());
  return all;
}

void check_plans(Database& database, std::string_view when, bool is_analyzed = false) {
  SqlStore store{database};
  SqlDirectory directory{database};
  PlanWatch watch{database};
  for (const auto& question : all_questions()) {
    question.ask(store, directory);
    const auto seen = watch.seen();
    INFO(question.name << ", " << when);
    CHECK(seen.statements > 0);
    CHECK(seen.walks == std::vector<std::string>{});
    // A page is planned when it is asked for, by what is known of the tables then.
    if (question.cost == Cost::a_page && is_analyzed)
      CHECK(seen.wasted <= most_wasted[database.dialect() == Dialect::sqlite]);
  }
}

}  // namespace

TEST_CASE("No question that is asked all day walks through a table", "[sql][plans]") {
  FreshRegister fresh{EACH_DATABASE};
  check_plans(*fresh.database, "in a new register");
  fill(fresh.store);
  check_plans(*fresh.database, "planned when the register was new");
  const auto later = fresh.connect();
  later->session() << "ANALYZE";
  check_plans(*later, "planned when it had grown", true);
}

TEST_CASE("A page of a congress's audit log reads what it shows", "[sql][plans]") {
  FreshRegister fresh{EACH_DATABASE};
  SqlAudit audit{*fresh.database};
  constexpr int entries = 2400, congresses = 240, after = 480, limit = 5;
  for (int i = 0; i < entries; ++i) {
    AuditEntry entry;
    entry.by = "officer";
    entry.act = "startSession";
    entry.congress = one_of("4105", i, congresses);
    audit.add(entry);
  }
  const auto later = fresh.connect();
  later->session() << "ANALYZE";
  PlanWatch watch{*later};
  const auto page = SqlAudit{*later}.entries("41057", after, limit);
  const auto seen = watch.seen();
  CHECK(seen.walks == std::vector<std::string>{});
  CHECK(seen.wasted <= most_wasted[later->dialect() == Dialect::sqlite]);
  REQUIRE(page.size() == limit);
  for (const auto& entry : page) CHECK(entry.congress == "41057");
  CHECK(page.front().seq > after);
  const auto newest = SqlAudit{*later}.newest_entries("41057", page.back().seq, limit);
  const auto seen_backwards = watch.seen();
  CHECK(seen_backwards.walks == std::vector<std::string>{});
  CHECK(seen_backwards.wasted <= most_wasted[later->dialect() == Dialect::sqlite]);
  REQUIRE(newest.size() == limit);
  CHECK(newest.front().seq == page[limit - 2].seq);
  const auto rest = SqlAudit{*later}.entries("41057", page.back().seq, entries);
  CHECK(rest.size() == (entries - after) / congresses - limit);
}

TEST_CASE("A question that walks through a table is noticed", "[sql][plans]") {
  FreshRegister fresh{EACH_DATABASE};
  fill(fresh.store);
  PlanWatch watch{*fresh.database};
  const auto walks = [&](const std::string& question) {
    fresh.database->session() << question;
    return watch.seen();
  };
  CHECK(walks("SELECT id FROM cases WHERE facts = 'x'").walks.size() == 1);
  CHECK(walks("SELECT id FROM cases WHERE facts = 'x' ORDER BY id LIMIT 1").walks.size() == 1);
  CHECK(walks("SELECT seq FROM events WHERE recorded_by = 'x'").walks.size() >= 1);
  CHECK(walks("SELECT id FROM cases WHERE id = 7").walks.empty());
  // Through an index, and past nearly everything in it.
  CHECK(walks("SELECT id FROM cases WHERE id > 7 AND facts = 'x' ORDER BY id LIMIT 1").wasted >
        most_wasted[fresh.database->dialect() == Dialect::sqlite]);
}

}  // namespace duban::sql
