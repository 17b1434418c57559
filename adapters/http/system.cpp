#include "adapters/http/system.hpp"

#include "adapters/http/vital_signs.hpp"
#include "engine/data/whole.hpp"
#include "engine/people/enrolment.hpp"

#include <unistd.h>

#include <array>

namespace duban::http {

namespace {

struct HeldView {
  std::string since;
  std::string from;  ///< whence it was copied; empty: it was not
  std::string why;
};
BOOST_DESCRIBE_STRUCT(HeldView, (), (since, from, why))

struct SystemState {
  std::string version, database;
  int schema = 0;
  std::string now;
  bool simulated = false;
  std::optional<HeldView> held;
  std::int64_t clock_offset_ms = 0;  ///< of this machine's clock, ahead of the register's time
  bool keeps_time = true;            ///< the offset is within two seconds
  std::optional<std::string> next_wake;
  std::int64_t oldest_due_rung_seconds = 0;
  std::int64_t oldest_pending_notice_seconds = 0;
  std::int64_t connections = 0, memory_bytes = 0;
  std::string started_at, node;
};
BOOST_DESCRIBE_STRUCT(SystemState,
                      (),
                      (version,
                       database,
                       schema,
                       now,
                       simulated,
                       held,
                       clock_offset_ms,
                       keeps_time,
                       next_wake,
                       oldest_due_rung_seconds,
                       oldest_pending_notice_seconds,
                       connections,
                       memory_bytes,
                       started_at,
                       node))

std::string name_of_machine() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::optional<HeldView> held_view(const std::optional<Held>& held, const Words& words) {
  if (!held) return {};
  return HeldView{to_local_text(held->since), held->from, words.sentence(refusal_of(*held).detail)};
}

Result<Answer> show_system(const Installation& installation, Visit& visit) {
  auto& cases = visit.desk.cases;
  auto& directory = visit.desk.directory;
  const auto now = cases.now();
  const auto wake = visit.desk.store.next_wake();
  const auto whole_seconds = [&](std::optional<Instant> since) {
    return static_cast<std::int64_t>(age(since, now));
  };
  SystemState state{
      .version = installation.version,
      .database = installation.database,
      .schema = installation.schema,
      .now = to_local_text(now),
      .simulated = directory.simulated_now().has_value(),
      .held = held_view(directory.held(), visit.words),
      .clock_offset_ms =
          std::chrono::duration_cast<std::chrono::milliseconds>(cases.time().offset()).count(),
      .keeps_time = duban::keeps_time(cases.time()),
      .next_wake = {},
      .oldest_due_rung_seconds = whole_seconds(wake),
      .oldest_pending_notice_seconds = whole_seconds(directory.oldest_pending_notice()),
      .connections = static_cast<std::int64_t>(visit.request.connections),
      .memory_bytes = static_cast<std::int64_t>(resident_memory()),
      .started_at = to_local_text(installation.started_at),
      .node = name_of_machine()};
  if (wake) state.next_wake = to_local_text(*wake);
  return Answer::of(whole(state));
}

}  // namespace

std::vector<Route> system_routes(const Installation& installation) {
  return {
      {.method = "GET",
       .path = "/api/v1/system",
       .operation = "getSystem",
       .summary = "How the program that answers and its register do.",
       .description =
           "What /readyz and /metrics tell programs, for people. `version`, `connections`, "
           "`memory_bytes`, `started_at` and the clock are of the node that answers.",
       .roles = {std::string{administrator}, "officer"},
       .parameters = {},
       .promises = {{.means = "The state of this moment.", .schema = whole_schema<SystemState>()}},
       .work = [installation](Visit& visit) { return show_system(installation, visit); }}};
}

}  // namespace duban::http
