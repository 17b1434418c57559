#include "bench/benches.hpp"
#include "bench/pgbench.hpp"
#include "bench/urging.hpp"

#include <cstdlib>
#include <random>

namespace duban::bench {

namespace {

/// A caller urges one of its own families at random, over and over.
std::function<void()> urging(Office& office, const std::vector<CaseId>& roots, int caller) {
  auto by = std::shared_ptr<Register>{office.another()};
  auto random = std::make_shared<std::minstd_rand>(static_cast<unsigned>(caller) + 1);
  return [by, random, caller, &roots] {
    const auto nth = static_cast<unsigned>((*random)() % families_each);
    Office::fire(*by, assignment_of(family_of(roots, caller, nth)), "urge");
  };
}

}  // namespace

std::vector<Figure> server_transitions() {
  const char* url = std::getenv("DUBAN_BENCH_POSTGRESQL");  // NOLINT(concurrency-mt-unsafe)
  if (!url) return {};
  Office office{url, 4};
  const auto roots = open_families(office);
  const auto yardstick = urging_script(office, roots);
  std::vector<Figure> figures;
  office.tidy();
  for (int callers = 1; callers <= most_callers; callers *= 2)
    measure(
        {"callers", url, yardstick, callers}, "PostgreSQL, " + std::to_string(callers) + " callers",
        [&](int caller) { return urging(office, roots, caller); }, figures);
  return figures;
}

}  // namespace duban::bench
