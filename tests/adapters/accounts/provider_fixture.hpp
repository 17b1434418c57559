#pragma once

#include "adapters/accounts/openid_provider.hpp"

#include <boost/json.hpp>

#include <memory>
#include <string>
#include <vector>

struct _cjose_jwk_int;

namespace duban::accounts {

/// A key with which a test signs what a provider would.
class SigningKey {
 public:
  enum class Kind { rsa, elliptic, secret };
  explicit SigningKey(Kind kind, std::string name, std::size_t bits = 2048);
  /// A secret of these bytes.
  SigningKey(const std::string& bytes, std::string name);

  /// As the provider's JWKS has it.
  [[nodiscard]] boost::json::object shown() const;
  /// `more`: members of the header, as JSON texts.
  [[nodiscard]] std::string token(const boost::json::object& claims,
                                  const std::string& algorithm,
                                  const Fields& more = {}) const;

 private:
  std::shared_ptr<_cjose_jwk_int> key_;
  std::string name_;
};

/// An identity provider as far as we ask it; the test says what it answers.
struct PlayedProvider {
  PlayedProvider();
  [[nodiscard]] Fetched answer(const FetchRequest& request);
  /// Signs in as `subject`, called `name`, what comes along in this address; returns the code.
  [[nodiscard]] std::string signed_in(const std::string& address,
                                      const std::string& subject,
                                      const std::string& name);

  ProviderSettings settings;
  SigningKey key{SigningKey::Kind::elliptic, "one"};
  bool is_down = false, tells_in_token = true, names_itself = false;
  std::string named = settings.issuer;
  int metadata_asked = 0, keys_asked = 0, codes_asked = 0;
  SystemTime time;

 private:
  boost::json::object claims_;
  std::string challenge_, code_;
};

/// The value of a parameter in the query of an address; empty if it has none.
[[nodiscard]] std::string in_query(const std::string& address, const std::string& name);

}  // namespace duban::accounts
