#pragma once

#include "adapters/sql/pool.hpp"
#include "adapters/sql/sql_store.hpp"
#include "engine/register/groups.hpp"
#include "engine/register/recent_families.hpp"

namespace duban::sql {

/// A Store for many threads: families that are asked for at the same time are read together, and
/// change sets that come at the same time are written together (see Groups).
///
/// What always holds of change sets that are committed one by one (several in one call go by
/// themselves, in one transaction):
/// - A change set is applied whole or not at all, and its caller gets its own result; when `commit`
///   returns, what was applied is durable.
/// - Two change sets of one family are never being written at the same time by this program.
/// - A change set that the database cannot take fails alone: the others of its group, of which
///   nothing was written then, are written without it.
/// - If the connection breaks, every caller of the group gets StoreDown, since nobody knows whether
///   it was kept; none is written again.  What was only being read is read once more.
/// A family is remembered until a change set of it comes, and then as it is after that; nothing is
/// remembered once a connection has broken: the server may then be another one, that knows less.
class GroupedStore : public SqlStore {
 public:
  struct Settings {
    std::size_t lanes = 2;            ///< how many groups are read, and how many written, at once
    std::size_t remembered = 10'000;  ///< families, of some kilobytes each
  };
  explicit GroupedStore(Pool& pool) : GroupedStore{pool, Settings{}} {}
  GroupedStore(Pool& pool, const Settings& settings);

  [[nodiscard]] Result<Family> load(CaseId id) override;
  [[nodiscard]] std::vector<Family> load_all(std::span<const CaseId> roots) override;
  [[nodiscard]] std::optional<Family> recent(CaseId id) override;
  void remember(Family&& family) override;
  [[nodiscard]] std::vector<Applied> commit(std::span<const ChangeSet> group) override;
  [[nodiscard]] Turns* turns() override { return &turns_; }

  /// How many change sets wait to be taken into a group.
  [[nodiscard]] std::size_t waiting() { return commits_.waiting(); }

 private:
  using Loads = Groups<CaseId, std::optional<Family>>;
  using Commits = Groups<ChangeSet, Applied>;

  void forget_after_break();
  [[nodiscard]] std::vector<Loads::Outcome> read(std::span<const CaseId* const> roots);
  [[nodiscard]] std::vector<Commits::Outcome> write(std::span<const ChangeSet* const> group);

  Pool& pool_;
  RecentFamilies recent_;
  std::atomic<std::size_t> breaks_seen_ = 0;
  Loads loads_;
  Commits commits_;
  Turns turns_;
};

}  // namespace duban::sql
