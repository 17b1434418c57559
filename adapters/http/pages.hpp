#pragma once

#include "adapters/http/route.hpp"

#include <iterator>
#include <limits>
#include <vector>

/// What lists have in common whose rows are numbered as they come.
namespace duban::http {

[[nodiscard]] inline Parameter order_parameter() {
  boost::json::array either;
  either.emplace_back("oldest");
  either.emplace_back("newest");
  return {.name = "order",
          .means = "`newest` begins with the last and goes backwards.",
          .schema = {{"type", "string"}, {"enum", std::move(either)}, {"default", "oldest"}}};
}

[[nodiscard]] inline bool is_newest_first(const Visit& visit) {
  return visit.has("order") && visit.text("order") == "newest";
}

/// Of rows of which one more than a page has was asked for: takes that one out again, and says
/// whether it was there.
template <class Row>
[[nodiscard]] bool cut_off(std::vector<Row>& rows, int limit) {
  const bool has_more = std::ssize(rows) > limit;
  if (has_more) rows.pop_back();
  return has_more;
}

/// The number that a page begins behind.
[[nodiscard]] inline std::int64_t page_start(const Visit& visit) {
  if (visit.has("after")) return visit.number("after");
  return is_newest_first(visit) ? std::numeric_limits<std::int64_t>::max() : 0;
}

}  // namespace duban::http
