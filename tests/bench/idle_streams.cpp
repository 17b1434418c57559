#include "bench/benches.hpp"
#include "bench/client.hpp"
#include "bench/server_process.hpp"
#include "bench/urging.hpp"

#include <chrono>
#include <cstdlib>
#include <list>
#include <stdexcept>
#include <thread>

namespace duban::bench {

namespace {

constexpr int officers = 125;
constexpr int streams_each = 16;  ///< what one user may have
constexpr int changes = 500;

std::string name_of(int officer) {
  return "listener" + std::to_string(officer);
}

std::vector<User> some_officers() {
  std::vector<User> all;
  for (int i = 0; i < officers; ++i) all.push_back({name_of(i), "340100", {"officer"}, "", ""});
  return all;
}

/// Each officer's streams come from an address of their own, as if through a proxy.
std::list<Client> open_streams(int port) {
  std::list<Client> streams;
  for (int i = 0; i < officers; ++i) {
    const auto session = sign_in(port, name_of(i), password) + "X-Forwarded-For: 10.0.0." +
                         std::to_string(i + 1) + "\r\n";
    for (int j = 0; j < streams_each; ++j)
      if (streams.emplace_back(port).listen("/api/v1/stream", session).status != 200)
        throw std::runtime_error("a stream was refused");
  }
  return streams;
}

}  // namespace

std::vector<Figure> idle_streams() {
  const char* url = std::getenv("DUBAN_BENCH_POSTGRESQL");  // NOLINT(concurrency-mt-unsafe)
  if (!url) return {};
  Office office{url, 4};
  const auto roots = open_families(office);
  make_users(url, some_officers());
  office.tidy();
  const ServerProcess server{url};
  for (int i = 0; i < officers; ++i) (void)sign_in(server.port(), name_of(i), password);
  const auto before = server.resident_megabytes();
  const auto streams = open_streams(server.port());
  const auto silent = server.resident_megabytes();
  for (std::size_t i = 0; i < changes; ++i)
    Office::fire(office.open_register, assignment_of(roots[i]), "urge");
  std::this_thread::sleep_for(std::chrono::seconds{3});  // until all have been told
  const auto told = server.resident_megabytes();
  const auto count = std::to_string(streams.size());
  return {{"streams", count + " idle streams", "MB", silent - before, {}},
          {"streams",
           count + " streams, after " + std::to_string(changes) + " changes",
           "MB",
           told - before,
           {}}};
}

}  // namespace duban::bench
