#include "engine/data/canonical.hpp"

#include <catch2/catch.hpp>

using namespace duban;

TEST_CASE("A hash taken piece by piece is the hash of the whole", "[data]") {
  RunningHash hash;
  for (const auto* piece : {"代表", "", "建议"}) hash.add(piece);
  CHECK(hash.finish() == hash_of("代表建议"));
  CHECK(RunningHash{}.finish() == hash_of(""));
}
