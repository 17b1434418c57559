#pragma once

#include "adapters/sql/database.hpp"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

namespace duban::sql {

/// A fixed number of connections to one register, for a program of many threads: each call of a
/// port borrows one.  When all are lent callers wait, first come first served, as long as for a
/// lock (busy_wait), then get StoreBusy.  When one breaks, those that lie idle are made anew as
/// well: they lead to the same server.  One that could not be made is lent when no other is there.
/// Thread-safe.
class Pool : public Connections {
 public:
  /// `first` is open already, so that the register and its schema have been looked at.
  Pool(std::unique_ptr<Database> first, std::size_t size);

  [[nodiscard]] std::size_t size() const { return all_.size(); }
  /// How many callers wait for one.
  [[nodiscard]] std::size_t waiting();
  /// How many connections have broken so far: after each the server may be another one.
  [[nodiscard]] std::size_t breaks() const { return breaks_; }

 private:
  struct Waiting {
    std::condition_variable woken{};
    Database* given = nullptr;
  };

  [[nodiscard]] Database& take_idle();
  /// Those idle that are connected; they are idle no more.
  [[nodiscard]] std::vector<Database*> take_connected();

  [[nodiscard]] Database& lend() override;
  void take_back(Database& database) noexcept override;

  std::vector<std::unique_ptr<Database>> all_;
  std::atomic<std::size_t> breaks_ = 0;
  std::mutex mutex_;
  std::deque<Waiting*> waiting_;  ///< oldest first; else whoever has just come would take it
  std::set<const Database*> lent_alive_;  ///< lent, and connected when they were
  std::vector<Database*> idle_;  ///< the last one back goes first: its plans and pages are warm
};

}  // namespace duban::sql
