#pragma once

#include <chrono>
#include <string>

namespace duban::sql {

/// When a server that could not be reached is asked again: after 50 ms, then twice as long each
/// time, up to two seconds, less a random part so that many connections do not come at once.
class Backoff {
 public:
  /// Throws StoreDown with the last reason while it is too early.
  void check() const;
  void failed(std::string why);
  void succeeded() { *this = {}; }

 private:
  std::chrono::steady_clock::time_point not_before_;
  std::chrono::milliseconds wait_{50};
  std::string why_;
};

}  // namespace duban::sql
