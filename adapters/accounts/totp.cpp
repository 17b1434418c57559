#include "adapters/accounts/totp.hpp"

#include "engine/data/percent.hpp"
#include "engine/data/secret.hpp"

#include <openssl/hmac.h>
#include <sodium.h>
#include <spdlog/fmt/fmt.h>

#include <array>
#include <stdexcept>

namespace duban::accounts {

namespace {

constexpr std::string_view base32_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr unsigned bits_in_letter = 5, bits_in_byte = 8;
constexpr std::size_t secret_size = 20;

using Digest = std::array<unsigned char, EVP_MAX_MD_SIZE>;

Digest hmac_sha1(std::string_view key, const std::array<unsigned char, 8>& message) {
  Digest digest{};
  if (!HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), message.data(), message.size(),
            digest.data(), nullptr))
    throw std::runtime_error("OpenSSL cannot compute HMAC-SHA-1");
  return digest;
}

std::array<unsigned char, 8> big_endian(std::int64_t number) {
  std::array<unsigned char, 8> bytes{};
  auto rest = static_cast<std::uint64_t>(number);
  for (auto at = bytes.rbegin(); at != bytes.rend(); ++at, rest >>= bits_in_byte)
    *at = static_cast<unsigned char>(rest & 0xFFU);
  return bytes;
}

}  // namespace

std::string base32(std::string_view bytes) {
  std::string text;
  unsigned held = 0, bits = 0;
  for (const char byte : bytes) {
    held = (held << bits_in_byte) | static_cast<unsigned char>(byte);
    for (bits += bits_in_byte; bits >= bits_in_letter; bits -= bits_in_letter)
      text += base32_letters[(held >> (bits - bits_in_letter)) & 31U];
    held &= (1U << bits) - 1U;
  }
  if (bits > 0) text += base32_letters[(held << (bits_in_letter - bits)) & 31U];
  return text;
}

std::optional<std::string> bytes_of_base32(std::string_view text) {
  std::string bytes;
  unsigned held = 0, bits = 0;
  for (const char c : text) {
    const auto letter = base32_letters.find(c);
    if (letter == base32_letters.npos) return {};
    held = (held << bits_in_letter) | static_cast<unsigned>(letter);
    bits += bits_in_letter;
    if (bits < bits_in_byte) continue;
    bits -= bits_in_byte;
    bytes += static_cast<char>(held >> bits);
    held &= (1U << bits) - 1U;
  }
  return bytes;
}

std::string new_code_secret() {
  std::string bytes(secret_size, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return base32(bytes);
}

std::string code_uri(std::string_view user, std::string_view secret) {
  return fmt::format(
      "otpauth://totp/duban:{}?secret={}&issuer=duban&algorithm=SHA1&digits={}"
      "&period={}",
      percent_encoded(user), secret, digits_of_code, code_lasts.count());
}

std::int64_t code_step(Instant at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch() / code_lasts;
}

std::string code_of(std::string_view secret, std::int64_t step, int digits) {
  const auto key = bytes_of_base32(secret);
  if (!key) throw std::logic_error("a secret of codes is no Base32");
  const auto digest = hmac_sha1(*key, big_endian(step));
  constexpr std::size_t last = 19;  // of the 20 bytes of SHA-1
  const std::size_t offset = digest.at(last) & 0xFU;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = (number << bits_in_byte) | digest.at(offset + i);
  number &= 0x7FFFFFFFU;
  std::uint32_t modulus = 1;
  for (int i = 0; i < digits; ++i) modulus *= 10;
  return fmt::format("{:0{}}", number % modulus, digits);
}

std::optional<std::int64_t> step_of_code(std::string_view secret,
                                         std::string_view code,
                                         Instant now) {
  const auto present = code_step(now);
  std::optional<std::int64_t> found;
  for (auto step = present - 1; step <= present + 1; ++step) {
    if (is_same_secret(code, code_of(secret, step))) found = step;
  }
  return found;
}

}  // namespace duban::accounts
