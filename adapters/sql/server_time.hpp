#pragma once

#include "adapters/sql/server.hpp"
#include "engine/register/signals.hpp"
#include "engine/time/time_source.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

namespace duban::sql {

/// The two clocks of a machine.
struct MachineClocks {
  using Steady = std::chrono::steady_clock::time_point;
  std::function<Steady()> steady = [] { return std::chrono::steady_clock::now(); };
  std::function<Instant()> wall = [] { return SystemTime{}.now(); };
};

/// Asks a PostgreSQL server what time it is, on a connection of its own that is made when needed.
/// Throws StoreDown.
[[nodiscard]] std::function<Instant()> server_clock(const std::string& url);

/// The database's time: measured, and between two measurements carried on by the machine's steady
/// clock, so that it matters to nobody what the machine's wall clock shows.  Measured again when
/// the measurement is old, when the wall clock has jumped (the machine may have slept), and when
/// the server may be another one.  While it cannot be measured, time goes on by what was measured
/// last. Never runs backwards.  Thread-safe.
class ServerTime final : public TimeSource {
 public:
  /// Measures at once: throws what `ask` throws.
  ServerTime(std::function<Instant()> ask, const Signals& signals, MachineClocks machine = {});

  [[nodiscard]] Instant now() override;
  [[nodiscard]] Instant::duration offset() override;

 private:
  using Steady = MachineClocks::Steady;
  struct Measured {
    Instant server;  ///< the database's time …
    Steady at;       ///< … at this moment
    Instant wall;    ///< … when the wall clock showed this
    std::uint64_t misses = 0;
  };
  [[nodiscard]] Measured measure() const;
  [[nodiscard]] bool is_old(const Measured& measured) const;
  void measure_if_old();

  const std::function<Instant()> ask_;
  const Signals& signals_;
  const MachineClocks machine_;
  std::mutex asking_;  ///< held by the one that measures; the others do not wait for it
  std::mutex mutex_;
  Measured measured_;
  Steady ask_after_;  ///< a server that could not be asked is left alone for a while
  Instant latest_;
};

/// The time that real registers at this place run by: of the server, or of the machine on SQLite.
[[nodiscard]] std::unique_ptr<TimeSource> time_of_place(const std::string& url,
                                                        const Signals& signals);

}  // namespace duban::sql
