#pragma once

#include "engine/time/instant.hpp"

namespace duban {

/// Where all time comes from.  Thread-safe.
class TimeSource {
 public:
  virtual ~TimeSource() = default;
  [[nodiscard]] virtual Instant now() = 0;
};

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
  [[nodiscard]] Instant now() override { return now_; }
  void move_to(Instant now) { now_ = now; }

 private:
  Instant now_;
};

}  // namespace duban
