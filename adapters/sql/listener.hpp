#pragma once

#include "engine/register/signals.hpp"

#include <string>
#include <string_view>
#include <thread>

namespace duban::sql {

/// What one node tells the others, as PostgreSQL's NOTIFY carries it.  Sent in the transaction that
/// makes it true, and only when it matters: whoever notifies commits one after the other.
constexpr std::string_view told_wake = "wake";
constexpr std::string_view told_rules = "rules";

/// The channel of a register in SQL: a database may hold several, each in a schema.  Hashed because
/// a channel's name is no longer than a schema's.
constexpr std::string_view channel_text = "'duban_' || md5(current_schema())";

/// Hears on a connection of its own what nodes tell each other of a register on PostgreSQL, and
/// gives it to `signals`.  A connection that breaks is made again with growing waits; then
/// everything is signalled once, because news may have been missed.  Throws nothing once it runs.
class Listener {
 public:
  Listener(std::string url, Signals& signals);
  /// Ends the listening at once, whatever it waits for.
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

 private:
  int stop_event_;
  std::jthread thread_;
};

}  // namespace duban::sql
