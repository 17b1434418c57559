#pragma once

#include "engine/time/instant.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Codes that a device derives from a secret and the time (TOTP, RFC 6238): six digits, HMAC-SHA-1,
/// a new one each half minute, as every authenticator takes them.
namespace duban::accounts {

constexpr std::chrono::seconds code_lasts{30};
constexpr int digits_of_code = 6;

/// 160 random bits in Base32 (RFC 4648), as people type them into a device.
[[nodiscard]] std::string new_code_secret();
/// `otpauth://totp/…`: the same for a QR code.
[[nodiscard]] std::string code_uri(std::string_view user, std::string_view secret);

/// The number of the half minute.
[[nodiscard]] std::int64_t code_step(Instant at);
[[nodiscard]] std::string code_of(std::string_view secret,
                                  std::int64_t step,
                                  int digits = digits_of_code);
/// The step that a code is of: the present one, or the one before or after, since clocks differ.
[[nodiscard]] std::optional<std::int64_t> step_of_code(std::string_view secret,
                                                       std::string_view code,
                                                       Instant now);

[[nodiscard]] std::string base32(std::string_view bytes);
/// Nothing for what is no Base32.
[[nodiscard]] std::optional<std::string> bytes_of_base32(std::string_view text);

}  // namespace duban::accounts
