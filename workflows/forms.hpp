#pragma once

#include "engine/form.hpp"

namespace duban {

namespace suggestion {
[[nodiscard]] FormHints form_hints();
namespace assignment {
[[nodiscard]] FormHints form_hints();
}
}  // namespace suggestion

namespace report {
[[nodiscard]] FormHints form_hints();
}

/// What the forms of every workflow ask for.
[[nodiscard]] std::vector<FormHints> all_form_hints();

}  // namespace duban
