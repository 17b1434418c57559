#pragma once

#include "engine/register/store.hpp"

#include <utility>

namespace duban::test {

/// A store whose next commit fails: before anything is written, or after all of it was, as when the
/// connection breaks on the way back.
class FlakyStore : public Store {
 public:
  enum class Moment { never, before, after };

  explicit FlakyStore(Store& store) : store_{store} {}
  void fail_next(Moment moment) { moment_ = moment; }

  std::vector<Applied> commit(std::span<const ChangeSet> group) override {
    const auto moment = std::exchange(moment_, Moment::never);
    if (moment == Moment::before) throw StoreDown("the power fails");
    auto applied = store_.commit(group);
    if (moment == Moment::after) throw StoreDown("the connection breaks");
    return applied;
  }

  Result<Family> load(CaseId id) override { return store_.load(id); }
  std::vector<Family> load_all(std::span<const CaseId> roots) override {
    return store_.load_all(roots);
  }
  CaseId reserve_root() override { return store_.reserve_root(); }
  std::int64_t next_serial(std::string_view congress, std::string_view series) override {
    return store_.next_serial(congress, series);
  }
  void skip_serials(std::string_view congress,
                    std::string_view series,
                    std::int64_t through) override {
    store_.skip_serials(congress, series, through);
  }
  std::optional<IdempotentAnswer> answered(std::string_view user, std::string_view key) override {
    return store_.answered(user, key);
  }
  void forget_answers(Instant before) override { store_.forget_answers(before); }
  void forget_uploads(Instant begun_before) override { store_.forget_uploads(begun_before); }
  std::optional<Instant> next_wake() override { return store_.next_wake(); }
  Settling settle_due(
      Instant now,
      int limit,
      const std::function<std::optional<Settlement>(std::span<const DueClock>)>& settle) override {
    return store_.settle_due(now, limit, settle);
  }
  bool postpone(CaseId root, Instant now) override { return store_.postpone(root, now); }
  std::vector<EventRecord> events(CaseId id, std::int64_t after, int limit) override {
    return store_.events(id, after, limit);
  }
  std::optional<FamilyHistory> history(CaseId root) override { return store_.history(root); }
  void each_family(CaseId after, const std::function<bool(FamilyHistory)>& visit) override {
    store_.each_family(after, visit);
  }

 private:
  Store& store_;
  Moment moment_ = Moment::never;
};

}  // namespace duban::test
