#include "engine/register/succeeding.hpp"

#include "engine/register/body_members.hpp"
#include "engine/register/contention.hpp"
#include "engine/register/decision.hpp"
#include "engine/register/event_body.hpp"
#include "engine/register/projection.hpp"
#include "engine/register/register.hpp"

#include <algorithm>

namespace duban {

namespace {

json::object data_of(const Succession& succession, const std::vector<Projection>& clocks) {
  return {{"what", boost::describe::enum_to_string(succession.what, "")},
          {"before", succession.before},
          {"after", succession.after},
          {"succession", succession.id},
          {"clocks", clocks_named(clocks)}};
}

Succession succession_in(const json::object& data) {
  Succession succession;
  if (!boost::describe::enum_from_string(text_of(data, "what").c_str(), succession.what))
    throw std::runtime_error("a successor takes over from nobody that is known");
  succession.id = number_of(data, "succession");
  succession.before = text_of(data, "before");
  succession.after = text_of(data, "after");
  return succession;
}

/// A case may have begun after that day, by somebody who did not know yet.
std::optional<Date> day_of_act(const Succession& succession,
                               const Case& self,
                               const Catalogue& catalogue) {
  const auto began = catalogue.at(self.workflow).began_on(self);
  if (began && succession.happened_on < *began) return std::nullopt;
  return succession.happened_on;
}

}  // namespace

std::vector<CaseId> succeeded_cases(const Family& family,
                                    const Catalogue& catalogue,
                                    const Succession& succession) {
  std::vector<CaseId> taken_over;
  for (const auto& kase : family.cases)
    if (catalogue.at(kase.workflow).succeeded(succession, family, kase))
      taken_over.push_back(kase.id);
  return taken_over;
}

std::optional<Command> succession_command(const Family& family,
                                          const Catalogue& catalogue,
                                          Rulebook& rulebook,
                                          const Rules& rules,
                                          const Succession& succession,
                                          Date today) {
  const auto taken_over = succeeded_cases(family, catalogue, succession);
  if (taken_over.empty()) return std::nullopt;
  std::vector<Projection> clocks;
  for (const auto& clock : family.clocks) {
    if (!clock.running() || std::ranges::find(taken_over, clock.id) == taken_over.end()) continue;
    if (const auto next = to_go_on(clock, family, catalogue, rulebook, rules, today))
      clocks.push_back(*next);
  }
  Command command;
  command.id = taken_over.front();
  command.event = succession_event;
  command.data = data_of(succession, clocks);
  command.actor = system_actor();
  command.occurred_on = day_of_act(succession, *family.find(command.id), catalogue);
  return command;
}

Result<void> Draft::Decision::succeed() {
  const auto succession = succession_in(command_.data.as_object());
  std::vector<std::pair<CaseId, json::object>> taken_over;
  for (const auto& kase : family_.cases)
    if (auto facts = draft_.catalogue_.at(kase.workflow).succeeded(succession, family_, kase))
      taken_over.emplace_back(kase.id, std::move(*facts));
  if (taken_over.empty() || taken_over.front().first != command_.id)
    return Error{Problem::conflict, succession.before, "does not act in this case"};
  for (auto& [id, facts] : taken_over) succeed(id, std::move(facts));
  return {};
}

void Draft::Decision::succeed(CaseId id, json::object facts) {
  auto& self = *family_.find(id);
  json::array told;
  told.push_back(effect_of_facts(self.facts, facts));
  draft_.facts_before_.try_emplace(id, std::move(self.facts));
  self.facts = std::move(facts);
  for (const auto& named : command_.data.at("clocks").as_array())
    if (named.at("case").to_number<std::int64_t>() == id.stored())
      move_clock(self, named.as_object(), told);
  const Pending pending{id, command_.event, command_.data, id != command_.id};
  append_event(pending, id, self.state, Step{self.state, "惯例", {}, {}}, std::move(told));
}

Result<void> Register::follow_successions(Draft& draft) {
  const auto& congress = draft.family().root().congress;
  const auto acting = rulebook_.representation_of(congress);
  for (const auto& succession : acting->successions) {
    const auto& family = draft.family();
    if (succeeded_cases(family, catalogue_, succession).empty()) continue;
    const auto rules = rulebook_.of_family(family);
    if (!rules) return rules.error();
    const auto now = now_for(family);
    const auto command =
        succession_command(family, catalogue_, rulebook_, *rules, succession, date_of(now));
    if (auto done = draft.apply(*command, now, *rules, {}); !done) return done;
  }
  return {};
}

Result<void> Register::succeed(CaseId root) {
  if (auto free = check_released(); !free) return free;
  MyTurn turn{store_.turns()};
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    auto family = store_.load(root);
    if (!family) return family.error();
    Draft draft{catalogue_, std::move(*family)};
    if (auto followed = follow_successions(draft); !followed) return followed;
    const auto change = draft.change_set();
    if (change.events.empty()) return {};
    if (turn.waited_for_others(change)) continue;
    if (commit(change) == Applied::yes) return {};
    turn.wait(change);
  }
  return contended(root);
}

}  // namespace duban
