#pragma once

#include "engine/register/draft.hpp"
#include "engine/register/rulebook.hpp"

#include <optional>
#include <string_view>
#include <vector>

/// Running clocks computed again: by a calendar that has changed, or by another regulation edition.
namespace duban {

/// The event that says so in the history.  It is in no table: every case of every workflow may have
/// it, and it changes no state.  Data: `cause` (calendar, regulation) and the `clocks` that move.
inline constexpr std::string_view projection_event = "projected";
/// Who may move running cases to another regulation edition; a calendar moves them by itself.
inline constexpr std::string_view projection_authority = "move_edition";

/// Why clocks are projected.
inline constexpr std::string_view by_calendar = "calendar";
inline constexpr std::string_view by_regulation = "regulation";

/// A running clock by other rules; nothing if its limit is not known there.  A due date never
/// becomes earlier than announced: then it stays, and what was computed stands beside it
/// (domain 2.0, pulled-in deadline).  What is settled stays settled, what is not is told by the new
/// days.
[[nodiscard]] std::optional<Clock> projected(const Clock& running,
                                             std::optional<Date> anchor,
                                             const Rules& rules,
                                             Date today);

/// A clock that is to be projected, and up to which day its reminders count as settled.
struct Projection {
  const Clock* clock = nullptr;
  Date reminded_through{};
};
/// The running clocks of a family that other rules would have otherwise: another day, another mark,
/// or other days of reminding.
[[nodiscard]] std::vector<Projection> to_project(const Family& family,
                                                 const Catalogue& catalogue,
                                                 Rulebook& rulebook,
                                                 const Rules& rules,
                                                 Date today);

/// One that opens a next generation though no rule has changed; nothing if these rules do not know
/// its limit.
[[nodiscard]] std::optional<Projection> to_go_on(const Clock& running,
                                                 const Family& family,
                                                 const Catalogue& catalogue,
                                                 Rulebook& rulebook,
                                                 const Rules& rules,
                                                 Date today);
/// The `clocks` of a command, as JSON.
[[nodiscard]] boost::json::array clocks_named(const std::vector<Projection>& clocks);

/// The command that projects them.
[[nodiscard]] Command projection(const Family& family,
                                 std::string_view cause,
                                 const std::vector<Projection>& clocks);

/// Who projects must hold the authority, and the rules must know every limit in use.
[[nodiscard]] Result<void> check_projection(const Family& family,
                                            const Actor& actor,
                                            const Rules& rules);

/// The next generation of a running clock, as one of that command's `clocks` asks for it.
[[nodiscard]] Clock carried_out(const Clock& running,
                                const boost::json::object& asked,
                                std::optional<Date> anchor,
                                const Rules& rules,
                                Date today);

/// A clock before and after.
struct ClockMove {
  Clock before, after;
};
/// The clocks that run in both and differ.
[[nodiscard]] std::vector<ClockMove> moves_between(const Family& before, const Family& after);

}  // namespace duban
