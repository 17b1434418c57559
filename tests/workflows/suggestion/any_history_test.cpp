// Whatever happens to a suggestion in whatever order, these hold.

#include "adapters/sql/sql_directory.hpp"
#include "adapters/sql/sql_store.hpp"
#include "engine/register/event_body.hpp"
#include "workflows/office.hpp"
#include "workflows/suggestion/any_act.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <set>
#include <thread>

namespace duban::test {

namespace {

void check_invariants(Office& office, CaseId root) {
  const auto family = office.family(root);
  int leads = 0;
  for (const auto& kase : family.cases) {
    const auto events = office.store().events(kase.id, 0, 10'000);
    RC_ASSERT(static_cast<std::int64_t>(events.size()) == kase.version);
    if (kase.id.is_root() || kase.state == "released") continue;
    const auto& role = kase.facts.at("role").as_string();
    leads += role == "lead" ? 1 : 0;
  }
  RC_ASSERT(leads <= 1);
  const std::set<std::string> ended{"closed", "withdrawn", "transferred", "declined"};
  if (!ended.contains(family.root().state)) return;
  for (const auto& clock : family.clocks)
    RC_ASSERT(!clock.running() || clock.kind == "commitment" || clock.kind == "disclosure");
}

/// The table says in its effects' names which clocks a row starts: it may start no other.
void check_named_clocks(Office& office, const Done& done) {
  for (const auto& event : done.events) {
    const auto body = boost::json::parse(event.body).as_object();
    const auto* effects = body.if_contains("effects");
    if (!effects) continue;
    const auto family = office.family(event.id);
    const auto& workflow = office.open_register().catalogue().at(family.find(event.id)->workflow);
    for (const auto& effect : effects->as_array()) {
      const auto* start = effect.as_object().if_contains("start");
      if (!start) continue;
      const std::string kind{std::string_view{start->at("kind").as_string()}};
      // Effects that restart running clocks for another anchor are named for that.
      const std::set<std::string_view> restarts{
          "count_from_receipt",         "grant",       "extend_by_notice",
          "count_from_other_day",       "correct",     "correct_hand_over",
          "extend_overall_reply_clock", "follow_host", "leave_host",
          "carry_to_next_year"};
      const bool named = std::ranges::any_of(workflow.rows(), [&](const RowInfo& row) {
        return row.from == event.from_state && row.event == event.event &&
               std::ranges::any_of(row.effects, [&](std::string_view effect_name) {
                 return effect_name == "start_" + kind + "_clock" ||
                        effect_name == "start_" + kind + "_clocks" ||
                        restarts.contains(effect_name);
               });
      });
      RC_ASSERT(named);
    }
  }
}

/// One act on one case of the family; what is refused changes nothing.
void act(Office& office, CaseId root) {
  const auto before = office.family(root);
  const auto done = office.open_register().fire(any_act(before));
  if (done) return check_named_clocks(office, *done);
  const auto after = office.family(root);
  RC_ASSERT(after.clocks == before.clocks);
  RC_ASSERT(after.root().family_version == before.root().family_version);
  for (const auto& kase : before.cases) {
    RC_ASSERT(after.find(kase.id)->facts == kase.facts);
    RC_ASSERT(after.find(kase.id)->last_hash == kase.last_hash);
  }
}

}  // namespace

TEST_CASE("Any sequence of events keeps the register in order", "[property][sqlite]") {
  rc::prop("one lead, versions count events, an ended case runs no clock, history proves it", [] {
    Office office{"2025-03-14", *rc::gen::element<std::string>("cn", "henan", "hefei")};
    const auto root = office.registered();
    auto today = std::chrono::sys_days{std::chrono::year{2025} / 3 / 14};
    const auto steps = *rc::gen::inRange(10, 60);
    for (int i = 0; i < steps; ++i) {
      act(office, root);
      if (*rc::gen::inRange(0, 3) == 0) {
        today += std::chrono::days{*rc::gen::inRange(1, 25)};
        office.live_until(to_text(Date{today.time_since_epoch()}));
      }
      check_invariants(office, root);
    }
    RC_ASSERT(office.verify() == "");
  });
}

TEST_CASE("Facts that go are written in one order", "[engine]") {
  // Found by the property: read back from the database the names came sorted, folded they did not.
  const boost::json::object one{{"b", 1}, {"a", 1}, {"c", 1}};
  const boost::json::object other{{"c", 1}, {"a", 1}, {"b", 1}};
  CHECK(effect_of_facts(one, {}) == effect_of_facts(other, {}));
}

TEST_CASE("Two units that reply in the same moment leave the suggestion answered", "[threads]") {
  for (int round = 0; round < 20; ++round) {
    Office office{"2025-03-14"};
    const auto id = office.in_handling({{"甲局", "separate"}, {"乙局", "separate"}});
    const auto reply = [&](std::int64_t part) {
      const auto database = office.connect();
      sql::SqlStore store{*database};
      sql::SqlDirectory directory{*database};
      const auto catalogue = all_workflows();
      FixedTime time{office.now()};
      Register other{store, directory, catalogue, time};
      Command command;
      command.id = CaseId{id.stored() / CaseId::family_size, part};
      command.event = "reply";
      command.actor = anybody();
      command.data = boost::json::parse(
          R"({"number":"1","reply_class":"A","signatory":"局长","text":"…","contact_person":"李"})");
      return other.fire(command).has_value();
    };
    bool first = false;
    bool second = false;
    std::thread one{[&] { first = reply(1); }};
    std::thread two{[&] { second = reply(2); }};
    one.join();
    two.join();
    CHECK(first);
    CHECK(second);
    CHECK(office.state(id) == "answered");
    CHECK(office.verify() == "");
  }
}

TEST_CASE("WC16 Two schedulers on one register send one notice", "[wc][threads]") {
  Office office{"2025-03-14"};
  std::vector<CaseId> all;
  for (int i = 0; i < 10; ++i) all.push_back(office.in_handling({{"甲局", "sole"}}));
  office.live_until("2025-05-15");
  const auto before = office.directory().outbox("", 0, 100'000).size();
  const auto at_work = parse_instant("2025-05-16T00:00:00+08:00").value();
  const auto wake = [&] {
    const auto database = office.connect();
    sql::SqlStore store{*database};
    sql::SqlDirectory directory{*database};
    const auto catalogue = all_workflows();
    FixedTime time{at_work};
    Register other{store, directory, catalogue, time};
    Scheduler{other}.fire_due(at_work);
  };
  std::thread one{wake};
  std::thread two{wake};
  one.join();
  two.join();
  CHECK(office.directory().outbox("", 0, 100'000).size() == before + all.size());
  for (const auto id : all) {
    const auto unit = CaseId{id.stored() / CaseId::family_size, 1};
    CHECK(office.rungs(unit, "reply") == Days{"2025-05-16 -30d"});
  }
}

}  // namespace duban::test
