#pragma once

#include "engine/register/case.hpp"

#include <boost/json.hpp>

namespace duban::cli {

/// What an event of the register says.  Throws StoreDown, naming case and event, if the register is
/// damaged there.
[[nodiscard]] boost::json::object body_of(const EventRecord& event);

/// A sentence for what went wrong deep in the program while it read the register: names no source
/// file and no library.
[[nodiscard]] std::string damage_in_words(std::string_view what);

}  // namespace duban::cli
