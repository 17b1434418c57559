#pragma once

#include <chrono>
#include <functional>
#include <vector>

namespace duban::bench {

/// What some callers did at the same time.
struct Calls {
  double per_second = 0;
  std::vector<double> milliseconds;  ///< of each call

  Calls& operator+=(const Calls& other);  ///< another turn of the same
};

/// Runs `count` threads for a while, each calling its own work over and over.
[[nodiscard]] Calls call_together(int count,
                                  std::chrono::milliseconds time,
                                  const std::function<std::function<void()>(int)>& work_of);

}  // namespace duban::bench
