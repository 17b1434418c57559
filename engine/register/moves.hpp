#pragma once

#include "engine/register/register.hpp"

#include <functional>
#include <vector>

namespace duban {

/// What a moved calendar, session or meeting does to one case.
using EachMove = std::function<void(const ClockMove&)>;

/// Carries every pending move through the running cases of its congress: clocks are projected
/// again, cases that count from the session or meeting are told its new day.  Once when it is first
/// seen and once a minute later, because somebody may have decided by what was before and committed
/// after. Doing it twice, or two nodes doing it at once, comes to the same.  A case that cannot
/// follow is logged, holds up nobody and is remembered.
void carry_out_moves(Register& open_register, const EachMove& each = {});

/// Tries again those that could not follow.
void retry_families(Register& open_register);

/// What a calendar would do to the running cases of a congress; writes nothing.
void rehearse_calendar(Register& open_register,
                       const std::string& congress,
                       const Calendar& calendar,
                       const EachMove& each);

/// What another day of a session or meeting would do; writes nothing.
void rehearse_moved(Register& open_register,
                    const std::string& congress,
                    const Moved& moved,
                    const EachMove& each);

}  // namespace duban
