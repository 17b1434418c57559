#pragma once

#include "adapters/accounts/discovery.hpp"
#include "engine/people/provider_gate.hpp"

#include <string>
#include <string_view>

namespace duban::accounts {

/// What goes along to the provider and is looked for when a browser returns.
struct Passage {
  std::string state;     ///< comes back with the browser
  std::string nonce;     ///< comes back in the token
  std::string verifier;  ///< shown where the code is used; the provider knows its hash (PKCE)
};

/// Whom the provider has named.
struct Person {
  std::string subject;
  boost::json::object claims;
  std::string access_token;  ///< to ask the provider for more; empty: it gave none
};

/// `access_denied` and other words of the protocol; `unknown_error` for what is none, which may be
/// anybody's text.
[[nodiscard]] std::string plain_error(std::string_view error);

/// Whether a provider can be set up like this.  Errors name the option of the command line.
[[nodiscard]] Result<void> check_settings(const ProviderSettings& settings);

/// What one identity provider takes and gives: the authorization code flow of OpenID Connect with
/// PKCE, for a client with a secret or without.  Throws ProviderDown.  Thread-safe.
class OpenIdProvider {
 public:
  /// The settings are in order.  `secret`: of the client; empty: it has none.
  OpenIdProvider(ProviderSettings settings, std::string secret, Fetch fetch, TimeSource& time);

  [[nodiscard]] const ProviderSettings& settings() const { return settings_; }

  /// Where a browser is sent.
  [[nodiscard]] std::string address_for(const Passage& passage);
  /// Whether who says that a browser comes from them (RFC 9207) can be this provider.
  [[nodiscard]] bool may_be(const std::string& issuer);
  /// Uses a code up.  Refuses (no_authority) one that the provider does not take, and a token that
  /// is not sound; the log knows why.
  [[nodiscard]] Result<Person> person_for(const std::string& code, const Passage& passage);
  /// The claim that people are linked by; empty if the provider says nothing that counts: an
  /// address for mail counts once it has been verified.
  [[nodiscard]] std::string known_as(const Person& person);

 private:
  [[nodiscard]] FetchRequest code_request(const std::string& code,
                                          const Passage& passage,
                                          const ProviderMetadata& metadata) const;
  [[nodiscard]] Result<Person> person_in(const boost::json::object& answer,
                                         const std::string& nonce);
  [[nodiscard]] boost::json::object asked_more(const Person& person);

  ProviderSettings settings_;
  std::string secret_;
  Fetch fetch_;
  TimeSource& time_;
  Discovery discovery_;
};

}  // namespace duban::accounts
