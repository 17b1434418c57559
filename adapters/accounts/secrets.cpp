#include "adapters/accounts/secrets.hpp"

#include <sodium.h>
#include <sys/mman.h>

#include <array>
#include <stdexcept>

namespace duban::accounts {

namespace {

constexpr std::size_t secret_bytes = 32;

std::string encoded(const unsigned char* bytes, std::size_t size) {
  constexpr auto variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(size, variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes, size, variant);
  text.pop_back();  // the zero at the end
  return text;
}

std::string digest_of(std::string_view text, std::string_view purpose) {
  std::array<unsigned char, secret_bytes> digest{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, digest.size());
  for (const auto part : {purpose, text})  // libsodium takes bytes
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()),
                              part.size());
  crypto_generichash_final(&state, digest.data(), digest.size());
  return encoded(digest.data(), digest.size());
}

/// Whether as much as a hash takes can be had at this moment.
bool has_memory() {
  constexpr std::size_t size = crypto_pwhash_MEMLIMIT_INTERACTIVE;
  void* place = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (place == MAP_FAILED) return false;
  munmap(place, size);
  return true;
}

/// A hash that nobody's password fits.
const std::string& nobodys_hash() {
  static const std::string hash = hash_password(new_secret());
  return hash;
}

}  // namespace

std::string hash_password(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), password.data(), password.size(),
                        crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    throw std::runtime_error("there is no memory to hash a password");
  return hash.data();
}

bool fits_password(std::string_view hash, std::string_view password) {
  const std::string known{hash.empty() ? std::string_view{nobodys_hash()} : hash};
  const bool fits = crypto_pwhash_str_verify(known.c_str(), password.data(), password.size()) == 0;
  // The library calls it a mismatch when it found no memory.
  if (!fits && !has_memory()) throw std::runtime_error("there is no memory to check a password");
  return fits && !hash.empty();
}

std::string new_secret() {
  std::array<unsigned char, secret_bytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return encoded(bytes.data(), bytes.size());
}

std::string hash_secret(std::string_view secret) {
  return digest_of(secret, "duban secret ");
}

std::string csrf_for(std::string_view secret) {
  return digest_of(secret, "duban csrf ");
}

std::string derived(std::string_view secret, std::string_view purpose) {
  return digest_of(secret, "duban " + std::string{purpose} + " ");
}

std::string sha256(std::string_view text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  // libsodium takes bytes
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  return encoded(hash.data(), hash.size());
}

std::string digest(std::string_view text) {
  return digest_of(text, "duban text ");
}

std::string one_time_password() {
  constexpr std::string_view letters =
      "abcdefghjkmnpqrstuvwxyz23456789";  // none looks like another
  constexpr int groups = 4, in_group = 4;
  std::string password;
  for (int i = 0; i < groups * in_group; ++i) {
    if (i > 0 && i % in_group == 0) password += '-';
    password += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
  }
  return password;
}

}  // namespace duban::accounts
