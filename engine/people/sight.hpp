#pragma once

#include "engine/register/directory.hpp"
#include "engine/workflow.hpp"

#include <string>
#include <utility>
#include <vector>

namespace duban {

/// Whose authority a user's commands are checked against.
[[nodiscard]] Actor actor_of(const User& user);

/// What a user may see.  Whatever they may not see does not exist for them.  Whoever holds a role
/// of the office sees the cases of their congress; a contact or head of a unit its assignments and
/// what these belong to; a deputy the own suggestions.  Whoever stands in for others sees what they
/// see.
class Sight {
 public:
  Sight(const User& user, const Catalogue& catalogue, std::vector<User> stood_in_for = {})
      : user_{user}, stood_in_for_{std::move(stood_in_for)}, catalogue_{catalogue} {}

  [[nodiscard]] bool sees(const Family& family, const Case& self) const;

  /// Of the whole congress, so that nothing must be looked at one by one.
  [[nodiscard]] bool sees_everything() const;
  /// The one unit whose assignments are all that lists show; empty if that is not so.
  [[nodiscard]] std::string only_unit() const;
  /// The one deputy whose suggestions are all that is seen; empty if that is not so.
  [[nodiscard]] std::string only_deputy() const;
  [[nodiscard]] const User& user() const { return user_; }

 private:
  [[nodiscard]] bool sees_as(const User& user, const Family& family, const Case& self) const;
  [[nodiscard]] bool holds_any(const User& user, const Family& family, const Case& kase) const;

  const User& user_;
  std::vector<User> stood_in_for_;
  const Catalogue& catalogue_;
};

}  // namespace duban
