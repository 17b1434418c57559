#pragma once

#include "adapters/sql/database.hpp"
#include "engine/people/identities.hpp"

namespace duban::sql {

/// Identities on SQLite or PostgreSQL, for as many threads as its connections serve.  They must
/// outlive it.
class SqlIdentities : public Identities {
 public:
  explicit SqlIdentities(Connections& connections) : connections_{connections} {}

  [[nodiscard]] std::optional<Identity> identity(std::string_view user) override;
  [[nodiscard]] bool link(std::string_view user, std::string_view known_as) override;
  [[nodiscard]] bool unlink(std::string_view user) override;
  [[nodiscard]] std::optional<std::string> user_of(std::string_view issuer,
                                                   std::string_view subject) override;
  [[nodiscard]] std::optional<KnownUser> known_as(std::string_view name) override;
  [[nodiscard]] bool bind(const KnownUser& known) override;

  void expect(const ExpectedReturn& expected) override;
  [[nodiscard]] std::optional<std::string> returned(std::string_view secret_hash,
                                                    Instant now) override;
  void forget_expected(Instant ended_before) override;

 private:
  Connections& connections_;
};

}  // namespace duban::sql
