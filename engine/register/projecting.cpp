#include "engine/register/contention.hpp"
#include "engine/register/register.hpp"

namespace duban {

Result<Register::Projected> Register::projected(const Family& family, const Projecting& what) {
  const auto usual = rulebook_.of_family(family);
  if (!usual) return usual.error();
  const auto rules =
      rulebook_.rules(what.regulation.empty() ? usual->regulation.edition : what.regulation,
                      what.calendar.empty() ? usual->calendar_edition : what.calendar);
  const bool is_moved = rules.regulation.edition != usual->regulation.edition;
  const auto now = now_for(family);
  const auto clocks = to_project(family, catalogue_, rulebook_, rules, date_of(now));
  if (clocks.empty() && !is_moved) return Projected{};
  auto command = projection(family, is_moved ? by_regulation : by_calendar, clocks);
  command.actor = what.actor;
  Draft draft{catalogue_, family};
  if (auto decided = draft.apply(command, now, rules, {}); !decided) return decided.error();
  return Projected{draft.change_set(), moves_between(family, draft.family())};
}

Result<std::vector<ClockMove>> Register::project(const Projecting& what) {
  if (what.write)
    if (auto free = check_released(); !free) return free.error();
  rulebook_.forget_congresses();
  MyTurn turn{store_.turns()};
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    const auto family = store_.load(what.root);
    if (!family) return family.error();
    const auto once = projected(*family, what);
    if (!once) return once.error();
    if (!what.write || once->change.events.empty()) return once->moves;
    if (turn.waited_for_others(once->change)) continue;
    if (commit(once->change) == Applied::yes) return once->moves;
    turn.wait(once->change);
  }
  return contended(what.root);
}

Result<std::vector<ClockMove>> Register::rehearse_moves(const Command& command) {
  const auto family = store_.load(command.id);
  if (!family) return family.error();
  Draft draft{catalogue_, *family};
  if (auto decided = decide(draft, command); !decided) return decided.error();
  return moves_between(*family, draft.family());
}

}  // namespace duban
