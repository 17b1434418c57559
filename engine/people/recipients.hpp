#pragma once

#include "engine/people/accounts.hpp"

#include <boost/describe.hpp>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace duban {

/// A user who is to be told.
struct Recipient {
  std::string user;
  std::string in_place_of;  ///< `user:李四`, `unit:县水利局`; empty: for themselves
  bool operator==(const Recipient&) const = default;
};
BOOST_DESCRIBE_STRUCT(Recipient, (), (user, in_place_of))

/// Who an address of a notice is on one day: `unit:县水利局:contact`, `deputy:张三`,
/// `office:officer`, `leader:王主任`.  What was addressed to somebody who has been succeeded is the
/// successor's; whoever stands in is told beside whom they stand in for; nobody who is locked is
/// told.
class Recipients {
 public:
  /// Reads what it needs of a congress once.  Belongs to one thread.
  Recipients(Directory& directory, Date day, IsLocked is_locked)
      : directory_{directory}, day_{day}, is_locked_{std::move(is_locked)} {}

  /// By login, each once.
  [[nodiscard]] std::vector<Recipient> of(const std::string& congress, std::string_view address);

 private:
  /// A user, or one in the place of another.
  struct Person {
    User user;
    std::string in_place_of;
  };
  struct People {
    std::vector<Person> all;
    std::vector<Succession> successions;
  };
  [[nodiscard]] const People& people_of(const std::string& congress);
  [[nodiscard]] bool is_open(const std::string& user);

  Directory& directory_;
  Date day_;
  IsLocked is_locked_;
  std::map<std::string, People> people_;  ///< by congress
  std::map<std::string, bool> open_;      ///< by login
};

}  // namespace duban
