// What holds of the histories of every registered workflow (a new one is here from the moment of
// its line): random events with random data, drawn from the events' own schemas.

#include "adapters/sql/sql_directory.hpp"
#include "adapters/sql/sql_store.hpp"
#include "engine/machine/print.hpp"
#include "engine/views/awaited_view.hpp"
#include "workflows/any_data.hpp"
#include "workflows/flaky_store.hpp"
#include "workflows/office.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <thread>

namespace duban::test {

namespace {

namespace json = boost::json;

/// A case of a workflow that families begin with, and what an assignment needs above it.
CaseId begun(Office& office, const std::string& workflow) {
  if (workflow == "report") {
    office.live_until("2025-07-01");
    return office.numbered("社会保险基金-2025上-人力资源和社会保障厅");
  }
  if (workflow != "suggestion") FAIL("say how a case of " << workflow << " begins");
  static const std::vector<std::vector<std::pair<std::string, std::string>>> ways{
      {{"甲局", "sole"}},
      {{"甲局", "lead"}, {"乙局", "co"}},
      {{"甲局", "separate"}, {"乙局", "separate"}}};
  const auto units = *rc::gen::elementOf(ways);
  return office.assigned(units);
}

/// The workflows that families begin with.
const std::vector<std::string> roots = [] {
  std::vector<std::string> all;
  const auto workflows = all_workflows();
  for (const auto& workflow : workflows.all())
    if (!possible_events(*workflow, workflow->initial()).empty())
      all.emplace_back(workflow->name());
  return all;
}();

/// Something somebody asks of some case of the family.
Command any_act(Office& office, CaseId root) {
  const auto family = office.family(root);
  const auto& target = *rc::gen::elementOf(family.cases);
  const auto& workflow = office.open_register().catalogue().at(target.workflow);
  const auto possible = possible_events(workflow, target.state);
  Command command;
  command.id = target.id;
  command.actor = anybody();
  std::vector<std::string> all;
  for (const auto& event : workflow.events()) all.emplace_back(event.code);
  const bool anything = possible.empty() || *rc::gen::inRange(0, 10) == 0;
  command.event = *rc::gen::elementOf(anything ? all : possible);
  const auto events = workflow.events();
  const auto at = std::ranges::find(events, command.event, &EventInfo::code);
  const auto words = vocabulary_of(target.facts, date_of(office.now()));
  command.data = any_data(at->schema, words);
  return command;
}

/// Everything that is known of a family, but not when it was written.
std::string standing(const Family& family) {
  std::string text;
  for (const auto& kase : family.cases)
    text += to_text(kase.id) + " " + kase.state + " " + std::to_string(kase.version) + " " +
            json::serialize(kase.facts) + "\n";
  for (const auto& clock : family.clocks)
    text += to_text(clock.id) + " " + clock.kind + " " + (clock.due ? to_text(*clock.due) : "-") +
            (clock.running() ? "" : " ended") + "\n";
  return text;
}

}  // namespace

TEST_CASE("A refusal leaves every register byte for byte as it was", "[workflow][property]") {
  rc::prop("whatever is asked", [] {
    const auto workflow = *rc::gen::elementOf(roots);
    Office office{"2025-06-20", "fujian"};
    const auto root = begun(office, workflow);
    const auto database = office.connect();
    for (int i = 0; i < 30; ++i) {
      const auto before = sql::contents(*database);
      const auto done = office.open_register().fire(any_act(office, root));
      if (!done) RC_ASSERT(sql::contents(*database) == before);
    }
    RC_CLASSIFY(office.family(root).root().state != "closed", "still open");
    RC_ASSERT(office.verify() == "");
  });
}

TEST_CASE("Two officers at once come to what one after the other would",
          "[workflow][property][threads]") {
  rc::prop("in one of the two orders", [] {
    const auto workflow = *rc::gen::elementOf(roots);
    Office together{"2025-06-20", "fujian"};
    const auto root = begun(together, workflow);
    std::vector<Command> before;
    for (int i = *rc::gen::inRange(0, 15); i > 0; --i) {
      auto act = any_act(together, root);
      if (together.open_register().fire(act)) before.push_back(std::move(act));
    }
    const auto first = any_act(together, root);
    const auto second = any_act(together, root);

    const auto start = standing(together.family(root));
    const auto in_order = [&](const Command& one, const Command& other) {
      Office office{"2025-06-20", "fujian"};
      if (workflow == "report") office.live_until("2025-07-01");
      CaseId again = root;
      if (workflow != "report") {
        std::vector<std::pair<std::string, std::string>> units;
        for (const auto& kase : together.family(root).cases)
          if (!kase.id.is_root() && kase.id.part() <= 2)
            units.emplace_back(std::string{kase.facts.at("unit").as_string()},
                               std::string{kase.facts.at("role").as_string()});
        again = office.assigned(units);
      }
      RC_PRE(again == root);
      for (const auto& act : before) static_cast<void>(office.open_register().fire(act));
      RC_PRE(standing(office.family(root)) == start);
      static_cast<void>(office.open_register().fire(one));
      static_cast<void>(office.open_register().fire(other));
      return standing(office.family(root));
    };
    const auto one_way = in_order(first, second);
    const auto other_way = in_order(second, first);

    const auto fire = [&](const Command& command) {
      const auto database = together.connect();
      sql::SqlStore store{*database};
      sql::SqlDirectory directory{*database};
      const auto catalogue = all_workflows();
      FixedTime time{together.now()};
      Register other{store, directory, catalogue, time};
      static_cast<void>(other.fire(command));
    };
    std::thread left{[&] { fire(first); }};
    std::thread right{[&] { fire(second); }};
    left.join();
    right.join();
    const auto came_to = standing(together.family(root));
    RC_ASSERT(came_to == one_way || came_to == other_way);
    RC_ASSERT(together.verify() == "");
  });
}

TEST_CASE("A store that fails before or after a commit loses nothing and doubles nothing",
          "[workflow][property]") {
  rc::prop("when whoever asked asks again with the same key", [] {
    const auto workflow = *rc::gen::elementOf(roots);
    Office office{"2025-06-20", "fujian"};
    const auto root = begun(office, workflow);
    FlakyStore flaky{office.store()};
    const auto catalogue = all_workflows();
    FixedTime time{office.now()};
    Register unsteady{flaky, office.directory(), catalogue, time};

    for (int i = 0; i < 20; ++i) {
      auto command = any_act(office, root);
      command.idempotency_key = "act " + std::to_string(i);
      const auto before = office.family(root).root().family_version;
      const auto letters = office.directory().outbox("", 0, 100'000).size();
      flaky.fail_next(*rc::gen::element(FlakyStore::Moment::never, FlakyStore::Moment::before,
                                        FlakyStore::Moment::after));
      std::optional<Result<Done>> answer;
      while (!answer) {
        try {
          answer = unsteady.fire(command);
        } catch (const StoreDown&) {
          flaky.fail_next(FlakyStore::Moment::never);
        }
      }
      const auto after = office.family(root).root().family_version;
      RC_ASSERT(after == before + (answer->has_value() ? 1 : 0));
      if (!*answer) RC_ASSERT(office.directory().outbox("", 0, 100'000).size() == letters);
    }
    RC_ASSERT(office.verify() == "");
  });
}

TEST_CASE("What a case waits for is something that somebody may do now",
          "[workflow][property][awaited]") {
  rc::prop("whatever has happened to it", [] {
    const auto workflow = *rc::gen::elementOf(roots);
    Office office{"2025-06-20", "fujian"};
    const auto root = begun(office, workflow);
    const Words words;
    for (int i = 0; i < 30; ++i) {
      static_cast<void>(office.open_register().fire(any_act(office, root)));
      const auto family = office.family(root);
      const auto rules = office.open_register().rulebook().of_family(family).value();
      for (const auto& kase : family.cases)
        for (const auto& event : awaited_events(
                 family, kase, {office.catalogue(), rules, words, date_of(office.now())})) {
          const auto possible = possible_events(office.catalogue().at(kase.workflow), kase.state);
          RC_ASSERT(std::ranges::find(possible, event.event) != possible.end());
          RC_ASSERT(!event.roles.empty());
          RC_ASSERT(!event.clocks.empty());
        }
    }
  });
}

}  // namespace duban::test
