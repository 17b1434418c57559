#pragma once

#include "engine/people/gate.hpp"
#include "engine/result.hpp"

#include <boost/describe.hpp>

#include <stdexcept>
#include <string>

namespace duban {

/// An identity provider (统一身份认证) by OpenID Connect; without an issuer there is none.
struct ProviderSettings {
  std::string issuer;       ///< https://…, as its discovery document names itself
  std::string client;       ///< our name there
  std::string secret_file;  ///< holds the client's secret; empty: a public client
  std::string claim = "preferred_username";  ///< what it says of people, by which they are linked
  std::string name = "统一身份认证";         ///< as the button has it
  std::string redirect;  ///< our own address, as browsers know it: https://HOST[:PORT]
  std::string ca_file;   ///< PEM; empty: whom the system trusts
  bool operator==(const ProviderSettings&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProviderSettings,
                      (),
                      (issuer, client, secret_file, claim, name, redirect, ca_file))

/// The identity provider cannot be reached, or does not answer as one; `what` is for the log.
class ProviderDown : public std::runtime_error {
 public:
  using runtime_error::runtime_error;
};

/// How a browser goes to the provider.
struct Departure {
  std::string address;  ///< where it is sent
  std::string secret;   ///< to be kept in a cookie: what comes back without it counts for nothing
};

/// What a browser brings back.
struct ProviderReturn {
  std::string secret;         ///< of its cookie
  std::string state;          ///< that the provider was given
  std::string code;           ///< to ask the provider with
  std::string error, issuer;  ///< why there is no code; who says so (RFC 9207)
  std::string address;        ///< of the machine or network it comes from; empty: not known
};

/// What comes of a return, and for the audit log also of one that was refused: whom the provider
/// has named, as far as that is proved.
struct Arrival {
  Result<Opened> opened;
  std::string return_to{};  ///< path of ours
  std::string user{};       ///< who it is here
  std::string subject{}, known_as{};
  bool is_first = false;  ///< the subject has just been bound to the user
};

/// Signing in at an identity provider instead of with a password.  Thread-safe; throws what
/// Accounts throws.
class ProviderGate {
 public:
  virtual ~ProviderGate() = default;

  /// As its button has it; empty: no provider is set up, and the rest refuses (conflict).
  [[nodiscard]] virtual std::string name() const = 0;

  /// `return_to`: where to go on afterwards; refused (bad_input) if it is no path of ours.  Refuses
  /// (too_often) an address that has begun too often.  Throws ProviderDown.
  [[nodiscard]] virtual Result<Departure> depart(const std::string& address,
                                                 const std::string& return_to) = 0;

  /// Opens a session of the user that the provider's subject is bound to, or is bound to now,
  /// because an administrator has linked a user with what the provider says of the subject.
  /// Refuses (no_authority) with the reason as the subject of the error, and (too_often) an address
  /// that was refused too often.  Throws ProviderDown: then it is to be begun anew.
  [[nodiscard]] virtual Arrival arrive(const ProviderReturn& from) = 0;
};

}  // namespace duban
