#pragma once

#include <string>
#include <string_view>

/// Passwords and secrets, by libsodium.  sodium_init must have been called.
namespace duban::accounts {

/// Argon2id with its parameters and salt: what is kept of a password.  Takes 64 MB and some tens of
/// milliseconds, so callers see to it that few are computed at a time.  Throws std::runtime_error
/// without memory.
[[nodiscard]] std::string hash_password(std::string_view password);
/// As slow for a hash that is empty, so that nobody learns which users there are.  Throws the same.
[[nodiscard]] bool fits_password(std::string_view hash, std::string_view password);

/// 256 random bits to be carried in a cookie or a header.
[[nodiscard]] std::string new_secret();
/// What is kept of a secret.
[[nodiscard]] std::string hash_secret(std::string_view secret);
/// What only somebody who knows the secret can derive, and that does not give it away.
[[nodiscard]] std::string csrf_for(std::string_view secret);

/// The same for some other purpose, told apart by its name.
[[nodiscard]] std::string derived(std::string_view secret, std::string_view purpose);

/// The SHA-256 of a text in Base64url, as PKCE's S256 (RFC 7636) has it.
[[nodiscard]] std::string sha256(std::string_view text);

/// A text of any length as a word of 43 letters, from which nobody can tell the text.
[[nodiscard]] std::string digest(std::string_view text);

/// A password that is told once: easy to read out and to type.
[[nodiscard]] std::string one_time_password();

}  // namespace duban::accounts
