#pragma once

#include "engine/result.hpp"
#include "engine/time/instant.hpp"

#include <boost/json.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>

/// ID tokens (OpenID Connect Core 1.0), their signatures by libcjose.
namespace duban::accounts {

/// Clocks differ so much.
constexpr std::chrono::seconds token_leeway{60};

/// What a token must be for.
struct TokenAim {
  std::string issuer, client, nonce;
  Instant now{};
};

/// A text member; empty if it is none.
[[nodiscard]] std::string_view text_in(const boost::json::object& object, std::string_view name);

/// The key that a token names in its header; empty if it names none, nothing if it is no signed
/// token.
[[nodiscard]] std::optional<std::string> key_named_by(const std::string& token);

/// Whether one of these keys (JSON Web Keys) has this name.
[[nodiscard]] bool has_key(std::span<const boost::json::object> keys, const std::string& name);

/// What a token says of somebody, if one of the keys has signed it (RS, PS or ES: never `none`,
/// never a secret that we share) and it is for us and now.  Refuses (no_authority) with what is
/// wrong with it, for the log.
[[nodiscard]] Result<boost::json::object> claims_of(const std::string& token,
                                                    std::span<const boost::json::object> keys,
                                                    const TokenAim& aim);

}  // namespace duban::accounts
