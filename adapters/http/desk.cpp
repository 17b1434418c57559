#include "adapters/http/desk.hpp"

namespace duban::http {

std::unique_ptr<Desk> Desks::take() {
  {
    const std::lock_guard lock{mutex_};
    if (!free_.empty()) {
      auto desk = std::move(free_.back());
      free_.pop_back();
      return desk;
    }
  }
  return std::make_unique<Desk>(shared_);
}

void Desks::give_back(std::unique_ptr<Desk> desk) {
  const std::lock_guard lock{mutex_};
  free_.push_back(std::move(desk));
}

}  // namespace duban::http
