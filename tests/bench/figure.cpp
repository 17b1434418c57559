#include "bench/figure.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace duban::bench {

namespace json = boost::json;

void print(const Figure& figure, bool as_json) {
  if (as_json) {
    json::object line{{"bench", figure.bench}, {"case", figure.what},  {"unit", figure.unit},
                      {"ours", figure.ours},   {"yardstick", nullptr}, {"ratio", nullptr}};
    if (figure.yardstick) {
      line["yardstick"] = *figure.yardstick;
      line["ratio"] = figure.ours / *figure.yardstick;
    }
    std::printf("%s\n", json::serialize(line).c_str());
  } else {
    const int places = figure.ours < 100 ? 2 : 0;
    std::printf("%-12s %-40s %12.*f %-9s", figure.bench.c_str(), figure.what.c_str(), places,
                figure.ours, figure.unit.c_str());
    if (figure.yardstick)
      std::printf(" %12.*f  x%.2f", places, *figure.yardstick, figure.ours / *figure.yardstick);
    std::printf("\n");
  }
  std::fflush(stdout);
}

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double quantile(std::vector<double> all, double part) {
  if (all.empty()) return 0;
  std::ranges::sort(all);
  const auto place = static_cast<std::size_t>(part * static_cast<double>(all.size()));
  return all[std::min(place, all.size() - 1)];
}

}  // namespace duban::bench
