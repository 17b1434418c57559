#include "adapters/http/range.hpp"

#include <catch2/catch.hpp>

namespace duban::http {

TEST_CASE("A range is what RFC 9110 says it is", "[http]") {
  struct Row {
    std::string range, if_range;
    std::int64_t first, length;  ///< first -1: the whole
  };
  const auto row = GENERATE(values<Row>({
      {"bytes=0-0", "", 0, 1},
      {"bytes=0-99", "", 0, 100},
      {"bytes=10-19", "", 10, 10},
      {"bytes=90-", "", 90, 10},
      {"bytes=90-1000", "", 90, 10},
      {"bytes=-1", "", 99, 1},
      {"bytes=-1000", "", 0, 100},
      {"bytes=10-19", "\"e\"", 10, 10},
      {"bytes=100-", "", 0, 0},
      {"bytes=100-200", "", 0, 0},
      {"bytes=-0", "", 100, 0},
      {"bytes=10-19", "\"other\"", -1, 0},
      {"bytes=10-19", "W/\"e\"", -1, 0},
      {"", "", -1, 0},
      {"bytes=", "", -1, 0},
      {"bytes=-", "", -1, 0},
      {"bytes=5", "", -1, 0},
      {"bytes=20-10", "", -1, 0},
      {"bytes=0-1,5-6", "", -1, 0},
      {"bytes=a-b", "", -1, 0},
      {"bytes=1-2x", "", -1, 0},
      {"bytes=--5", "", -1, 0},
      {"bytes=99999999999999999999-", "", -1, 0},
      {"lines=1-2", "", -1, 0},
  }));
  CAPTURE(row.range, row.if_range);
  Request request;
  if (!row.range.empty()) request.headers["range"] = row.range;
  if (!row.if_range.empty()) request.headers["if-range"] = row.if_range;
  const auto range = range_in(request, 100, "\"e\"");
  REQUIRE(range.has_value() == (row.first >= 0));
  if (!range) return;
  CHECK(range->length == row.length);
  if (row.length > 0) CHECK(range->first == row.first);
}

}  // namespace duban::http
