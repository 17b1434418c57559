#include "engine/register/register.hpp"

#include "engine/machine/print.hpp"
#include "engine/register/clocks.hpp"
#include "engine/register/contention.hpp"
#include "engine/register/idempotency.hpp"
#include "engine/register/succeeding.hpp"

#include <algorithm>

namespace duban {

namespace {

Error stale(const Case& self, std::int64_t expected) {
  return Error{Problem::stale_version, to_text(self.id),
               "was at version " + std::to_string(expected) + " when you read it and is at " +
                   std::to_string(self.version) + " now; read it again"};
}

Error number_taken() {
  return Error{Problem::conflict, "number", "this number is taken already"};
}

Done done(const Draft& draft, CaseId id) {
  const auto& self = *draft.family().find(id);
  return Done{id, self.state, self.version, draft.events()};
}

}  // namespace

Register::Register(Store& store,
                   Directory& directory,
                   const Catalogue& catalogue,
                   TimeSource& time,
                   Signals* signals)
    : store_{store},
      directory_{directory},
      catalogue_{catalogue},
      time_{time},
      signals_{signals ? *signals : unheard_},
      rulebook_{directory, time, signals_} {}

std::vector<Applied> Register::commit(std::span<const ChangeSet> group) {
  if (group.empty()) return {};
  auto applied = store_.commit(group);
  const auto soon = time_.now() + poll_interval;
  if (std::ranges::any_of(group, [&](const auto& change) { return falls_due_by(change, soon); }))
    signals_.wake();
  return applied;
}

Result<void> Register::check_released() {
  const auto now = std::chrono::steady_clock::now();
  if (released_at_ && now < *released_at_ + Rulebook::longest_held) return {};
  released_at_.reset();
  if (const auto held = directory_.held()) return refusal_of(*held);
  released_at_ = now;
  return {};
}

Instant Register::now_for(const Family& family) {
  auto now = time_.now();
  for (const auto& kase : family.cases) now = std::max(now, kase.last_event_at);
  return now;
}

Result<void> Register::decide(Draft& draft, const Command& command) {
  const auto* self = draft.family().find(command.id);
  if (!self || (command.sees && !command.sees(draft.family(), *self)))
    return Error{Problem::no_such_case, to_text(command.id), "there is no such case"};
  auto decided = decide_as_one(draft, command);
  for (const auto& actor : command.stand_ins) {
    if (decided || decided.error().problem != Problem::no_authority) break;
    auto in_place = command;
    in_place.actor = actor;
    auto other = decide_as_one(draft, in_place);
    if (other || other.error().problem != Problem::no_authority) decided = std::move(other);
  }
  if (!decided || command.imported) return decided;
  return follow_successions(draft);
}

Result<void> Register::decide_as_one(Draft& draft, const Command& command) {
  const auto& family = draft.family();
  const auto* self = family.find(command.id);
  if (command.expected_version && *command.expected_version != self->version)
    return stale(*self, *command.expected_version);
  const auto& workflow = catalogue_.at(self->workflow);
  // The engine's own events come by project() and succeed() only.
  if (command.event == projection_event || command.event == succession_event)
    return unknown_event(workflow, command.event);
  const auto rules = rulebook_.of_family(family);
  if (!rules) return rules.error();
  const auto needs = workflow.needs(command.event, command.data, *self);
  const auto uses = outside_facts(command, needs, *self);
  if (!uses) return uses.error();
  if (auto decided = draft.apply(command, now_for(family), *rules, *uses); !decided) return decided;
  // Last, so that who may not act, or not now, is told that and not of a misspelt unit.
  return command.imported ? Result<void>{} : check_units(command, needs, family.root().congress);
}

Result<Done> Register::open(Command command) {
  if (auto free = check_released(); !free) return free.error();
  if (!catalogue_.find(command.workflow))
    return Error{Problem::not_found, "workflow", "there is no workflow '" + command.workflow + "'"};
  if (auto answer = answer_again(store_, command)) return *answer;
  MyTurn turn{store_.turns()};
  command.id = store_.reserve_root();
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    Draft draft{catalogue_, new_family(command.id, command.workflow, command.congress)};
    if (auto decided = decide(draft, command); !decided) return decided.error();
    auto change = draft.change_set();
    if (turn.waited_for_others(change)) continue;
    if (auto done = write(std::move(draft), change, command)) return *std::move(done);
    if (auto answer = answer_again(store_, command)) return *answer;
    if (change.serials.empty() && is_taken(change)) return number_taken();
    turn.wait(change);
  }
  return contended(command.id);
}

bool Register::is_taken(const ChangeSet& change) {
  CaseFilter filter;
  filter.congress = change.congress;
  filter.number = change.cases.front().summary.number;
  filter.limit = 1;
  return !filter.number.empty() && !directory_.cases(filter).empty();
}

Result<Done> Register::fire(const Command& command) {
  if (auto free = check_released(); !free) return free.error();
  if (auto answer = answer_again(store_, command)) return *answer;
  if (auto family = store_.recent(command.id)) {
    if (auto done = fire_on(std::move(*family), command)) return *std::move(done);
    if (auto answer = answer_again(store_, command)) return *answer;
  }
  return fire_loaded(command);
}

Result<Done> Register::fire_loaded(const Command& command) {
  ChangeSet last;
  MyTurn turn{store_.turns()};
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    auto family = store_.load(command.id);
    if (!family) return family.error();
    Draft draft{catalogue_, std::move(*family)};
    if (auto decided = decide(draft, command); !decided) return decided.error();
    auto change = draft.change_set();
    if (turn.waited_for_others(change)) continue;
    if (auto free = check_number(last, change); !free) return free.error();
    if (auto done = write(std::move(draft), change, command)) return *std::move(done);
    if (auto answer = answer_again(store_, command)) return *answer;
    turn.wait(change);
    last = std::move(change);
  }
  return contended(command.id);
}

std::optional<Done> Register::fire_on(Family remembered, const Command& command) {
  Draft draft{catalogue_, std::move(remembered)};
  if (!decide(draft, command)) return {};
  auto change = draft.change_set();
  if (MyTurn{store_.turns()}.is_others(change)) return {};
  return write(std::move(draft), change, command);
}

std::optional<Done> Register::write(Draft draft, ChangeSet& change, const Command& command) {
  auto result = done(draft, command.id);
  keep_answer(change, command, result);
  if (commit(change) != Applied::yes) return {};
  store_.remember(std::move(draft).written());
  return result;
}

Result<void> Register::check_number(const ChangeSet& last, const ChangeSet& change) {
  if (last.root != change.root || last.cases.empty() ||
      last.expected_family_version != change.expected_family_version)
    return {};
  // Nobody has touched the family in between, so it is the number that somebody else has.
  if (change.serials.empty()) return number_taken();
  for (const auto& taken : change.serials)
    if (last.serials.size() == 1 && last.serials.front().serial == taken.serial)
      store_.skip_serials(change.congress, taken.series, taken.serial);
  return {};
}

Result<Draft> Register::draft_of(CaseId root, const std::vector<Command>& commands) {
  Draft draft{catalogue_, new_family(root, commands.front().workflow, commands.front().congress)};
  for (auto command : commands) {
    command.id = CaseId{root.stored() / CaseId::family_size, command.id.part()};
    if (auto decided = decide(draft, command); !decided) return decided.error();
  }
  if (auto followed = follow_successions(draft); !followed) return followed.error();
  return draft;
}

std::vector<Result<Done>> Register::open_all(std::span<const std::vector<Command>> families) {
  if (auto free = check_released(); !free)
    return std::vector<Result<Done>>(families.size(), free.error());
  std::vector<Result<Done>> results;
  std::vector<std::size_t> places;
  std::vector<ChangeSet> group;
  for (const auto& commands : families) {
    const auto draft = draft_of(store_.reserve_root(), commands);
    if (!draft) {
      results.emplace_back(draft.error());
      continue;
    }
    places.push_back(results.size());
    group.push_back(draft->change_set());
    results.emplace_back(done(*draft, draft->family().root().id));
    keep_answer(group.back(), commands.front(), *results.back());
  }
  const auto applied = commit(group);
  for (std::size_t i = 0; i < applied.size(); ++i) {
    if (applied[i] == Applied::stale) results[places[i]] = number_taken();
    if (applied[i] == Applied::repeated)
      results[places[i]] = Error{Problem::conflict, "title", "this line has been taken already"};
  }
  return results;
}

std::vector<Result<Done>> Register::rehearse(std::span<const std::vector<Command>> families) {
  std::vector<Result<Done>> results;
  for (const auto& commands : families) {
    const CaseId nobody{1};
    const auto draft = draft_of(nobody, commands);
    if (draft) {
      results.emplace_back(done(*draft, nobody));
      results.back()->id = {};
    } else {
      results.emplace_back(draft.error());
    }
  }
  return results;
}

}  // namespace duban
