#include "bench/benches.hpp"
#include "bench/callers.hpp"
#include "bench/client.hpp"
#include "bench/office.hpp"
#include "bench/server_process.hpp"

#include <chrono>
#include <cstdlib>
#include <stdexcept>

namespace duban::bench {

namespace {

constexpr int readers = 8;

std::string first_congress_at(const std::string& url) {
  const auto database = sql::Database::open(url);
  if (!database) throw std::runtime_error("there is no register: seed one before");
  return sql::SqlDirectory{**database}.congresses().at(0).code;
}

}  // namespace

std::vector<Figure> list_pages() {
  const char* url = std::getenv("DUBAN_BENCH_POSTGRESQL");  // NOLINT(concurrency-mt-unsafe)
  if (!url) return {};
  const auto congress = first_congress_at(url);
  make_users(url, {{"reader", congress, {"officer"}, "", ""}});
  const ServerProcess server{url};
  const auto session = sign_in(server.port(), "reader", password);
  std::vector<Figure> figures;
  for (const auto& [name, question] :
       {std::pair{"by number of the case", ""}, std::pair{"newest first", "&order=newest"},
        std::pair{"soonest due first", "&order=due"},
        std::pair{"in handling", "&workflow=suggestion&state=in_handling"}}) {
    const auto target = "/api/v1/cases?limit=50&congress=" + congress + question;
    const auto work_of = [&](int) {
      const auto client = std::make_shared<Client>(server.port());
      client->headers = session;
      return [client, target] {
        if (const auto told = client->ask("GET", target); told.status != 200)
          throw std::runtime_error(target + ": " + told.body);
      };
    };
    constexpr std::chrono::seconds warm_up{2}, turn{5};
    (void)call_together(readers, warm_up, work_of);
    const auto calls = call_together(readers, turn, work_of);
    const auto what = std::string{"list page, "} + name;
    figures.push_back({"pages", what, "1/s", calls.per_second, {}});
    figures.push_back({"pages", what + ", p99", "ms", quantile(calls.milliseconds, 0.99), {}});
  }
  return figures;
}

}  // namespace duban::bench
