#include "adapters/http/listener.hpp"

#include <utility>

namespace duban::http {

void Listener::say(std::string_view text) {
  const std::lock_guard lock{mutex_};
  if (has_ended_) return;
  said_ += text;
  if (woken_) woken_();
}

bool Listener::is_served() {
  const std::lock_guard lock{mutex_};
  return said_.empty() && !has_ended_;
}

void Listener::end() {
  const std::lock_guard lock{mutex_};
  has_ended_ = true;
  if (woken_) woken_();
}

void Listener::leave() {
  const std::lock_guard lock{mutex_};
  has_ended_ = true;
  woken_ = {};
}

void Listener::begin(std::function<void()> woken) {
  const std::lock_guard lock{mutex_};
  woken_ = std::move(woken);
}

std::optional<std::string> Listener::take() {
  const std::lock_guard lock{mutex_};
  if (has_ended_) return {};
  return std::exchange(said_, {});
}

}  // namespace duban::http
