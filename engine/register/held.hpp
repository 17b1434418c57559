#pragma once

#include "engine/result.hpp"
#include "engine/time/instant.hpp"

#include <string>

namespace duban {

/// 停发: said of a register that was copied from another, a backup among them, or that somebody has
/// held (`duban db hold`), as one that a server was brought back to.
///
/// Of two registers of one office only one may be at work, or people would be reminded twice and
/// acts would be recorded where nobody looks; which one it is only people know.  So a held register
/// can be read, verified and copied again, but raises nothing and takes no changes, until
/// `duban db release`.  Who restores a copy to look at it never needs that; who moves an office
/// releases the new register when the old one has been stopped, and what fell due meanwhile is then
/// told as after any outage.
struct Held {
  Instant since{};   ///< when it was copied, or held
  std::string from;  ///< whence it was copied: a place as `db status` shows it; empty: it was not
};

/// The answer to whoever would change it.
[[nodiscard]] Error refusal_of(const Held& held);

}  // namespace duban
