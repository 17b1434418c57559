#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>

namespace duban {

/// A scheduler looks at least this often, whoever wakes it: a clock that falls due later than that
/// is worth no signal.
constexpr std::chrono::seconds poll_interval{1};

/// What threads of one process tell each other of a register, and a listener of the database
/// brings from other nodes.  A signal says only that looking again is worth while: one that is lost
/// costs time and nothing else.  Thread-safe.
class Signals {
 public:
  Signals() = default;
  ~Signals() = default;
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  /// A clock falls due before the next poll, or running cases have a move to follow.
  void wake();
  /// A congress has another calendar or profile, or running cases have a move to follow.
  void change_rules();
  /// Anything may have happened unheard, and the database server may be another one.
  void miss();

  /// How often rules may have changed, and how often news may have been missed.
  [[nodiscard]] std::uint64_t rule_changes() const { return rule_changes_; }
  [[nodiscard]] std::uint64_t misses() const { return misses_; }

  /// While it lives, `woken` is called at every signal, by the thread that gives it: it may not
  /// wait, nor give a signal itself.  When the destructor returns, no call is under way.
  class Sleeper {
   public:
    Sleeper(Signals& signals, std::function<void()> woken);
    ~Sleeper();
    Sleeper(const Sleeper&) = delete;
    Sleeper& operator=(const Sleeper&) = delete;

   private:
    Signals& signals_;
    std::list<std::function<void()>>::iterator place_;
  };

 private:
  std::atomic<std::uint64_t> rule_changes_{0}, misses_{0};
  std::mutex mutex_;
  std::list<std::function<void()>> sleepers_;
};

}  // namespace duban
