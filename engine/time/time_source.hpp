#pragma once

#include "engine/time/instant.hpp"

#include <atomic>

namespace duban {

/// Where all time comes from.  Thread-safe.
class TimeSource {
 public:
  virtual ~TimeSource() = default;
  [[nodiscard]] virtual Instant now() = 0;
  /// How far the machine's clock is ahead of this time (behind: negative), as last measured.
  [[nodiscard]] virtual Instant::duration offset() { return Instant::duration::zero(); }
};

/// A node whose clock is further off is not ready: what else it writes by that clock misleads.
constexpr std::chrono::seconds most_offset{2};
[[nodiscard]] inline bool keeps_time(TimeSource& time) {
  return std::chrono::abs(time.offset()) <= most_offset;
}

/// The time of the machine (SQLite, one node).
class SystemTime final : public TimeSource {
 public:
  [[nodiscard]] Instant now() override {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  }
};

/// A time that stands still until it is moved: simulated registers and tests.
class FixedTime final : public TimeSource {
 public:
  explicit FixedTime(Instant now) : now_{now} {}
  [[nodiscard]] Instant now() override { return now_.load(); }
  void move_to(Instant now) { now_.store(now); }

 private:
  std::atomic<Instant> now_;
};

}  // namespace duban
