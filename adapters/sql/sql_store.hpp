#pragma once

#include "adapters/sql/database.hpp"
#include "engine/register/store.hpp"

namespace duban::sql {

/// Store on SQLite or PostgreSQL, for as many threads as its connections serve: a Database one, a
/// Pool many.  They must outlive it.
class SqlStore : public Store {
 public:
  explicit SqlStore(Connections& connections) : connections_{connections} {}

  [[nodiscard]] Result<Family> load(CaseId id) override;
  [[nodiscard]] std::vector<Family> load_all(std::span<const CaseId> roots) override;
  [[nodiscard]] CaseId reserve_root() override;
  [[nodiscard]] std::int64_t next_serial(std::string_view congress,
                                         std::string_view series) override;
  void skip_serials(std::string_view congress,
                    std::string_view series,
                    std::int64_t through) override;
  [[nodiscard]] std::vector<Applied> commit(std::span<const ChangeSet> group) override;
  [[nodiscard]] std::optional<IdempotentAnswer> answered(std::string_view user,
                                                         std::string_view key) override;
  void forget_answers(Instant before) override;
  void forget_uploads(Instant begun_before) override;
  [[nodiscard]] std::optional<Instant> next_wake() override;
  Settling settle_due(
      Instant now,
      int limit,
      const std::function<std::optional<Settlement>(std::span<const DueClock>)>& settle) override;
  bool postpone(CaseId root, Instant now) override;
  [[nodiscard]] std::vector<EventRecord> events(CaseId id, std::int64_t after, int limit) override;
  [[nodiscard]] std::optional<FamilyHistory> history(CaseId root) override;
  void each_family(CaseId after, const std::function<bool(FamilyHistory)>& visit) override;

 private:
  Connections& connections_;
};

/// The family if it holds the case, or else no_such_case.
[[nodiscard]] Result<Family> family_with(CaseId id, std::optional<Family> family);

}  // namespace duban::sql
