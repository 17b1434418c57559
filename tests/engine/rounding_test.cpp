#include "engine/rounding.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <numeric>

using namespace duban;

namespace {

std::string shown(std::int64_t counted, std::int64_t base, int decimals = 2) {
  const auto units = percent(counted, base, decimals);
  return units ? percent_text(*units, decimals) : "—";
}

}  // namespace

TEST_CASE("A percent is rounded half up, with the decimals wanted", "[engine][rates]") {
  CHECK(shown(127, 132) == "96.21");
  CHECK(shown(127, 132, 0) == "96");
  CHECK(shown(127, 132, 4) == "96.2121");
  CHECK(shown(1, 8, 0) == "13");  // 12.5
  CHECK(shown(1, 1600) == "0.06");
  CHECK(shown(0, 0) == "—");
}

TEST_CASE("All is shown only for all, nothing only for nothing", "[engine][rates]") {
  CHECK(shown(5, 5) == "100.00");
  CHECK(shown(0, 5) == "0.00");
  CHECK(shown(99'999, 100'000) == "99.99");
  CHECK(shown(1, 100'000) == "0.01");
  CHECK(shown(1999, 2000) == "99.95");
  CHECK(shown(1999, 2000, 1) == "99.9");
  CHECK(shown(1, 2000, 0) == "1");
  CHECK(shown(9'999'999, 10'000'000, 4) == "99.9999");
}

TEST_CASE("Published shares by largest remainder", "[engine][rates]") {
  const std::vector<std::int64_t> classes{54, 33, 2, 4};
  CHECK(shares(classes, 2) == std::vector<std::int64_t>{5807, 3548, 215, 430});
  CHECK(shares(std::vector<std::int64_t>{0, 0}, 2) == std::vector<std::int64_t>{0, 0});
  CHECK(shares(std::vector<std::int64_t>{99'999, 1}, 2) == std::vector<std::int64_t>{9999, 1});
  CHECK(shares(std::vector<std::int64_t>{1, 1, 1}, 0) == std::vector<std::int64_t>{34, 33, 33});
  CHECK(shares(std::vector<std::int64_t>{1'000'000, 1, 1, 1}, 0) ==
        std::vector<std::int64_t>{97, 1, 1, 1});
}

TEST_CASE("A target is compared on integers", "[engine][rates]") {
  CHECK(reaches(95, 100, 95));
  CHECK_FALSE(reaches(94'999, 100'000, 95));  // shown as 95.00
  CHECK(shown(94'999, 100'000) == "95.00");
  CHECK_FALSE(reaches(0, 0, 95));
}

TEST_CASE("Shares add up and keep their order", "[engine][rates][property]") {
  rc::prop("to 100 %, none gone, none whole but the only one", [] {
    const auto parts =
        *rc::gen::container<std::vector<std::int64_t>>(5, rc::gen::inRange<std::int64_t>(0, 5000));
    const auto decimals = *rc::gen::inRange(0, 5);
    const auto units = shares(parts, decimals);
    const auto base = std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
    const auto sum = std::accumulate(units.begin(), units.end(), std::int64_t{0});
    RC_PRE(base > 0);
    RC_ASSERT(sum == percent(1, 1, decimals).value());
    for (std::size_t i = 0; i < parts.size(); ++i) {
      RC_ASSERT((units[i] == 0) == (parts[i] == 0));
      RC_ASSERT((units[i] == sum) == (parts[i] == base));
      for (std::size_t j = 0; j < parts.size(); ++j)
        if (parts[i] > parts[j]) RC_ASSERT(units[i] >= units[j]);
    }
  });
}
