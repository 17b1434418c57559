#include "engine/register/turns.hpp"

#include <utility>

namespace duban {

Turns::Turn::Turn(Turns& turns, std::string of) : turns_{turns}, of_{std::move(of)} {
  std::unique_lock lock{turns_.mutex_};
  auto& line = turns_.lines_[of_];
  line.push_back(&woken_);
  woken_.wait(lock, [&] { return line.front() == &woken_; });
}

Turns::Turn::~Turn() {
  const std::scoped_lock lock{turns_.mutex_};
  const auto line = turns_.lines_.find(of_);
  line->second.pop_front();
  if (line->second.empty())
    turns_.lines_.erase(line);
  else
    line->second.front()->notify_one();
}

bool Turns::is_taken(const std::string& of) {
  const std::scoped_lock lock{mutex_};
  return lines_.contains(of);
}

}  // namespace duban
