#pragma once

#include "engine/register/moves.hpp"

#include <vector>

/// A notice of days off and make-up workdays, taken into the calendars of congresses.
namespace duban {

struct NoticeImport {
  const Calendar& notice;
  std::vector<Congress> congresses;
  /// Days of the place itself, which make no year known.
  bool is_local = false;
};

/// Refuses a notice without days, and one that would make a year known by a few days; the subject
/// of the latter is the year.
[[nodiscard]] Result<void> check_notice(const NoticeImport& taken, Rulebook& rulebook);

/// Says which limits would move; writes nothing.  Returns how many calendars would change.
std::size_t rehearse_notice(Register& cases, const NoticeImport& taken, const EachMove& each);

/// Lets the congresses adopt it, and leaves their running cases to carry_out_moves().  Returns how
/// many calendars have changed.  Refuses what Directory::adopt_calendar refuses; those before it
/// have adopted it then, and the same notice again adds nothing to them.
[[nodiscard]] Result<std::size_t> adopt_notice(Register& cases, const NoticeImport& taken);

}  // namespace duban
