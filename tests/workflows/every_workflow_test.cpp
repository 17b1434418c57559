// What holds of every registered workflow, so that a new one is tested before its author writes a
// test.

#include "engine/machine/print.hpp"
#include "workflows/catalogue.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <map>
#include <set>

namespace duban::test {

namespace {

/// Random answers to the conditions of a table, fixed for one run.
using Answers = std::map<std::string, bool, std::less<>>;

Answers any_answers(const Workflow& workflow) {
  Answers answers;
  for (const auto& row : workflow.rows())
    for (const auto name : row.conditions)
      if (!answers.contains(name))
        answers.emplace(name, *rc::gen::weightedElement<bool>({{3, true}, {1, false}}));
  return answers;
}

/// The table walked by hand: the first row whose conditions all hold.
std::string_view walk(const Workflow& workflow,
                      std::string_view state,
                      std::string_view event,
                      const Answers& answers) {
  for (const auto& row : workflow.rows())
    if (row.from == state && row.event == event &&
        std::ranges::all_of(row.conditions, [&](auto name) { return answers.find(name)->second; }))
      return row.to;
  return state;
}

const Catalogue& catalogue() {
  static const Catalogue all = all_workflows();
  return all;
}

}  // namespace

TEST_CASE("Every machine does what its table says", "[workflow][property]") {
  for (const auto& workflow : catalogue().all()) {
    rc::prop(std::string{workflow->name()} + " agrees with a walk over its rows", [&] {
      const auto answers = any_answers(*workflow);
      const Assumption assume = [&](std::string_view name) { return answers.find(name)->second; };
      for (const auto& state : workflow->states())
        for (const auto& event : workflow->events())
          RC_ASSERT(workflow->step(state.code, event.code, assume) ==
                    walk(*workflow, state.code, event.code, answers));
    });
  }
}

TEST_CASE("No case of any workflow is stuck, and none leaves a final state", "[workflow]") {
  for (const auto& workflow : catalogue().all()) {
    const Assumption all_hold = [](std::string_view) { return true; };
    for (const auto& state : workflow->states()) {
      CAPTURE(workflow->name(), state.code);
      bool moves = false;
      for (const auto& event : workflow->events())
        moves |= workflow->step(state.code, event.code, all_hold) != state.code;
      CHECK(moves == !state.final);
      CHECK((state.final ? possible_events(*workflow, state.code).empty() : true));
    }
  }
}

TEST_CASE("Two rows of one state and event never both apply", "[workflow]") {
  for (const auto& workflow : catalogue().all()) {
    std::map<std::pair<std::string_view, std::string_view>, std::vector<const RowInfo*>> rows;
    for (const auto& row : workflow->rows()) rows[{row.from, row.event}].push_back(&row);
    for (const auto& [key, same] : rows) {
      CAPTURE(workflow->name(), key.first, key.second);
      if (same.size() == 1) continue;
      REQUIRE(same.size() == 2);
      // The last condition of each is the opposite of the other's: no_unit_left, some_unit_left.
      const std::set<std::string_view> pair{same[0]->conditions.back(), same[1]->conditions.back()};
      const std::set<std::set<std::string_view>> opposites{
          {"no_unit_left", "some_unit_left"},
          {"was_in_handling", "was_not_in_handling"},
          {"accepted_by_silence", "accepted_otherwise"},
          {"completes_the_rating", "leaves_the_rating_open"}};
      CHECK(opposites.contains(pair));
    }
  }
}

TEST_CASE("An unknown event is refused with the name that was meant", "[workflow]") {
  const auto& workflow = catalogue().at("suggestion");
  const auto refusal = unknown_event(workflow, "asign");
  CHECK(refusal.problem == Problem::no_such_event);
  CHECK(refusal.detail.find("did you mean assign?") != std::string::npos);
}

TEST_CASE("Every row says where it is written", "[workflow]") {
  for (const auto& workflow : catalogue().all())
    for (const auto& row : workflow->rows()) CHECK_FALSE(row.source.empty());
}

TEST_CASE("What is printed of a table names all of it", "[workflow]") {
  for (const auto& workflow : catalogue().all()) {
    const auto mermaid = table_as_mermaid(*workflow);
    const auto dot = table_as_dot(*workflow);
    const auto scxml = table_as_scxml(*workflow);
    const auto text = table_as_text(*workflow);
    for (const auto& row : workflow->rows()) {
      const std::string arrow{std::string{row.from} + " --> " + std::string{row.to} + ": " +
                              std::string{row.event}};
      // What stays in a state shares one arrow there.
      CHECK(mermaid.find(row.from == row.to ? std::string{row.event} : arrow) != std::string::npos);
      CHECK(dot.find(std::string{row.from} + " -> " + std::string{row.to}) != std::string::npos);
      CHECK(scxml.find("event=\"" + std::string{row.event} + "\"") != std::string::npos);
      CHECK(text.find(row.event) != std::string::npos);
    }
  }
}

}  // namespace duban::test
