#include "bench/benches.hpp"
#include "bench/pgbench.hpp"
#include "bench/urging.hpp"

#include <cstdlib>
#include <random>

namespace duban::bench {

namespace {

constexpr int rounds = 3;
constexpr std::chrono::seconds turn{2};

/// A caller urges one of its own families at random, over and over.
std::function<void()> urging(Office& office, const std::vector<CaseId>& roots, int caller) {
  auto by = std::shared_ptr<Register>{office.another()};
  auto random = std::make_shared<std::minstd_rand>(static_cast<unsigned>(caller) + 1);
  return [by, random, caller, &roots] {
    const auto nth = static_cast<unsigned>((*random)() % families_each);
    Office::fire(*by, assignment_of(family_of(roots, caller, nth)), "urge");
  };
}

void add_figures(int callers, const Calls& ours, const Calls& theirs, std::vector<Figure>& all) {
  const auto what = "PostgreSQL, " + std::to_string(callers) + " callers";
  all.push_back({"callers", what, "1/s", ours.per_second / rounds, theirs.per_second / rounds});
  for (const auto& [name, part] : {std::pair{"p50", 0.5}, {"p99", 0.99}})
    all.push_back({"callers", what + ", " + name, "ms", quantile(ours.milliseconds, part),
                   quantile(theirs.milliseconds, part)});
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
  for (int callers = 1; callers <= most_callers; callers *= 2) {
    Calls ours, theirs;
    for (int round = 0; round < rounds; ++round) {
      ours +=
          call_together(callers, turn, [&](int caller) { return urging(office, roots, caller); });
      theirs += pgbench(url, yardstick, callers, turn);
    }
    add_figures(callers, ours, theirs, figures);
  }
  return figures;
}

}  // namespace duban::bench
