#pragma once

#include "engine/register/case.hpp"

#include <boost/json.hpp>

namespace duban {

/// What an event of the register says.  Throws StoreDown, naming case and event, if the register is
/// damaged there.
[[nodiscard]] boost::json::object body_of(const EventRecord& event);

}  // namespace duban
