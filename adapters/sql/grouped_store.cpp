#include "adapters/sql/grouped_store.hpp"

#include "adapters/sql/changes.hpp"
#include "adapters/sql/families.hpp"

#include <algorithm>

namespace duban::sql {

namespace {

/// About how many bytes it makes in a statement.
std::size_t weight_of(const ChangeSet& set) {
  std::size_t weight = 1000;
  for (const auto& event : set.events) weight += event.body.size();
  for (const auto& change : set.cases)
    for (const auto& fact : change.after.facts)
      weight += fact.value().is_string() ? fact.value().get_string().size() : 100;
  return weight;
}

/// Each by itself: its answer, or what it came to grief by.
template <class Outcome, class Request, class Work>
std::vector<Outcome> one_by_one(std::span<const Request* const> requests, const Work& work) {
  std::vector<Outcome> outcomes;
  for (const auto* request : requests) {
    try {
      outcomes.emplace_back(work(*request));
    } catch (const std::exception&) {
      outcomes.emplace_back(std::current_exception());
    }
  }
  return outcomes;
}

}  // namespace

GroupedStore::GroupedStore(Pool& pool, const Settings& settings)
    : SqlStore{pool},
      pool_{pool},
      recent_{settings.remembered},
      loads_{{.lanes = settings.lanes}, [this](auto roots) { return read(roots); }},
      commits_{{.lanes = settings.lanes}, [this](auto group) { return write(group); }} {}

Result<Family> GroupedStore::load(CaseId id) {
  forget_after_break();
  auto family = loads_.ask(id.root());
  if (family) recent_.put(*family);
  return family_with(id, std::move(family));
}

std::vector<Family> GroupedStore::load_all(std::span<const CaseId> roots) {
  try {
    return SqlStore::load_all(roots);
  } catch (const FamilyDamaged&) {
    throw;
  } catch (const StoreBusy&) {
    throw;
  } catch (const StoreDown&) {  // of a connection that broke: reading again does no harm
    return SqlStore::load_all(roots);
  }
}

std::optional<Family> GroupedStore::recent(CaseId id) {
  forget_after_break();
  auto family = recent_.find(id.root());
  if (family && !family->find(id)) return {};
  return family;
}

void GroupedStore::remember(Family&& family) {
  recent_.put(std::move(family));
}

void GroupedStore::forget_after_break() {
  const auto breaks = pool_.breaks();
  if (breaks_seen_.exchange(breaks) != breaks) recent_.clear();
}

std::vector<Applied> GroupedStore::commit(std::span<const ChangeSet> group) {
  for (const auto& set : group) recent_.forget(set.root);
  if (group.size() != 1) return SqlStore::commit(group);
  const auto& set = group.front();
  return {commits_.ask(set, set.root.stored(), weight_of(set))};
}

std::vector<GroupedStore::Loads::Outcome> GroupedStore::read(std::span<const CaseId* const> roots) {
  std::vector<CaseId> wanted;
  for (const auto* root : roots) wanted.push_back(*root);
  std::ranges::sort(wanted);
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  try {
    const auto found = load_all(wanted);
    std::vector<Loads::Outcome> outcomes;
    for (const auto* root : roots) {
      const auto at = std::ranges::lower_bound(
          found, *root, {}, [](const Family& family) { return family.root().id; });
      const bool is_there = at != found.end() && at->root().id == *root;
      outcomes.emplace_back(is_there ? std::optional{*at} : std::nullopt);
    }
    return outcomes;
  } catch (const FamilyDamaged&) {
    if (wanted.size() == 1) throw;
    return one_by_one<Loads::Outcome>(roots, [&](CaseId root) -> std::optional<Family> {
      auto found = load_all({&root, 1});
      if (found.empty()) return {};
      return std::move(found.front());
    });
  }
}

std::vector<GroupedStore::Commits::Outcome> GroupedStore::write(
    std::span<const ChangeSet* const> group) {
  const auto apply = [&](std::span<const ChangeSet* const> sets) {
    return pool_.run([&](Database& db) { return Changes::of(db).apply(sets); });
  };
  try {
    const auto applied = apply(group);
    return {applied.begin(), applied.end()};
  } catch (const std::logic_error&) {  // the database refused a statement: nothing was written
    if (group.size() == 1) throw;
    return one_by_one<Commits::Outcome>(group, [&](const ChangeSet& set) {
      const auto* alone = &set;
      return apply({&alone, 1}).front();
    });
  }
}

}  // namespace duban::sql
