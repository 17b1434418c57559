#pragma once

#include "engine/workflow.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

/// What must hold of every table, looked at while it compiles: plain loops over rows.
namespace duban::checks {

using Rows = std::span<const RowInfo>;
using States = std::span<const StateInfo>;

constexpr const StateInfo& state(States states, std::string_view code) {
  return *std::ranges::find(states, code, &StateInfo::code);
}

constexpr bool can_leave(Rows rows, std::string_view code) {
  return std::ranges::any_of(rows, [&](const RowInfo& r) { return r.from == code && !r.stays; });
}

/// Every state is reached from `initial`: grows the set of reached states until it grows no more.
constexpr bool all_reachable(Rows rows, States states, std::string_view initial) {
  constexpr std::size_t most = 64;
  std::array<bool, most> reached{};
  const auto index = [&](std::string_view code) {
    return static_cast<std::size_t>(std::ranges::find(states, code, &StateInfo::code) -
                                    states.begin());
  };
  reached[index(initial)] = true;
  for (bool grew = true; grew;) {
    grew = false;
    for (const auto& row : rows)
      if (reached[index(row.from)] && !reached[index(row.to)]) grew = reached[index(row.to)] = true;
  }
  return std::ranges::count(reached, true) == std::ssize(states);
}

/// A state is left by some row or is final, never both and never neither.
constexpr bool no_dead_ends(Rows rows, States states) {
  return std::ranges::all_of(states, [&](const StateInfo& s) {
    const bool any = std::ranges::any_of(rows, [&](const RowInfo& r) { return r.from == s.code; });
    return s.final ? !any : can_leave(rows, s.code);
  });
}

/// No two rows for one state and event unless a condition stands in each: order never decides.
constexpr bool no_silent_ambiguity(Rows rows) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = i + 1; j < rows.size(); ++j)
      if (rows[i].from == rows[j].from && rows[i].event == rows[j].event &&
          (rows[i].conditions.empty() || rows[j].conditions.empty()))
        return false;
  return true;
}

constexpr bool distinct_codes(States states) {
  for (std::size_t i = 0; i < states.size(); ++i)
    for (std::size_t j = i + 1; j < states.size(); ++j)
      if (states[i].code == states[j].code) return false;
  return true;
}

/// Whether an effect is `start_KIND_clock` (or `stop_…`).
constexpr bool acts_on(std::string_view effect, std::string_view verb, std::string_view kind) {
  if (!effect.starts_with(verb) || !effect.ends_with("_clock")) return false;
  effect.remove_prefix(verb.size());
  effect.remove_suffix(std::string_view{"_clock"}.size());
  return effect == kind;
}

constexpr bool has(const RowInfo& row, std::string_view verb, std::string_view kind) {
  return std::ranges::any_of(row.effects,
                             [&](std::string_view e) { return acts_on(e, verb, kind); });
}

constexpr bool stops(const RowInfo& row, std::string_view kind) {
  return has(row, "stop_", kind) ||
         std::ranges::find(row.effects, "stop_all_clocks") != row.effects.end();
}

/// After `row`, a clock of `kind` runs: the row started it, or it ran before and was not stopped.
constexpr bool runs_after(const RowInfo& row, States states, std::string_view kind) {
  if (has(row, "start_", kind)) return true;
  const auto& before = state(states, row.from).clocks;
  return std::ranges::find(before, kind) != before.end() && !stops(row, kind);
}

/// Every waiting state runs a clock, or says why not.
constexpr bool every_wait_has_a_clock(Rows rows, States states) {
  return std::ranges::all_of(rows, [&](const RowInfo& row) {
    const auto& to = state(states, row.to);
    if (to.clocks.empty()) return !to.waits_without.empty();
    return std::ranges::any_of(to.clocks,
                               [&](std::string_view k) { return runs_after(row, states, k); });
  });
}

}  // namespace duban::checks
