// caller NAME CASES LOG PORT...: urges assignments at random, and opens a suggestion now and then,
// through the servers at these ports, until it is told to end (SIGTERM).  Writes a line to LOG for
// each event that was acknowledged: number, case, version, milliseconds.  DUBAN_TOKEN signs it in.
//
// It asks the next server when one breaks off or cannot be reached, with the very request it may
// not have heard the answer of, under the same key.

#include "bench/client.hpp"
#include "engine/register/case.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using duban::bench::Client;
using duban::bench::Response;
using std::chrono::milliseconds;
namespace json = boost::json;

volatile std::sig_atomic_t told_to_end = 0;

/// One connection, to whichever server answers.
class Servers {
 public:
  Servers(std::vector<int> ports, std::string headers)
      : ports_{std::move(ports)}, headers_{std::move(headers)} {}

  /// Asks until somebody answers that knows the register; nothing if it is told to end before.
  Response ask(const char* method,
               const std::string& target,
               const std::string& headers,
               const std::string& body) {
    while (told_to_end == 0) {
      try {
        auto told = connected().ask(method, target, headers, body);
        if (told.status != 503) return told;
      } catch (const std::runtime_error&) {
        client_.reset();
        next_ = (next_ + 1) % ports_.size();
      }
      std::this_thread::sleep_for(milliseconds{20});
    }
    return {};
  }

 private:
  Client& connected() {
    if (!client_) {
      client_ = std::make_unique<Client>(ports_[next_]);
      client_->headers = headers_;
    }
    return *client_;
  }

  std::vector<int> ports_;
  std::string headers_;
  std::size_t next_ = 0;
  std::unique_ptr<Client> client_;
};

std::string data_of(json::object data) {
  return json::serialize(json::object{{"data", std::move(data)}});
}

Response submit(Servers& servers, const std::string& key) {
  return servers.ask(
      "POST", "/api/v1/cases", "Idempotency-Key: " + key + "\r\n",
      json::serialize(json::object{
          {"workflow", "suggestion"},
          {"event", "submit"},
          {"data",
           {{"title", key}, {"text", key}, {"lead_deputy", "张代表"}, {"session", "9-3"}}}}));
}

Response urge(Servers& servers, const std::string& key, long long some_case) {
  const auto path = "/api/v1/cases/" + std::to_string(some_case) + ".1";
  for (;;) {
    const auto seen = servers.ask("GET", path, {}, {});
    auto told =
        servers.ask("POST", path + "/events/urge",
                    "If-Match: " + seen.header("ETag") + "\r\nIdempotency-Key: " + key + "\r\n",
                    data_of({{"words", key}}));
    if (told.status != 412) return told;  // somebody else has urged it meanwhile
  }
}

/// The nth request of a caller is always the same one.
Response nth(Servers& servers, const std::string& name, long long number, long long cases) {
  const auto key = name + "-" + std::to_string(number);
  if (number % 10 == 0) return submit(servers, key);
  std::minstd_rand random{static_cast<unsigned>(std::hash<std::string>{}(key))};
  random.discard(3);
  return urge(servers, key, 1 + static_cast<long long>(random()) % cases);
}

void acknowledge(std::ofstream& log, long long number, const Response& told) {
  const auto tree = json::parse(told.body);
  const auto id = duban::CaseId::parse(std::string{std::string_view{tree.at("id").as_string()}});
  const auto now = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
  // One write of one line: whoever kills us finds it whole or not at all.
  log << std::to_string(number) + " " + std::to_string(id.value().stored()) + " " +
             std::to_string(tree.at("version").as_int64()) + " " +
             std::to_string(now.time_since_epoch().count()) + "\n"
      << std::flush;
}

int call(const std::string& name, long long cases, const char* path, std::vector<int> ports) {
  std::ofstream log{path, std::ios::app};
  const char* token = std::getenv("DUBAN_TOKEN");  // NOLINT(concurrency-mt-unsafe)
  Servers servers{std::move(ports),
                  std::string{"Authorization: Bearer "} + (token ? token : "") + "\r\n"};
  for (long long number = 1; told_to_end == 0; ++number) {
    const auto told = nth(servers, name, number, cases);
    if (told_to_end != 0 && told.status == 0) break;
    if (told.status != 200 && told.status != 201)
      throw std::runtime_error(std::to_string(told.status) + " " + told.body);
    acknowledge(log, number, told);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGTERM, [](int) { told_to_end = 1; });
  try {
    if (argc < 5) return 2;
    std::vector<int> ports;
    std::transform(argv + 4, argv + argc, std::back_inserter(ports),
                   [](const char* port) { return std::atoi(port); });
    return call(argv[1], std::atoll(argv[2]), argv[3], std::move(ports));
  } catch (const std::exception& failure) {
    std::cerr << "ends: " << failure.what() << std::endl;
    return 1;
  }
}
