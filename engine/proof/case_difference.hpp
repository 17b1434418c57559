#pragma once

#include "engine/register/case.hpp"

#include <string>

namespace duban {

/// The first thing in a stored case that is not as its history folds to; empty if all is.
[[nodiscard]] std::string case_difference(const Case& stored, const Case& folded);

}  // namespace duban
