#pragma once

#include "engine/register/directory.hpp"
#include "engine/time/instant.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace duban {

/// How an identity provider knows a user.
struct Identity {
  std::string known_as;  ///< what the provider says of them, as an administrator wrote it down
  std::string issuer, subject;  ///< whom the provider named so; empty before they first came
};

/// A user whom the provider knows.
struct KnownUser {
  std::string user;
  Identity identity;
};

/// Somebody who was sent to the provider and is expected back.
struct ExpectedReturn {
  std::string secret_hash;  ///< of what the browser keeps meanwhile
  std::string return_to;    ///< path of ours to go on at
  Instant ends_at{};
};

/// Where it is kept whom an identity provider knows.  Thread rules and exceptions as for Store.
class Identities {
 public:
  virtual ~Identities() = default;

  [[nodiscard]] virtual std::optional<Identity> identity(std::string_view user) = 0;
  /// In place of what was there; what the user has opened by the provider ends in the same moment.
  /// Returns false, and does nothing, if another user is known so.
  [[nodiscard]] virtual bool link(std::string_view user, std::string_view known_as) = 0;
  /// Ends the same; returns false if there was no link.
  [[nodiscard]] virtual bool unlink(std::string_view user) = 0;

  /// Waits for whoever is changing the link, so that what is opened by one that has gone is seen.
  [[nodiscard]] virtual std::optional<std::string> user_of(std::string_view issuer,
                                                           std::string_view subject) = 0;
  [[nodiscard]] virtual std::optional<KnownUser> known_as(std::string_view name) = 0;
  /// From now on the subject is the user.  Returns false, and does nothing, if the link is no
  /// longer as it says, has a subject already, or the subject is another user.
  [[nodiscard]] virtual bool bind(const KnownUser& known) = 0;

  virtual void expect(const ExpectedReturn& expected) = 0;
  /// The path of whoever returns in time, once on all nodes together.
  [[nodiscard]] virtual std::optional<std::string> returned(std::string_view secret_hash,
                                                            Instant now) = 0;
  /// Those who have not come back.
  virtual void forget_expected(Instant ended_before) = 0;
};

/// Links a user with what the provider says of them, in place of what was there.  Refuses
/// (not_found) a user that is not there, a value that is no name (bad_input), and one of another
/// user (conflict).
[[nodiscard]] Result<void> link_identity(Identities& identities,
                                         Directory& directory,
                                         const std::string& user,
                                         const std::string& known_as);
/// The user no longer signs in by the provider.  Refuses where there is no link (conflict).
[[nodiscard]] Result<void> unlink_identity(Identities& identities,
                                           Directory& directory,
                                           const std::string& user);

}  // namespace duban
