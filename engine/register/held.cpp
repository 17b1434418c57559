#include "engine/register/held.hpp"

namespace duban {

Error refusal_of(const Held& held) {
  if (held.from.empty())
    return {Problem::conflict, "db",
            "this register is held since " + to_local_text(held.since) +
                ": it sends nothing and takes no changes; `duban db release` puts it to work"};
  return {Problem::conflict, "db",
          "this register is held: it is a copy of " + held.from + " of " +
              to_local_text(held.since) +
              ", sends nothing and takes no changes; `duban db release` puts it to work"};
}

}  // namespace duban
