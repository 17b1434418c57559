#pragma once

#include "adapters/sql/database.hpp"
#include "engine/register/store.hpp"

namespace duban::sql {

/// Store on SQLite or PostgreSQL.  The Database must outlive it; several may share one.
class SqlStore : public Store {
 public:
  explicit SqlStore(Database& database) : database_{database} {}

  [[nodiscard]] Result<Family> load(CaseId id) override;
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
  void reserve_more();

  Database& database_;
  std::int64_t next_root_ = 0, reserved_ = 0;  ///< how many ids from next_root_ on are ours
  std::int64_t reserve_next_ = 1;              ///< how many to take the next time
};

}  // namespace duban::sql
