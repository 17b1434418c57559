#pragma once

#include "engine/people/gate.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace duban::accounts {

/// How long failures are borne: so many are free, each further one doubles the wait, and with time
/// they are forgiven.
struct Patience {
  std::int64_t free;
  std::chrono::seconds longest_wait, one_forgiven_each;
};

/// Failures that are counted together, under a key that tells neither name nor address.
struct Counter {
  std::string key;
  Patience patience;
};

/// One name from one address: guessing.
[[nodiscard]] Counter counter_of_pair(const Proof& proof);
/// One address: guessing names, or an office behind one.
[[nodiscard]] Counter counter_of_address(const Proof& proof);
/// One name from everywhere: whoever does that can make its owner wait, so never for long.
[[nodiscard]] Counter counter_of_name(const Proof& proof);

/// One address that returns from the identity provider with nothing that opens.
[[nodiscard]] Counter counter_of_returns(const std::string& address);
/// One address that goes there, whatever comes of it: each leaves a row for ten minutes.
[[nodiscard]] Counter counter_of_departures(const std::string& address);

/// How long whoever is counted so still has to wait; 0: not at all.
[[nodiscard]] std::chrono::seconds wait_left(Accounts& accounts,
                                             const Counter& counter,
                                             Instant now);

/// What they are told meanwhile.
[[nodiscard]] Error must_wait(std::chrono::seconds left);

/// How long to wait after the last of so many failures.
[[nodiscard]] std::chrono::seconds wait_after(std::int64_t failures, const Patience& patience);

}  // namespace duban::accounts
