#include "adapters/http/event_text.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

TEST_CASE("A bookmark is read as it was written", "[http]") {
  for (const auto* text : {"a1-0", "a1.1-7", "a1-7-12001-3", "7-9223372036854775807"}) {
    const auto bookmark = Bookmark::parse(text);
    REQUIRE(bookmark);
    CHECK(to_text(*bookmark) == text);
  }
}

TEST_CASE("What never was a bookmark is none", "[http]") {
  for (const auto* text : {"", "a1", "a1-", "a1-x", "a1-1-2", "a1-1-2-", "a1-1-2-3-4", "a1--1",
                           "a1-1-2-+3", "a1-9223372036854775808", "张三"}) {
    INFO(text);
    CHECK_FALSE(Bookmark::parse(text));
  }
}

TEST_CASE("A client is told the case, its root and its version", "[http]") {
  const Change change{{7, CaseId{12, 1}, 3}, "sign", "in_handling"};
  CHECK(change_text("a1", change) ==
        "id: a1-7-12001-3\nevent: case\ndata: {\"id\":\"12.1\",\"root\":\"12\",\"version\":3,"
        "\"state\":\"in_handling\",\"event\":\"sign\"}\n\n");
}

TEST_CASE("A place that names a case is told only with the case", "[http]") {
  CHECK(quiet_text({"a1", Place::after(7)}) == ":\nid: a1-7\n\n");
  CHECK(quiet_text({"a1", {7, CaseId{12}, 3}}) == ":\n\n");
}

}  // namespace duban::http
