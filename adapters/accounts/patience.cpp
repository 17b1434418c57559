#include "adapters/accounts/patience.hpp"

#include "adapters/accounts/secrets.hpp"

#include <algorithm>

namespace duban::accounts {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Patience with_pair{5, minutes{15}, hours{1}};
constexpr Patience with_address{30, minutes{15}, minutes{1}};
constexpr Patience with_name{100, minutes{1}, minutes{1}};
constexpr Patience with_departures{300, minutes{1}, seconds{1}};
constexpr seconds first_wait{2};

}  // namespace

Counter counter_of_pair(const Proof& proof) {
  return {"pair " + digest(proof.name + "\n" + proof.address), with_pair};
}

Counter counter_of_address(const Proof& proof) {
  return {"address " + digest(proof.address), with_address};
}

Counter counter_of_name(const Proof& proof) {
  return {"name " + digest(proof.name), with_name};
}

Counter counter_of_returns(const std::string& address) {
  return {"return " + digest(address), with_address};
}

Counter counter_of_departures(const std::string& address) {
  return {"departure " + digest(address), with_departures};
}

seconds wait_left(Accounts& accounts, const Counter& counter, Instant now) {
  const auto failed = accounts.attempts(counter.key, now, counter.patience.one_forgiven_each);
  const auto ends_at = failed.last_at + wait_after(failed.count, counter.patience);
  return ends_at > now ? std::chrono::ceil<seconds>(ends_at - now) : seconds{0};
}

Error must_wait(seconds left) {
  return {.problem = Problem::too_often,
          .subject = {},
          .detail = "too many attempts have failed; wait a quarter of an hour at most",
          .wait = left};
}

seconds wait_after(std::int64_t failures, const Patience& patience) {
  auto wait = first_wait;
  if (failures < patience.free) return seconds{0};
  for (auto more = failures - patience.free; more > 0 && wait < patience.longest_wait; --more)
    wait *= 2;
  return std::min(wait, patience.longest_wait);
}

}  // namespace duban::accounts
