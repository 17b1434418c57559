#pragma once

#include "engine/register/case.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace duban {

/// Families as they were last seen, about as many as were asked for last.  Others may have changed
/// them since: enough to decide on what is written only if the family's version is still the same,
/// never enough to refuse by or to show.  Thread-safe.
class RecentFamilies {
 public:
  /// Keeps at most `capacity`, and at least half of that of the last ones.
  explicit RecentFamilies(std::size_t capacity) : half_{capacity / 2} {}

  [[nodiscard]] std::optional<Family> find(CaseId root);
  /// An older version than the one that is kept is dropped.
  void put(Family family);
  void forget(CaseId root);
  void clear();

 private:
  using Kept = std::shared_ptr<const Family>;
  using Families = std::unordered_map<std::int64_t, Kept>;
  // With the lock held.  What goes is handed out, to be destroyed when it no longer is: thousands.
  [[nodiscard]] Kept kept(CaseId root, Families& gone);  ///< what is old becomes young
  void put_young(Kept family, Families& gone);

  const std::size_t half_;
  std::mutex mutex_;
  Families young_, old_;  ///< when the young are too many, they age
};

}  // namespace duban
