#pragma once

#include <atomic>
#include <cstddef>
#include <semaphore>

namespace duban::accounts {

/// A hash of a password takes 64 MB and a core: so many are computed at the same time, and so many
/// callers wait for that; the rest of the program has the other threads.
constexpr std::ptrdiff_t hashes_at_once = 2;
constexpr int most_waiting = 6;

/// Who may hash passwords now.  Thread-safe.
class Hashing {
 private:
  friend class HashingTurn;
  std::counting_semaphore<hashes_at_once> free_{hashes_at_once};
  std::atomic<int> asking_{0};
};

/// A turn at hashing, waited for; false if too many wait already.
class HashingTurn {
 public:
  explicit HashingTurn(Hashing& hashing)
      : hashing_{hashing}, granted_{++hashing.asking_ <= hashes_at_once + most_waiting} {
    if (granted_) hashing_.free_.acquire();
  }
  ~HashingTurn() {
    if (granted_) hashing_.free_.release();
    --hashing_.asking_;
  }
  HashingTurn(const HashingTurn&) = delete;
  HashingTurn& operator=(const HashingTurn&) = delete;

  [[nodiscard]] explicit operator bool() const { return granted_; }

 private:
  Hashing& hashing_;
  bool granted_;
};

}  // namespace duban::accounts
