#pragma once

#include "bench/figure.hpp"

#include <string>
#include <vector>

namespace duban::bench {

/// Transitions of one caller on SQLite beside the same rows written by hand.
[[nodiscard]] std::vector<Figure> file_transitions();

/// `verify` on one thread beside hashing alone.
[[nodiscard]] std::vector<Figure> verification();

/// Transitions of 1 to 64 callers on the PostgreSQL server of DUBAN_BENCH_POSTGRESQL, beside
/// pgbench at the same concurrency; nothing if that is not set.
[[nodiscard]] std::vector<Figure> server_transitions();

/// Transitions and reads through HTTP, the server in a process of its own, beside pgbench with the
/// same statements; and what memory the server holds then.
[[nodiscard]] std::vector<Figure> http_requests();

/// What two thousand open streams add to the memory of a server on PostgreSQL, once in silence and
/// once after changes that all of them were told of.
[[nodiscard]] std::vector<Figure> idle_streams();

/// Pages of lists through HTTP on a register that was seeded before, to be compared with one of
/// another size.
[[nodiscard]] std::vector<Figure> list_pages();

}  // namespace duban::bench
