#pragma once

#include "engine/time/instant.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duban {

/// Who acts in cases by a name that another may come to stand for: a unit, a deputy, the leader of
/// a key suggestion.
enum class Party { unit, deputy, leader };
BOOST_DESCRIBE_ENUM(Party, unit, deputy, leader)

/// From a day on one acts for good in the place of another: units were merged, renamed or split, a
/// deputy has left the congress.  What is closed keeps the name it was closed by.
struct Succession {
  std::int64_t id = 0;
  std::string congress;
  Party what{};
  std::string before, after;
  Date happened_on{};
  std::string reason;
  std::string recorded_by;
  Instant recorded_at{};
};

/// A user, or the contacts of a unit, act for another for some days, the last included, or until
/// the delegation is ended.  Both keep their own place.
struct Delegation {
  enum class Of { user, unit };
  BOOST_DESCRIBE_NESTED_ENUM(Of, user, unit)
  std::int64_t id = 0;
  std::string congress;
  Of what{};
  std::string principal, delegate;  ///< logins, or codes of units
  Date from_day{}, through_day{};
  std::string reason;
  std::string given_by;
  Instant given_at{};
  std::string ended_by;
  std::optional<Instant> ended_at;

  [[nodiscard]] bool runs_on(Date day) const {
    return !ended_at && from_day <= day && day <= through_day;
  }
};

/// The succession of `name` itself; nothing if it acts on.
[[nodiscard]] const Succession* succession_of(const std::vector<Succession>& all,
                                              Party what,
                                              std::string_view name);
/// Who acts in the end where `name` did: itself if nobody has succeeded it.
[[nodiscard]] std::string acting_for(const std::vector<Succession>& all,
                                     Party what,
                                     std::string_view name);

}  // namespace duban
