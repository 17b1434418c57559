#pragma once

#include "engine/time/instant.hpp"

#include <chrono>
#include <cstddef>
#include <optional>

/// How a program does: for Prometheus and for people.
namespace duban::http {

[[nodiscard]] inline double seconds(Instant::duration span) {
  return std::chrono::duration<double>(span).count();
}

/// How long something has been waiting that should have been done at `since`.
[[nodiscard]] inline double age(std::optional<Instant> since, Instant now) {
  return since && *since < now ? seconds(now - *since) : 0.0;
}

/// Bytes of memory in use.
[[nodiscard]] std::size_t resident_memory();

}  // namespace duban::http
