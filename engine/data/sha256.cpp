#include "engine/data/sha256.hpp"

#include <sodium.h>

#include <array>

namespace duban {

struct RunningSha256::State {
  crypto_hash_sha256_state hash;
};

RunningSha256::RunningSha256() : state_{std::make_unique<State>()} {
  crypto_hash_sha256_init(&state_->hash);
}

RunningSha256::~RunningSha256() = default;

void RunningSha256::add(std::string_view bytes) {
  crypto_hash_sha256_update(
      &state_->hash, reinterpret_cast<const unsigned char*>(bytes.data()),  // the library's bytes
      bytes.size());
}

std::string RunningSha256::finish() {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256_final(&state_->hash, digest.data());
  std::string text(2 * digest.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
  text.pop_back();
  return text;
}

}  // namespace duban
