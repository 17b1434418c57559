#include "adapters/sql/pool.hpp"

#include "engine/register/store.hpp"

#include <algorithm>
#include <utility>

namespace duban::sql {

Pool::Pool(std::unique_ptr<Database> first, std::size_t size) {
  all_.reserve(size);
  idle_.reserve(size);
  all_.push_back(std::move(first));
  while (all_.size() < size) all_.push_back(all_.front()->another());
  for (const auto& database : all_) idle_.push_back(database.get());
  std::ranges::reverse(idle_);
}

std::size_t Pool::waiting() {
  const std::scoped_lock lock{mutex_};
  return waiting_.size();
}

Database& Pool::lend() {
  std::unique_lock lock{mutex_};
  if (waiting_.empty() && !idle_.empty()) return take_idle();
  Waiting mine;
  waiting_.push_back(&mine);
  const auto patience = all_.front()->settings().busy_wait;
  if (mine.woken.wait_for(lock, patience, [&] { return mine.given != nullptr; }))
    return *mine.given;
  std::erase(waiting_, &mine);
  throw StoreBusy("All connections to the register are in use; nothing was written.");
}

Database& Pool::take_idle() {
  auto& database = *idle_.back();
  idle_.pop_back();
  if (database.is_connected()) lent_alive_.insert(&database);
  return database;
}

void Pool::take_back(Database& database) noexcept {
  std::unique_lock lock{mutex_};
  const bool was_alive = lent_alive_.erase(&database) > 0;
  if (database.is_connected()) {
    idle_.push_back(&database);
  } else {
    idle_.insert(idle_.begin(), &database);
    if (was_alive) {
      ++breaks_;
      const auto others = take_connected();
      lock.unlock();  // letting go talks to the server
      for (auto* other : others) other->disconnect();
      lock.lock();
      idle_.insert(idle_.begin(), others.begin(), others.end());
    }
  }
  for (; !waiting_.empty() && !idle_.empty(); waiting_.pop_front()) {
    waiting_.front()->given = &take_idle();
    waiting_.front()->woken.notify_one();
  }
}

std::vector<Database*> Pool::take_connected() {
  std::vector<Database*> connected;
  std::erase_if(idle_, [&](Database* one) {
    if (one->is_connected()) connected.push_back(one);
    return one->is_connected();
  });
  return connected;
}

}  // namespace duban::sql
