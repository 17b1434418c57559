#include "engine/register/succession.hpp"

#include <algorithm>

namespace duban {

const Succession* succession_of(const std::vector<Succession>& all,
                                Party what,
                                std::string_view name) {
  const auto at = std::ranges::find_if(
      all, [&](const Succession& each) { return each.what == what && each.before == name; });
  return at == all.end() ? nullptr : &*at;
}

std::string acting_for(const std::vector<Succession>& all, Party what, std::string_view name) {
  std::string acting{name};
  // Never in a circle: nobody is succeeded by one who is gone.
  for (std::size_t steps = 0; steps < all.size(); ++steps) {
    const auto* next = succession_of(all, what, acting);
    if (!next) break;
    acting = next->after;
  }
  return acting;
}

}  // namespace duban
