#include "engine/data/secret.hpp"

#include <sodium.h>

namespace duban {

bool is_same_secret(std::string_view one, std::string_view other) {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace duban
