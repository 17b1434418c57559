#pragma once

#include <string>
#include <string_view>

namespace duban {

/// A sentence for what an exception met deep in the program, whose own words may name a library or
/// a source file.  A sentence of ours stays as it is.
[[nodiscard]] std::string damage_in_words(std::string_view what);

}  // namespace duban
