#pragma once

#include "engine/register/signals.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace duban::sql {

/// How long a test waits for what must come before it gives up.
constexpr std::chrono::seconds patience{60};

/// Waits for what another thread brings about, and looks again at once when told to.
template <class Sight>
[[nodiscard]] bool comes_true(const Sight& sight) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!sight()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

/// Counts the signals that come.
class Wakes {
 public:
  explicit Wakes(Signals& signals) : sleeper_{signals, [this] { come(); }} {}

  /// Whether more than `before` come in time.
  [[nodiscard]] bool more_than(int before) {
    std::unique_lock lock{mutex_};
    return came_.wait_for(lock, patience, [&] { return count_ > before; });
  }
  [[nodiscard]] int count() {
    const std::lock_guard lock{mutex_};
    return count_;
  }

 private:
  void come() {
    const std::lock_guard lock{mutex_};
    ++count_;
    came_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable came_;
  int count_ = 0;
  Signals::Sleeper sleeper_;
};

}  // namespace duban::sql
