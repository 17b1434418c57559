#pragma once

#include "adapters/files/profile.hpp"
#include "adapters/tables/calendar_csv.hpp"
#include "engine/register/directory.hpp"
#include "engine/register/rulebook.hpp"
#include "workflows/catalogue.hpp"

namespace duban::test {

constexpr auto first_congress = "340100";

/// What every new register needs before its first case: the shipped rules `cn`, a congress that
/// decides by them, and one unit.  Throws where the register has them already.
inline void make_first_congress(Directory& directory, const std::string& unit) {
  const auto profile = read_profile(DUBAN_SOURCE_DIR "/config/regulations/cn.toml").value();
  const auto regulation = Rulebook::edition_of(regulation_of(profile).value());
  const auto days =
      Rulebook::edition_of(load_calendar(DUBAN_SOURCE_DIR "/config/calendars", "cn").value());
  directory.keep(regulation);
  directory.keep(days);
  const auto catalogue = all_workflows();
  for (const auto& workflow : catalogue.all()) directory.keep(Rulebook::edition_of(*workflow));
  directory.put(Congress{first_congress, "某市", "city", "", regulation.hash, days.hash}, true)
      .value();
  directory.put(Unit{first_congress, unit, unit}, true).value();
}

}  // namespace duban::test
