#pragma once

#include "adapters/sql/database.hpp"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

namespace duban::sql {

/// A fixed number of connections to one register, for a program of many threads: each call of a
/// port borrows one.  When all are lent a caller waits as long as for a lock (busy_wait), then gets
/// StoreBusy.  When one breaks, those that lie idle are made anew as well: they lead to the same
/// server.  One that could not be made is lent when no other is there.  Thread-safe.
class Pool : public Connections {
 public:
  /// `first` is open already, so that the register and its schema have been looked at.
  Pool(std::unique_ptr<Database> first, std::size_t size);

  [[nodiscard]] std::size_t size() const { return all_.size(); }
  /// How many connections have broken so far: after each the server may be another one.
  [[nodiscard]] std::size_t breaks() const { return breaks_; }

 private:
  /// Those idle that are connected; they are idle no more.
  [[nodiscard]] std::vector<Database*> take_connected();

  [[nodiscard]] Database& lend() override;
  void take_back(Database& database) noexcept override;

  std::vector<std::unique_ptr<Database>> all_;
  std::atomic<std::size_t> breaks_ = 0;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::set<const Database*> lent_alive_;  ///< lent, and connected when they were
  std::vector<Database*> idle_;  ///< the last one back goes first: its plans and pages are warm
};

}  // namespace duban::sql
