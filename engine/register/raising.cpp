#include "engine/register/contention.hpp"
#include "engine/register/register.hpp"

namespace duban {

Register::Raising Register::raising(const Command& command, Family family) {
  const auto& rung = *command.raised_by;
  const auto* clock = family.find_clock(command.id, rung.kind, rung.number);
  if (!clock || !clock->running() || clock->generation != rung.generation ||
      clock->raised_through >= rung.day)
    return {.is_settled = true};
  const auto rules = rulebook_.of_family(family);
  if (!rules)
    throw FamilyDamaged("The register is damaged: case " + to_text(command.id) +
                        " is of a congress that is not there.");
  Draft draft{catalogue_, family};
  const auto decided = decide(draft, command);
  if (decided) return {.change = draft.change_set(), .decided = decided};
  Draft settled{catalogue_, std::move(family)};
  settled.settle_rung(command.id, rung, *rules);
  return {.change = settled.change_set(), .decided = decided};
}

Result<void> Register::raise(const Command& command) {
  if (auto free = check_released(); !free) return free;
  MyTurn turn{store_.turns()};
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    auto family = store_.load(command.id);
    if (!family)
      throw FamilyDamaged("The register is damaged: a clock that is due belongs to no case.");
    const auto raised = raising(command, std::move(*family));
    if (raised.is_settled) return {};
    if (turn.waited_for_others(raised.change)) continue;
    if (commit(raised.change) == Applied::yes) return raised.decided;
    turn.wait(raised.change);
  }
  throw StoreBusy("The register is locked by another program; nothing was written.");
}

std::vector<std::optional<Result<void>>> Register::raise_all(std::span<const Command> commands) {
  std::vector<std::optional<Result<void>>> results(commands.size());
  std::vector<std::size_t> places;
  std::vector<ChangeSet> group;
  auto families = families_of(commands);
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const auto at = families.find(commands[i].id.root());
    if (at == families.end()) continue;
    auto raised = sound_raising(commands[i], std::move(at->second));
    if (!raised) continue;
    results[i] = raised->decided;
    if (raised->is_settled) continue;
    places.push_back(i);
    group.push_back(std::move(raised->change));
  }
  const auto applied = commit_or_none(group);
  for (std::size_t i = 0; i < applied.size(); ++i)
    if (applied[i] != Applied::yes) results[places[i]].reset();
  return results;
}

std::optional<Register::Raising> Register::sound_raising(const Command& command, Family family) {
  try {
    return raising(command, std::move(family));
  } catch (const FamilyDamaged&) {
    return {};
  } catch (const StoreDown&) {
    throw;
  } catch (const std::exception&) {  // an edition is lost
    return {};
  }
}

std::vector<Applied> Register::commit_or_none(std::span<const ChangeSet> group) {
  try {
    return commit(group);
  } catch (const std::logic_error&) {  // the database refused a statement: nothing was written
    return std::vector<Applied>(group.size(), Applied::stale);
  }
}

std::map<CaseId, Family> Register::families_of(std::span<const Command> commands) {
  std::vector<CaseId> roots;
  for (const auto& command : commands) roots.push_back(command.id.root());
  std::map<CaseId, Family> families;
  try {
    for (auto& family : store_.load_all(roots))
      families.emplace(family.root().id, std::move(family));
  } catch (const FamilyDamaged&) {  // raise() finds out which
    return {};
  }
  return families;
}

}  // namespace duban
