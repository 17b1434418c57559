#pragma once

#include "engine/register/directory.hpp"
#include "engine/time/time_source.hpp"

#include <stdexcept>

namespace duban {

/// The time of a simulated register, read anew each time: whoever moves its clock moves it for all.
/// As thread-safe as the directory.
class StoredTime final : public TimeSource {
 public:
  explicit StoredTime(Directory& directory) : directory_{directory} {}
  [[nodiscard]] Instant now() override {
    const auto now = directory_.simulated_now();
    if (!now) throw std::logic_error("a register that runs on real time stores none");
    return *now;
  }

 private:
  Directory& directory_;
};

}  // namespace duban
