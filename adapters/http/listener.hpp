#pragma once

#include "adapters/http/visit.hpp"
#include "engine/register/journal.hpp"

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace duban::http {

/// One stream: how far somebody has been told of the register, and what of it waits to be sent.
class Listener {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  Listener(const Caller& caller, std::string from)
      : name{caller.entered.user.name},
        secret{caller.secret},
        address{std::move(from)},
        user{caller.entered.user} {
    for (const auto& each : caller.stand_ins) others.push_back(each.as);
  }

  const std::string name;  ///< of the user
  const std::string secret, address;

  // The feed's own.

  User user;                 ///< as last seen
  std::vector<User> others;  ///< whom they stand in for, as last seen
  std::string journal;
  Place at;  ///< told up to here
  Moment spoken_at{};

  // By any thread.

  /// More to send, unless it has ended.
  void say(std::string_view text);
  /// Whether everything said has been taken: so little waits for a slow client, the rest stays in
  /// the journal.
  [[nodiscard]] bool is_served();
  void end();

  // By the connection's.

  void begin(std::function<void()> woken);
  /// From now on nobody is woken.
  void leave();
  [[nodiscard]] std::optional<std::string> take();

 private:
  std::mutex mutex_;
  std::string said_;
  bool has_ended_ = false;
  std::function<void()> woken_;
};

}  // namespace duban::http
