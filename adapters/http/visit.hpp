#pragma once

#include "adapters/http/desk.hpp"
#include "adapters/http/message.hpp"
#include "engine/people/gate.hpp"
#include "engine/people/stand_in.hpp"
#include "engine/register/directory.hpp"
#include "engine/words/words.hpp"

#include <boost/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace duban::http {

/// Whoever has come in.
struct Caller {
  Entered entered;
  std::string secret;                ///< that opened the door
  std::vector<StandIn> stand_ins{};  ///< whom they stand in for today
};

/// One request on its way through a route.
struct Visit {
  const Request& request;
  Desk& desk;
  const Words& words;              ///< in the language of whoever asks
  std::optional<Caller> caller{};  ///< nobody at an open door
  /// What the request says for the parameters of the route, checked against their schemas.
  std::map<std::string, boost::json::value, std::less<>> given{};
  boost::json::value body{};
  std::string in_place_of{};   ///< whose role opened the door; empty: the caller's own
  bool is_rehearsal = false;   ///< only said what would be: no act to be recorded
  boost::json::object told{};  ///< what the audit log is told beside
  std::string suspicion{};     ///< why a refusal stands in the audit log; empty: it need not

  [[nodiscard]] const User& user() const { return caller.value().entered.user; }
  [[nodiscard]] const std::vector<StandIn>& stand_ins() const { return caller.value().stand_ins; }
  [[nodiscard]] bool has(std::string_view name) const { return given.contains(name); }
  /// A parameter that is given; std::logic_error if it is not or the route has none of this name.
  [[nodiscard]] std::string text(std::string_view name) const;
  [[nodiscard]] std::int64_t number(std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name) const;
};

}  // namespace duban::http
