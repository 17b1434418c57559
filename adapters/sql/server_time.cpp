#include "adapters/sql/server_time.hpp"

#include "engine/register/store.hpp"

#include <libpq-fe.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace duban::sql {

namespace {

constexpr int samples = 5;
constexpr std::chrono::seconds measured_every{30};
constexpr std::chrono::seconds asked_again_after{5};
/// How far wall and steady clock may part before the wall clock has jumped, or the machine slept.
constexpr std::chrono::seconds jump{1};

template <class Duration>
Instant::duration in_microseconds(Duration duration) {
  return std::chrono::duration_cast<Instant::duration>(duration);
}

Instant ask_on(Link& link, const std::string& url) {
  using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;
  if (!link) link = link_to_server(url);
  const Answer answer{
      PQexec(link.get(), "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)"),
      &PQclear};
  if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK) {
    link.reset();
    throw StoreDown("The connection to the database server was lost.");
  }
  return Instant{std::chrono::microseconds{std::stoll(PQgetvalue(answer.get(), 0, 0))}};
}

}  // namespace

std::function<Instant()> server_clock(const std::string& url) {
  return [url, link = std::make_shared<Link>()] { return ask_on(*link, url); };
}

std::unique_ptr<TimeSource> time_of_place(const std::string& url, const Signals& signals) {
  if (!is_server(url)) return std::make_unique<SystemTime>();
  return std::make_unique<ServerTime>(server_clock(url), signals);
}

ServerTime::ServerTime(std::function<Instant()> ask, const Signals& signals, MachineClocks machine)
    : ask_{std::move(ask)},
      signals_{signals},
      machine_{std::move(machine)},
      measured_{measure()},
      latest_{measured_.server} {}

ServerTime::Measured ServerTime::measure() const {
  Measured best;
  auto shortest = Steady::duration::max();
  const auto misses = signals_.misses();
  for (int sample = 0; sample < samples; ++sample) {
    const auto asked = machine_.steady();
    const auto server = ask_();
    const auto answered = machine_.steady();
    const auto round_trip = answered - asked;
    if (round_trip >= shortest) continue;
    shortest = round_trip;
    best = {server + in_microseconds(round_trip / 2), answered, machine_.wall(), misses};
  }
  return best;
}

bool ServerTime::is_old(const Measured& measured) const {
  const auto passed = machine_.steady() - measured.at;
  const auto parted = machine_.wall() - measured.wall - in_microseconds(passed);
  return passed > measured_every || std::chrono::abs(parted) > jump ||
         measured.misses != signals_.misses();
}

void ServerTime::measure_if_old() {
  const std::unique_lock only{asking_, std::try_to_lock};
  if (!only) return;
  {
    const std::lock_guard lock{mutex_};
    if (!is_old(measured_) || machine_.steady() < ask_after_) return;
  }
  try {
    const auto measured = measure();
    const std::lock_guard lock{mutex_};
    measured_ = measured;
  } catch (const StoreDown& down) {
    spdlog::warn("the database's time: {}", down.what());
    const std::lock_guard lock{mutex_};
    ask_after_ = machine_.steady() + asked_again_after;
  }
}

Instant ServerTime::now() {
  measure_if_old();
  const std::lock_guard lock{mutex_};
  const auto passed = machine_.steady() - measured_.at;
  latest_ = std::max(latest_, measured_.server + in_microseconds(passed));
  return latest_;
}

Instant::duration ServerTime::offset() {
  measure_if_old();
  const std::lock_guard lock{mutex_};
  const auto passed = machine_.steady() - measured_.at;
  return machine_.wall() - (measured_.server + in_microseconds(passed));
}

}  // namespace duban::sql
