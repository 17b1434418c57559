#pragma once

#include "adapters/http/flow.hpp"
#include "adapters/http/listener.hpp"
#include "engine/people/gate.hpp"
#include "engine/register/store.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <span>
#include <stop_token>
#include <thread>
#include <vector>

namespace duban::http {

/// Tells those who listen what happens in the register, on this node and on others.
///
/// One thread reads the journal for all of them, and only while somebody listens.  A change is told
/// to whoever may see its case when it is told; whoever no longer may is not told so, since what
/// they may not see does not exist for them.  A stream has its own place in the journal: one that
/// takes slowly is told later and holds no memory meanwhile.  Whose session or token no longer
/// opens is cut off within seconds.
class Feed {
 public:
  struct Sources {
    Journal& journal;
    Store& store;
    Directory& directory;
    const Catalogue& catalogue;
    Gate& gate;
    TimeSource& time;
  };

  explicit Feed(const Sources& sources);
  /// The streams must be gone.
  ~Feed() = default;
  Feed(const Feed&) = delete;
  Feed& operator=(const Feed&) = delete;

  /// A stream for a caller at an address, on from where `last_id` says; from now on if it is empty.
  /// Refuses (too_often) one more than a person or an address may have.  Thread-safe; the feed must
  /// outlive the stream.
  [[nodiscard]] Result<std::shared_ptr<Flow>> open(const Caller& caller,
                                                   const std::string& address,
                                                   const std::string& last_id);

 private:
  using Listeners = std::vector<std::shared_ptr<Listener>>;
  class Stream;

  void begin_at(Listener& listener, const std::string& last_id);
  [[nodiscard]] Result<void> join(const std::shared_ptr<Listener>& listener);
  void leave(const std::shared_ptr<Listener>& listener);

  void run(const std::stop_token& stop);
  [[nodiscard]] Listeners everybody(const std::stop_token& stop);
  /// Whether there is more to tell at once.
  [[nodiscard]] bool turn(const Listeners& all);
  [[nodiscard]] bool tell_news(Listeners all);
  void tell(std::span<const std::shared_ptr<Listener>> some,
            const std::vector<Change>& changes,
            const Place& through);
  void check_entries(const Listeners& all);
  void see_again(Listener& listener, const User& user);

  Sources from_;
  std::mutex mutex_;
  std::condition_variable_any joined_;
  Listeners listeners_;
  Listener::Moment checked_at_{};
  bool is_down_ = false;
  std::jthread thread_;  ///< last, so that it ends first
};

}  // namespace duban::http
