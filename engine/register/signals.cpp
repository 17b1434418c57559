#include "engine/register/signals.hpp"

#include <utility>

namespace duban {

void Signals::wake() {
  const std::lock_guard lock{mutex_};
  for (const auto& woken : sleepers_) woken();
}

void Signals::change_rules() {
  ++rule_changes_;
  wake();
}

void Signals::miss() {
  ++misses_;
  change_rules();
}

Signals::Sleeper::Sleeper(Signals& signals, std::function<void()> woken) : signals_{signals} {
  const std::lock_guard lock{signals_.mutex_};
  place_ = signals_.sleepers_.insert(signals_.sleepers_.end(), std::move(woken));
}

Signals::Sleeper::~Sleeper() {
  const std::lock_guard lock{signals_.mutex_};
  signals_.sleepers_.erase(place_);
}

}  // namespace duban
