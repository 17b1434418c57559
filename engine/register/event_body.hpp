#pragma once

#include "engine/register/draft.hpp"

#include <string_view>

namespace duban {

/// Where an event stands in its family's history.
struct Place {
  const Case& self;
  std::int64_t seq = 0;     ///< in its case
  std::int64_t commit = 0;  ///< family version that the commit made
  std::int64_t order = 0;   ///< in the commit
  bool derived = false;     ///< raised inside the commit, not asked for
};

/// What an event was decided from, beside its case.
struct Grounds {
  const Command& command;
  std::string_view event;
  const boost::json::value& data;
  const boost::json::object& uses;
  const Rules& rules;
  std::optional<Date> occurred_on;  ///< nothing: an import could not tell the day
  Instant recorded_at{};
};

/// The whole of an event as it is stored and hashed (canonical text of this object), in the memory
/// of `effects`.  Absent members are empty; dates are ISO, instants whole microseconds UTC.
[[nodiscard]] boost::json::object event_body(const Place& place,
                                             const Grounds& grounds,
                                             std::string_view from,
                                             std::string_view to,
                                             std::string_view source,
                                             boost::json::array effects);

/// The command that asked for a stored event (not for a derived one).
[[nodiscard]] Command command_from(const boost::json::object& body);

// Stored effects.
[[nodiscard]] boost::json::object effect_of_facts(const boost::json::object& before,
                                                  const boost::json::object& after);
[[nodiscard]] boost::json::object effect_of_start(const Clock& clock);
[[nodiscard]] boost::json::object effect_of_stop(const StopClock& stop);
[[nodiscard]] boost::json::object effect_of_notice(const std::string& recipient,
                                                   const std::string& text,
                                                   const boost::json::object& with);

/// What makes the key of a message: the event, and how many its commit has sent before.
struct NoticePlace {
  CaseId about;
  std::int64_t seq = 0;
  std::size_t nth = 0;
  std::string congress;
};
[[nodiscard]] Notice notice_of(const NoticePlace& place,
                               std::string recipient,
                               std::string text,
                               boost::json::object with,
                               Date occurred_on);

}  // namespace duban
