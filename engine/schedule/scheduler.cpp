#include "engine/schedule/scheduler.hpp"

#include "engine/schedule/settle.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <iterator>

namespace duban {

namespace {
constexpr int families_per_batch = 200;
/// How long the answer to a request with a key is kept.
constexpr std::chrono::days answers_kept{7};
}  // namespace

Fired& Fired::operator+=(const Fired& other) {
  clocks += other.clocks;
  reminders += other.reminders;
  notices += other.notices;
  events += other.events;
  refused += other.refused;
  postponed += other.postponed;
  return *this;
}

Fired Scheduler::fire_due(Instant now) {
  sweep(now);
  Fired fired;
  for (;;) {
    std::vector<Command> raises;
    const auto settled = register_.store().settle_due(
        now, families_per_batch,
        [&](std::span<const DueClock> due) { return settle_family(due, now, fired, raises); });
    if (settled.clocks == 0 && settled.postponed.empty()) return fired;
    fired.clocks += settled.clocks;
    fired.postponed += settled.postponed.size();
    for (const auto& family : settled.postponed)
      if (!family.why.empty()) spdlog::error("case {}: {}", to_text(family.root), family.why);
    for (const auto& command : raises) raise(command, fired);
  }
}

/// Once a day is enough.
void Scheduler::sweep(Instant now) {
  if (swept_on_ == date_of(now)) return;
  register_.store().forget_answers(now - answers_kept);
  swept_on_ = date_of(now);
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
    spdlog::error("case {}: {}", to_text(due.front().family.root().id), damage.what());
    return {};
  }
}

void Scheduler::raise(const Command& command, Fired& fired) {
  const auto raised = register_.raise(command);
  ++(raised ? fired.events : fired.refused);
  if (!raised)
    spdlog::info("case {}: {} not raised: {} {}", to_text(command.id), command.event,
                 raised.error().subject, raised.error().detail);
}

Result<Fired> advance(Register& open_register,
                      FixedTime& time,
                      Instant to,
                      const std::function<void(Instant, const Fired&)>& each) {
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
    if (each && fired.clocks > 0) each(now, fired);
    return {};
  };
  // What is due already, then each rung at its own time, then the day asked for.
  const auto from = directory.simulated_now();
  if (from && to < *from) {
    auto refused = directory.move_simulated_clock(to);
    return refused.error();
  }
  for (auto next = scheduler.next_wake(); next && *next <= to;) {
    const auto before = all;
    if (auto done = step(std::max(*next, time.now())); !done) return done.error();
    const auto wake = scheduler.next_wake();
    if (wake == next && all.clocks == before.clocks)
      throw StoreDown("The register is damaged: a clock that is due belongs to no case.");
    next = wake;
  }
  if (auto done = step(to); !done) return done.error();
  return all;
}

}  // namespace duban
