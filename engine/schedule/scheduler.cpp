#include "engine/schedule/scheduler.hpp"

#include "engine/register/damage.hpp"
#include "engine/register/moves.hpp"
#include "engine/schedule/plan.hpp"
#include "engine/schedule/settle.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <iterator>
#include <thread>

namespace duban {

namespace {
constexpr int families_per_batch = 200;
/// How long the answer to a request with a key is kept.
constexpr std::chrono::days answers_kept{7};
/// How long a file that no event has taken is kept.
constexpr std::chrono::days uploads_kept{1};
/// How often and how long to wait for whoever holds what is due.
constexpr int most_waits = 100;
constexpr std::chrono::milliseconds wait_for_others{100};

/// With another node that holds what is due: waits a moment each time nothing moves, not for ever.
class Patience {
 public:
  void note(bool stands_still) {
    waits_ = stands_still ? waits_ + 1 : 0;
    if (waits_ == most_waits)
      throw StoreBusy("Another program holds what is due; what was due before it is written.");
    if (stands_still) std::this_thread::sleep_for(wait_for_others);
  }

 private:
  int waits_ = 0;
};

void count(const Command& command, const Result<void>& raised, Fired& fired) {
  ++(raised ? fired.events : fired.refused);
  if (!raised)
    spdlog::info("case {}: {} not raised: {} {}", to_text(command.id), command.event,
                 raised.error().subject, raised.error().detail);
}

}  // namespace

Fired& Fired::operator+=(const Fired& other) {
  clocks += other.clocks;
  reminders += other.reminders;
  notices += other.notices;
  events += other.events;
  opened += other.opened;
  refused += other.refused;
  postponed.insert(other.postponed.begin(), other.postponed.end());
  return *this;
}

Fired Scheduler::fire_due(Instant now) {
  Fired fired;
  if (!register_.check_released()) return fired;
  carry_out_moves(register_);  // first, so that no rung is raised by a day that has moved
  settle_all(now, fired);
  sweep(now, fired);
  return fired;
}

void Scheduler::settle_all(Instant now, Fired& fired) {
  for (;;) {
    std::vector<Command> raises;
    const auto settled = register_.store().settle_due(
        now, families_per_batch,
        [&](std::span<const DueClock> due) { return settle_family(due, now, fired, raises); });
    if (settled.families == 0 && settled.postponed.empty()) return;
    fired.clocks += settled.clocks;
    for (const auto& family : settled.postponed) {
      fired.postponed.insert(family.root);
      if (!family.why.empty()) tell(family.root, family.why);
    }
    raise_all(std::move(raises), now, fired);
  }
}

std::optional<Instant> Scheduler::next_wake() {
  if (!register_.check_released()) return {};
  const auto rung = register_.store().next_wake();
  if (!next_plan_) return rung;
  const auto plan = start_of(*next_plan_);
  return rung ? std::min(*rung, plan) : plan;
}

/// Once a day is enough.
void Scheduler::sweep(Instant now, Fired& fired) {
  if (swept_on_ == date_of(now)) return;
  register_.store().forget_answers(now - answers_kept);
  register_.store().forget_uploads(now - uploads_kept);
  const auto planning = open_planned(register_, date_of(now), [](const std::string& why) {
    spdlog::error("planned case {}", why);
  });
  fired.opened += planning.opened;
  next_plan_ = planning.next;
  retry_families(register_);
  told_today_.clear();
  swept_on_ = date_of(now);
}

void Scheduler::tell(CaseId damaged, std::string_view what) {
  if (told_today_.insert(damaged.root()).second)
    spdlog::error("case {}: {}", to_text(damaged), damage_in_words(what));
}

std::optional<Settlement> Scheduler::settle_family(std::span<const DueClock> due,
                                                   Instant now,
                                                   Fired& fired,
                                                   std::vector<Command>& raises) {
  try {
    auto turn = settle(due, register_.catalogue(), register_.rulebook(), now);
    fired.reminders += turn.settlement.reminders.size();
    fired.notices += turn.settlement.notices.size();
    std::ranges::move(turn.raises, std::back_inserter(raises));
    return std::move(turn.settlement);
  } catch (const StoreDown&) {
    throw;
  } catch (const std::exception& damage) {  // an edition is lost, or a fact is no fact
    tell(due.front().family.root().id, damage.what());
    return {};
  }
}

void Scheduler::raise_all(std::vector<Command> raises, Instant now, Fired& fired) {
  while (!raises.empty()) {
    std::set<CaseId> families;
    const auto rest = std::stable_partition(raises.begin(), raises.end(), [&](const auto& command) {
      return families.insert(command.id.root()).second;
    });
    const std::vector<Command> group{std::make_move_iterator(raises.begin()),
                                     std::make_move_iterator(rest)};
    raises.erase(raises.begin(), rest);
    const auto raised = register_.raise_all(group);
    for (std::size_t i = 0; i < group.size(); ++i) {
      if (raised[i])
        count(group[i], *raised[i], fired);
      else
        raise(group[i], now, fired);
    }
  }
}

/// What cannot be decided because something is damaged is decided when it has been repaired.
void Scheduler::raise(const Command& command, Instant now, Fired& fired) {
  try {
    return count(command, register_.raise(command), fired);
  } catch (const FamilyDamaged& damage) {
    tell(command.id, damage.what());
  } catch (const StoreDown&) {
    throw;
  } catch (const std::exception& damage) {
    tell(command.id, damage.what());
  }
  if (register_.store().postpone(command.id.root(), now)) fired.postponed.insert(command.id.root());
}

Result<Fired> advance(Register& open_register,
                      FixedTime& time,
                      Instant to,
                      const std::function<void(Instant, const Fired&)>& each) {
  if (auto free = open_register.check_released(); !free) return free.error();
  auto& directory = open_register.directory();
  Scheduler scheduler{open_register};
  Fired all;
  const auto step = [&](Instant now) -> Result<void> {
    // Another process may be moving the clock as well, and be ahead.
    now = std::max(now, directory.simulated_now().value_or(now));
    if (auto moved = directory.move_simulated_clock(now); !moved) return moved;
    time.move_to(now);
    const auto fired = scheduler.fire_due(now);
    all += fired;
    if (each && fired.clocks + fired.opened > 0) each(now, fired);
    return {};
  };
  // What is due already, then each rung at its own time, then the day asked for.
  const auto from = directory.simulated_now();
  if (from && to < *from) {
    auto refused = directory.move_simulated_clock(to);
    return refused.error();
  }
  Patience patience;
  if (auto done = step(time.now()); !done) return done.error();
  for (auto next = scheduler.next_wake(); next && *next <= to;) {
    const auto before = all;
    if (auto done = step(std::max(*next, time.now())); !done) return done.error();
    const auto wake = scheduler.next_wake();
    patience.note(wake == next && all.clocks == before.clocks && all.opened == before.opened);
    next = wake;
  }
  if (auto done = step(to); !done) return done.error();
  return all;
}

}  // namespace duban
