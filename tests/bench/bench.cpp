// bench [NAME ...] [--json]: what the README's figures come from.  Each is measured beside a
// yardstick, turn by turn in one run, because machines differ and drift.

#include "bench/benches.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  using namespace duban::bench;
  if (sodium_init() < 0) return 1;
  std::vector<std::string> names{argv + 1, argv + argc};
  const bool as_json = std::erase(names, "--json") > 0;
  const struct {
    std::string name;
    std::vector<Figure> (*measure)();
    bool needs_seed = false;  ///< then it is only measured by name
  } all[] = {{"transitions", file_transitions}, {"callers", server_transitions},
             {"http", http_requests},           {"streams", idle_streams},
             {"pages", list_pages, true},       {"verify", verification}};
  for (const auto& name : names)
    if (std::ranges::none_of(all, [&](const auto& bench) { return bench.name == name; })) {
      std::fprintf(
          stderr,
          "bench: there is no '%s'; there are transitions, callers, http, streams, pages, verify\n",
          name.c_str());
      return 2;
    }
  for (const auto& bench : all) {
    if (names.empty() ? bench.needs_seed : std::ranges::find(names, bench.name) == names.end())
      continue;
    for (const auto& figure : bench.measure()) print(figure, as_json);
  }
  return 0;
}
