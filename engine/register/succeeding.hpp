#pragma once

#include "engine/register/draft.hpp"
#include "engine/register/rulebook.hpp"
#include "engine/register/succession.hpp"

#include <optional>
#include <string_view>
#include <vector>

/// One acts in running cases in the place of another.
namespace duban {

/// The event that says so in the history.  It is in no table: every running case of every workflow
/// may have it, and it changes no state.  Data: `what`, `before`, `after`, the id of the
/// `succession`, and the `clocks` that go on in a new generation, so that whoever comes after is
/// told what is still to come and nothing twice.
inline constexpr std::string_view succession_event = "succeeded";

/// The cases of a family in which the successor takes over.
[[nodiscard]] std::vector<CaseId> succeeded_cases(const Family& family,
                                                  const Catalogue& catalogue,
                                                  const Succession& succession);

/// The command that lets the successor act in a family; nothing if whoever is succeeded does not
/// act there.
[[nodiscard]] std::optional<Command> succession_command(const Family& family,
                                                        const Catalogue& catalogue,
                                                        Rulebook& rulebook,
                                                        const Rules& rules,
                                                        const Succession& succession,
                                                        Date today);

}  // namespace duban
