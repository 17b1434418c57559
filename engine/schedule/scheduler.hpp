#pragma once

#include "engine/register/register.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace duban {

/// What one turn did.
struct Fired {
  std::size_t clocks = 0;     ///< settled
  std::size_t reminders = 0;  ///< rungs written to the ledger, merged ones included
  std::size_t notices = 0;
  std::size_t events = 0;      ///< raised and carried out
  std::size_t opened = 0;      ///< cases that a plan wanted
  std::size_t refused = 0;     ///< raised and refused: a condition did not hold any more
  std::set<CaseId> postponed;  ///< families that could not be settled

  Fired& operator+=(const Fired& other);
};

/// Settles what is due.  Any number of schedulers may run on one register: a rung is claimed in the
/// database and settled by one of them.  Belongs to one thread.
class Scheduler {
 public:
  explicit Scheduler(Register& open_register) : register_{open_register} {}

  /// One turn: carries out pending moves, settles everything due at `now`, batch by batch, and once
  /// a day opens what plans want.  A family that is damaged is left for an hour and keeps nobody
  /// else from being reminded.  A held register is left alone.
  Fired fire_due(Instant now);

  /// When the next rung falls due, or a plan may want more; nothing while the register is held.
  [[nodiscard]] std::optional<Instant> next_wake();

 private:
  [[nodiscard]] std::optional<Settlement> settle_family(std::span<const DueClock> due,
                                                        Instant now,
                                                        Fired& fired,
                                                        std::vector<Command>& raises);
  /// In as few transactions as may be: one of a family waits for the one before it.
  void raise_all(std::vector<Command> raises, Instant now, Fired& fired);
  void raise(const Command& command, Instant now, Fired& fired);
  void settle_all(Instant now, Fired& fired);
  void sweep(Instant now, Fired& fired);
  /// Once a day for each case, in the log.
  void tell(CaseId damaged, std::string_view what);

  Register& register_;
  std::optional<Date> swept_on_;
  std::optional<Date> next_plan_;
  std::set<CaseId> told_today_;
};

/// Moves a simulated register forward to `to`, firing everything on the way at its own time and in
/// order; `each` is told after every step.  Refuses to go back, and while it is held.
[[nodiscard]] Result<Fired> advance(Register& open_register,
                                    FixedTime& time,
                                    Instant to,
                                    const std::function<void(Instant, const Fired&)>& each = {});

/// How a scheduler runs.
struct Running {
  Signals& signals;
  std::stop_token stop;
  /// Told after every turn that did something, on the scheduler's thread.
  std::function<void(Instant, const Fired&)> each{};
  std::chrono::milliseconds longest_sleep = poll_interval;
};

/// Runs a scheduler until it is told to stop: sleeps until the next rung or the next signal, but
/// never longer than `longest_sleep`, because a signal may be lost.  A register that cannot be
/// reached is tried again with growing waits; nothing is lost meanwhile.  Stops at once while it
/// sleeps, and otherwise after its turn.
void run_scheduler(Register& open_register, const Running& running);

}  // namespace duban
