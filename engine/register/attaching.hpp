#pragma once

#include "engine/register/draft.hpp"

#include <string_view>

namespace duban {

/// The event by which files come to a case when no other event brings them, such as a scan that is
/// made later.  It is in no table: every case of every workflow may have it, in every state, and it
/// changes none.
inline constexpr std::string_view attach_event = "attach";

/// Whoever the table lets do anything at all with this case may add to it.
[[nodiscard]] Result<void> check_attaching(const Workflow& workflow,
                                           const Actor& actor,
                                           const Family& family,
                                           const Case& self,
                                           const Regulation& regulation);

}  // namespace duban
