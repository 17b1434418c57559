#include "adapters/accounts/secrets.hpp"
#include "adapters/sql/sql_accounts.hpp"
#include "adapters/sql/sql_directory.hpp"
#include "bench/benches.hpp"
#include "bench/callers.hpp"
#include "bench/client.hpp"
#include "bench/server_process.hpp"

#include <chrono>
#include <cstdlib>
#include <stdexcept>

namespace duban::bench {

namespace {

constexpr int readers = 8;
constexpr auto readers_password = "春江花月夜2025年";

/// An officer of the register's first congress; returns the congress.
std::string make_reader(const std::string& url) {
  const auto database = sql::Database::open(url);
  if (!database) throw std::runtime_error("there is no register: seed one before");
  sql::SqlDirectory directory{**database};
  const auto congress = directory.congresses().at(0).code;
  const User user{"reader", congress, {"officer"}, "", ""};
  (void)directory.put(user, true);  // unless an earlier run has
  sql::SqlAccounts{**database}.set_password(user.name, accounts::hash_password(readers_password),
                                            false);
  return congress;
}

}  // namespace

std::vector<Figure> list_pages() {
  const char* url = std::getenv("DUBAN_BENCH_POSTGRESQL");  // NOLINT(concurrency-mt-unsafe)
  if (!url) return {};
  const auto congress = make_reader(url);
  const ServerProcess server{url};
  const auto session = sign_in(server.port(), "reader", readers_password);
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
