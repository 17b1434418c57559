#include "engine/people/identities.hpp"

#include "engine/people/names.hpp"

namespace duban {

namespace {

Result<void> check_is_there(Directory& directory, const std::string& user) {
  if (directory.user(user)) return {};
  return Error{Problem::not_found, "name", "there is no user " + user};
}

}  // namespace

Result<void> link_identity(Identities& identities,
                           Directory& directory,
                           const std::string& user,
                           const std::string& known_as) {
  if (auto there = check_is_there(directory, user); !there) return there;
  if (auto sound = check_title("known_as", known_as); !sound) return sound;
  if (identities.link(user, known_as)) return {};
  return Error{Problem::conflict, "known_as", "another user is linked with " + known_as};
}

Result<void> unlink_identity(Identities& identities,
                             Directory& directory,
                             const std::string& user) {
  if (auto there = check_is_there(directory, user); !there) return there;
  if (identities.unlink(user)) return {};
  return Error{Problem::conflict, "name", "this user is not linked with the identity provider"};
}

}  // namespace duban
