// The scheduler over many families at once.

#include "workflows/suggestion/office.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

TEST_CASE("Every event of a batch is raised in the turn that claimed it") {
  // Found by review: only the last family's events of a batch were raised, the others claimed anew.
  Office office{"2025-03-14"};
  constexpr std::size_t families = 12;
  for (std::size_t i = 0; i < families; ++i) (void)office.assigned({{"甲局", "sole"}});
  const auto fired = office.down_until("2025-03-24");
  CHECK(fired.events == families);
  CHECK(fired.clocks == 2 * families);  // the objection and the signature of each
  CHECK(office.verify() == "");
}

}  // namespace duban::test
