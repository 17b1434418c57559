#include "adapters/http/operation.hpp"

#include "adapters/http/problem.hpp"
#include "adapters/http/vital_signs.hpp"

#include <spdlog/fmt/fmt.h>
#include <unistd.h>

#include <fstream>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr auto metrics_type = "text/plain; version=0.0.4; charset=utf-8";

class Metrics {
 public:
  void add(std::string_view name, std::string_view means, double value) {
    text_ += fmt::format("# HELP {} {}\n# TYPE {} gauge\n{} {}\n", name, means, name, name, value);
  }
  [[nodiscard]] Answer answer() const { return {.type = metrics_type, .body = text_}; }

 private:
  std::string text_;
};

Result<Answer> metrics(Visit& visit) {
  const auto now = visit.desk.cases.now();
  Metrics metrics;
  metrics.add("duban_oldest_unfired_rung_seconds",
              "How long the rung that waits longest has been due.",
              age(visit.desk.store.next_wake(), now));
  metrics.add("duban_oldest_pending_notice_seconds",
              "How long the notice that waits longest has been in the outbox.",
              age(visit.desk.directory.oldest_pending_notice(), now));
  metrics.add("duban_clock_offset_seconds",
              "How far the machine's clock is ahead of the register's time.",
              seconds(visit.desk.cases.time().offset()));
  metrics.add("duban_held", "1 while the register is held and sends nothing.",
              visit.desk.directory.held() ? 1 : 0);
  metrics.add("duban_connections", "Clients connected.",
              static_cast<double>(visit.request.connections));
  metrics.add("process_resident_memory_bytes", "Memory in use.",
              static_cast<double>(resident_memory()));
  return metrics.answer();
}

/// Asks the database something, so that one that is gone shows.
Result<Answer> ready(Visit& visit) {
  const auto held = visit.desk.directory.held();
  if (!keeps_time(visit.desk.cases.time()))
    return problem({.status = 503,
                    .detail = visit.words.sentence("the clock of this machine is off by more than "
                                                   "two seconds")});
  return Answer::of(json::object{{"ready", true}, {"held", held.has_value()}});
}

}  // namespace

std::size_t resident_memory() {
  std::size_t total = 0, resident = 0;
  std::ifstream{"/proc/self/statm"} >> total >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

std::vector<Route> operation_routes() {
  const auto open = [](const char* path, const char* operation, const char* summary,
                       Promise promise, auto work) {
    return Route{.method = "GET",
                 .path = path,
                 .operation = operation,
                 .summary = summary,
                 .door = Door::open,
                 .parameters = {},
                 .promises = {std::move(promise)},
                 .work = std::move(work)};
  };
  const json::object flag{{"type", "boolean"}};
  return {
      open("/healthz", "health", "The program lives.",
           {.means = "It does.",
            .schema = {{"type", "object"},
                       {"required", json::array{"alive"}},
                       {"properties", json::object{{"alive", flag}}}}},
           [](Visit&) -> Result<Answer> {
             return Answer::of(json::object{{"alive", true}});
           }),
      open("/readyz", "readiness",
           "The program may be sent work: its database answers and its clock is right.",
           {.means = "It may; `held`: it answers, but the register takes no changes.",
            .schema = {{"type", "object"},
                       {"required", json::array{"ready", "held"}},
                       {"properties", json::object{{"ready", flag}, {"held", flag}}}}},
           ready),
      open("/metrics", "metrics", "Figures for Prometheus.",
           {.means = "The figures.", .types = {metrics_type}}, metrics),
  };
}

}  // namespace duban::http
