#pragma once

#include "bench/callers.hpp"

#include <string>

namespace duban::bench {

/// What pgbench does at a URL: `script` prepared, one transaction a time for each client, each on a
/// warm connection of its own.  Throws if pgbench fails.
[[nodiscard]] Calls pgbench(const std::string& url,
                            const std::string& script,
                            int clients,
                            std::chrono::seconds time);

}  // namespace duban::bench
