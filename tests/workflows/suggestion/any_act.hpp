#pragma once

#include "engine/register/draft.hpp"

namespace duban::test {

/// Inside a property: something a person may ask for in a family, by somebody who holds every role;
/// it is often possible, and often not.
[[nodiscard]] Command any_act(const Family& family);

}  // namespace duban::test
