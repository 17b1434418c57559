#pragma once

#include "engine/people/accounts.hpp"
#include "engine/register/register.hpp"

#include <span>
#include <string>
#include <vector>

/// Delegates: a user acts for another, or for the contacts of another unit, for some days.
namespace duban {

/// Whom somebody stands in for.
struct StandIn {
  /// The roles, unit and congress that are stood in for, under the delegate's own login.  What is
  /// done in person is not among the roles: to administer, and to speak as a deputy.
  User as;
  std::string in_place_of;  ///< `user:李四`, `unit:县水利局`
};

/// The roles that somebody may stand in for.
[[nodiscard]] std::vector<std::string> delegable(std::vector<std::string> roles);

/// Whom a user stands in for on a day.  Nobody hands on what was handed to them: whoever stands in
/// for one who stands in for a third does not stand in for the third; nor for whoever is locked.
[[nodiscard]] std::vector<StandIn> stand_ins_of(const User& user,
                                                std::span<const Delegation> delegations,
                                                Directory& directory,
                                                Date day,
                                                const IsLocked& is_locked);
/// The same today.
[[nodiscard]] std::vector<StandIn> stand_ins_of(const User& user,
                                                Register& cases,
                                                const IsLocked& is_locked);

/// As whom a delegate acts.
[[nodiscard]] Actor actor_of(const StandIn& stand_in);
[[nodiscard]] std::vector<Actor> actors_of(const std::vector<StandIn>& stand_ins);

/// Whether a delegation may be given like this today; errors name the member.  Both must be of its
/// congress, and it lasts a year at most.
[[nodiscard]] Result<void> check_delegation(const Delegation& delegation,
                                            Directory& directory,
                                            Date today);

/// Users give away and take back what is theirs, contacts and heads what is their unit's;
/// administrators do it for everybody of their congress.
[[nodiscard]] Result<void> check_giver(const Delegation& delegation, const User& by);

}  // namespace duban
