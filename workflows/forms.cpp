#include "workflows/forms.hpp"

namespace duban {

std::vector<FormHints> all_form_hints() {
  return {suggestion::form_hints(), suggestion::assignment::form_hints(), report::form_hints()};
}

}  // namespace duban
