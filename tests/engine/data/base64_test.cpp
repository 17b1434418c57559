#include "engine/data/base64.hpp"

#include "engine/data/sha256.hpp"

#include <catch2/catch.hpp>

using namespace duban;

TEST_CASE("Bytes come back from their text", "[engine]") {
  CHECK(base64_of("") == "");
  CHECK(base64_of("f") == "Zg==");
  CHECK(base64_of("foobar") == "Zm9vYmFy");
  CHECK(bytes_of_base64("Zm9vYmE=") == "fooba");
  CHECK(bytes_of_base64("Zm9v!mFy").size() <= 3);
  std::string bytes;
  for (int size = 0; size < 300; ++size) {
    CHECK(bytes_of_base64(base64_of(bytes)) == bytes);
    bytes += static_cast<char>(size * 7);
  }
}

TEST_CASE("SHA-256 is what other programs compute", "[engine]") {
  RunningSha256 nothing, abc;
  abc.add("a");
  abc.add("bc");
  CHECK(nothing.finish() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(abc.finish() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
