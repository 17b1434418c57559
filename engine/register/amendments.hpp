#pragma once

#include "engine/register/directory.hpp"

namespace duban {

/// Changes rows of the Directory that two people may change at once.  Each refuses (stale_version)
/// unless the row still is what `before` says, so that nobody writes back what somebody else has
/// just changed; and else what Directory::put refuses.  Thread rules and exceptions as for Store.
class Amendments {
 public:
  virtual ~Amendments() = default;

  [[nodiscard]] virtual Result<void> amend(const Unit& before, const Unit& after) = 0;
  [[nodiscard]] virtual Result<void> amend(const Deputy& before, const Deputy& after) = 0;
  [[nodiscard]] virtual Result<void> amend(const User& before, const User& after) = 0;
  [[nodiscard]] virtual Result<void> amend(const Session& before, const Session& after) = 0;
  [[nodiscard]] virtual Result<void> amend(const Meeting& before, const Meeting& after) = 0;
};

/// Reads a row, lets `change` make another of it and writes that; all over again where somebody
/// else came between, so that what both have changed stays.  `change` refuses what is unsound.
template <class Read, class Change>
[[nodiscard]] auto amended(Amendments& amendments, const Read& read, const Change& change)
    -> decltype(read()) {
  constexpr int most_tries = 20;
  for (int tries = 1;; ++tries) {
    const auto before = read();
    if (!before) return before.error();
    auto after = change(*before);
    if (!after) return after.error();
    const Result<void> written = amendments.amend(*before, *after);
    if (written) return after;
    if (written.error().problem != Problem::stale_version || tries == most_tries)
      return written.error();
  }
}

}  // namespace duban
