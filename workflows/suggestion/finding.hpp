#pragma once

#include "engine/findable.hpp"

/// By what lists find suggestions and assignments.  Read from the facts as they are kept: this is
/// asked for at every commit, and decoding all of them would cost more than it tells.
namespace duban::suggestion {

/// Marks: session, category, origin, deputy (lead deputy, delegation, co-signers), key (`yes`) with
/// its leader and committee, rating (what was said last in this round; `lapsed` if nothing was in
/// time).
[[nodiscard]] Findable findable_of(const boost::json::object& facts);

namespace assignment {

/// Marks: unit, role, class (of its last reply, unless that was sent back).
[[nodiscard]] Findable findable_of(const boost::json::object& facts);

}  // namespace assignment

}  // namespace duban::suggestion
