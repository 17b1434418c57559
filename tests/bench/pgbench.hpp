#pragma once

#include "bench/callers.hpp"
#include "bench/figure.hpp"

#include <string>

namespace duban::bench {

/// The same done by us and by pgbench in turns: `script` prepared, one transaction a time for each
/// client, each on a warm connection of its own.
struct BesidePgbench {
  std::string bench, url, script;
  int callers = 1;
};

/// Calls per second, median and 99th percentile of both.  Throws if either fails.
void measure(const BesidePgbench& beside,
             const std::string& what,
             const std::function<std::function<void()>(int)>& work_of,
             std::vector<Figure>& figures);

}  // namespace duban::bench
