#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <string>

namespace duban {

/// Lets those who want the same thing (a family, the next number of a series) go one after the
/// other, first come first served.  Whoever has lost a commit takes a turn before deciding again,
/// and so does whoever finds that somebody has one: else, of many on one thing, somebody would lose
/// for ever.  Thread-safe; for one process, others are kept apart by versions alone.
class Turns {
 public:
  /// Waits for the turn; it is over when this is destroyed.
  class Turn {
   public:
    Turn(Turns& turns, std::string of);
    ~Turn();
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    Turns& turns_;
    const std::string of_;
    std::condition_variable woken_;
  };

  /// Whether somebody has a turn.
  [[nodiscard]] bool is_taken(const std::string& of);

 private:
  std::mutex mutex_;
  /// By what they want; the first of each has the turn.
  std::map<std::string, std::deque<std::condition_variable*>> lines_;
};

}  // namespace duban
