#include "engine/data/width.hpp"

#include <catch2/catch.hpp>

using namespace duban;

TEST_CASE("A Chinese character takes two columns", "[engine]") {
  CHECK(width_of("") == 0);
  CHECK(width_of("abc") == 3);
  CHECK(width_of("交通局") == 6);
  CHECK(width_of("（a）") == 5);
  CHECK(width_of("é…–") == 3);
  CHECK(width_of("𠮷") == 2);
  CHECK(width_of("\xE4\xBA") == 1);  // cut off in the middle: nothing breaks
}

TEST_CASE("Text is padded and shortened by columns", "[engine]") {
  CHECK(padded("交通局", 8) == "交通局  ");
  CHECK(padded("交通局", 4) == "交通局");
  CHECK(shortened("治理道路积水", 12) == "治理道路积水");
  CHECK(shortened("治理道路积水", 8) == "治理道…");
  CHECK(shortened("abcdef", 4) == "abc…");
}
