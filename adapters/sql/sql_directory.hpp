#pragma once

#include "adapters/sql/database.hpp"
#include "engine/register/directory.hpp"

namespace duban::sql {

/// Tells other nodes, when the transaction commits, that rules have changed or cases have a move to
/// follow.  On SQLite there is nobody to hear it.
void tell_rules(Database& db);

/// Directory on SQLite or PostgreSQL, for as many threads as its connections serve.  They must
/// outlive it, and may be a Store's as well.
class SqlDirectory : public Directory {
 public:
  explicit SqlDirectory(Connections& connections) : connections_{connections} {}

  [[nodiscard]] Result<void> put(const Congress& congress, bool must_be_new) override;
  [[nodiscard]] Result<void> adopt_calendar(const std::string& congress,
                                            const std::string& before,
                                            const std::string& after) override;
  [[nodiscard]] Result<void> put(const Unit& unit, bool must_be_new) override;
  [[nodiscard]] Result<void> put(const Deputy& deputy, bool must_be_new) override;
  [[nodiscard]] Result<void> put(const User& user, bool must_be_new) override;
  [[nodiscard]] Result<void> put(const Session& session, bool must_be_new) override;
  [[nodiscard]] Result<void> put(const Meeting& meeting, bool must_be_new) override;

  [[nodiscard]] std::vector<Congress> congresses() override;
  [[nodiscard]] std::vector<Unit> units(std::string_view congress) override;
  [[nodiscard]] std::vector<Deputy> deputies(std::string_view congress) override;
  [[nodiscard]] std::vector<User> users() override;
  [[nodiscard]] std::optional<User> user(std::string_view name) override;
  [[nodiscard]] std::vector<Session> sessions(std::string_view congress) override;
  [[nodiscard]] std::vector<Meeting> meetings(std::string_view congress) override;

  [[nodiscard]] Result<Succession> record(Succession succession) override;
  [[nodiscard]] std::vector<Succession> successions(std::string_view congress) override;
  [[nodiscard]] Result<Delegation> give(Delegation delegation) override;
  [[nodiscard]] Result<Delegation> end_delegation(std::string_view congress,
                                                  std::int64_t id,
                                                  const std::string& by,
                                                  Instant at) override;
  [[nodiscard]] std::vector<Delegation> delegations(std::string_view congress,
                                                    std::optional<Date> lasting_to) override;

  [[nodiscard]] std::vector<PendingMove> pending_moves() override;
  void note_swept(const PendingMove& move, Instant now) override;
  void remember(const PendingMove& move) override;
  void forget(const PendingMove& move) override;
  [[nodiscard]] std::vector<CaseId> running_families(std::string_view congress,
                                                     CaseId after,
                                                     int limit) override;

  void keep(const Edition& edition) override;
  [[nodiscard]] std::optional<Edition> edition(std::string_view hash) override;

  [[nodiscard]] std::vector<CaseRow> cases(const CaseFilter& filter) override;
  [[nodiscard]] CaseCounts count_cases(const CaseFilter& filter) override;
  [[nodiscard]] std::vector<CaseId> alike(std::string_view congress,
                                          const std::vector<std::string>& grams,
                                          int limit) override;
  [[nodiscard]] std::vector<ClockRow> running_clocks(std::string_view congress,
                                                     std::optional<Date> due_through,
                                                     int limit) override;
  [[nodiscard]] std::vector<ReminderRow> reminders(CaseId root) override;
  [[nodiscard]] std::vector<NoticeRow> outbox(std::string_view congress,
                                              std::int64_t after,
                                              int limit) override;
  [[nodiscard]] std::vector<NoticeRow> newest_notices(std::string_view congress,
                                                      std::int64_t before,
                                                      int limit) override;
  [[nodiscard]] std::optional<Instant> oldest_pending_notice() override;

  [[nodiscard]] std::optional<Instant> simulated_now() override;
  [[nodiscard]] Result<void> move_simulated_clock(Instant to) override;
  [[nodiscard]] std::optional<Held> held() override;

 private:
  /// A session or meeting, by whose day cases count.
  struct WithDay {
    Mover what;
    const std::string& congress;
    const std::string& code;
    const std::optional<Date>& day;
  };

  /// Leaves a pending move in the transaction of `put` if the stored row has another day, or none.
  [[nodiscard]] Result<void> put_with_day(const WithDay& row,
                                          const std::function<Result<void>(Database&)>& put);

  Connections& connections_;
};

/// Refuses while the register is held.
[[nodiscard]] Result<void> check_released(Database& db);
/// Refuses while the register is held, and what is of a congress that is not there.
[[nodiscard]] Result<void> check_change(Database& db, const std::string& code);

}  // namespace duban::sql
