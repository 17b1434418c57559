#include "engine/data/base64.hpp"

#include <sodium.h>

namespace duban {

std::string base64_of(std::string_view bytes) {
  constexpr auto variant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(),
                    reinterpret_cast<const unsigned char*>(bytes.data()),  // the library's bytes
                    bytes.size(), variant);
  text.pop_back();  // the library ends it with NUL
  return text;
}

std::string bytes_of_base64(std::string_view text) {
  std::string bytes(text.size() / 4 * 3, '\0');
  std::size_t size = 0;
  sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()),  // the library's bytes
                    bytes.size(), text.data(), text.size(), nullptr, &size, nullptr,
                    sodium_base64_VARIANT_ORIGINAL);
  bytes.resize(size);
  return bytes;
}

}  // namespace duban
