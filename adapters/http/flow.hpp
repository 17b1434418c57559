#pragma once

#include <functional>
#include <optional>
#include <string>

namespace duban::http {

/// The body of an answer that goes on for as long as its client stays: text that is taken as it
/// comes, to whose end the connection is closed.  Belongs to the loop's thread, and costs none
/// while nothing comes.
class Flow {
 public:
  virtual ~Flow() = default;

  /// From now on until it is destroyed, any thread calls `woken` when there may be something to
  /// take; it does not wait.  Called once, before the first take().
  virtual void begin(std::function<void()> woken) = 0;

  /// What has come since the last time, perhaps empty; nothing: it has ended.
  [[nodiscard]] virtual std::optional<std::string> take() = 0;
};

}  // namespace duban::http
