#include "engine/register/recent_families.hpp"

#include <utility>

namespace duban {

std::optional<Family> RecentFamilies::find(CaseId root) {
  Families gone;
  Kept found;
  {
    const std::scoped_lock lock{mutex_};
    found = kept(root, gone);
  }
  if (!found) return {};
  return *found;
}

void RecentFamilies::put(Family family) {
  Families gone;
  auto fresh = std::make_shared<const Family>(std::move(family));
  const std::scoped_lock lock{mutex_};
  const auto known = kept(fresh->root().id, gone);
  if (known && known->root().family_version > fresh->root().family_version) return;
  put_young(std::move(fresh), gone);
}

void RecentFamilies::forget(CaseId root) {
  const std::scoped_lock lock{mutex_};
  young_.erase(root.stored());
  old_.erase(root.stored());
}

void RecentFamilies::clear() {
  const std::scoped_lock lock{mutex_};
  young_.clear();
  old_.clear();
}

RecentFamilies::Kept RecentFamilies::kept(CaseId root, Families& gone) {
  if (const auto at = young_.find(root.stored()); at != young_.end()) return at->second;
  const auto at = old_.find(root.stored());
  if (at == old_.end()) return {};
  auto family = std::move(at->second);
  old_.erase(at);
  put_young(family, gone);
  return family;
}

void RecentFamilies::put_young(Kept family, Families& gone) {
  const auto root = family->root().id.stored();
  young_.insert_or_assign(root, std::move(family));
  if (young_.size() < half_) return;
  gone = std::exchange(old_, std::exchange(young_, {}));
}

}  // namespace duban
