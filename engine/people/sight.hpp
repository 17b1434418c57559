#pragma once

#include "engine/register/directory.hpp"
#include "engine/workflow.hpp"

#include <string>

namespace duban {

/// Whose authority a user's commands are checked against.
[[nodiscard]] Actor actor_of(const User& user);

/// What a user may see.  Whatever they may not see does not exist for them.  Whoever holds a role
/// of the office sees the cases of their congress; a contact or head of a unit its assignments and
/// what these belong to; a deputy the own suggestions.
class Sight {
 public:
  Sight(const User& user, const Catalogue& catalogue)
      : user_{user}, actor_{actor_of(user)}, catalogue_{catalogue} {}

  [[nodiscard]] bool sees(const Family& family, const Case& self) const;

  /// Of the whole congress, so that nothing must be looked at one by one.
  [[nodiscard]] bool sees_everything() const;
  /// The one unit whose assignments are all that lists show; empty if that is not so.
  [[nodiscard]] std::string only_unit() const;
  /// The one deputy whose suggestions are all that is seen; empty if that is not so.
  [[nodiscard]] std::string only_deputy() const;
  [[nodiscard]] const User& user() const { return user_; }

 private:
  [[nodiscard]] bool holds_any(const Family& family, const Case& kase) const;
  /// Joint senders of a report, who do not act on it but answer for it.
  [[nodiscard]] bool is_addressed(const Workflow& workflow,
                                  const std::string& role,
                                  const Family& family,
                                  const Case& kase) const;

  const User& user_;
  Actor actor_;
  const Catalogue& catalogue_;
};

}  // namespace duban
