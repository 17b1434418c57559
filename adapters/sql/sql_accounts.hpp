#pragma once

#include "adapters/sql/database.hpp"
#include "engine/people/accounts.hpp"
#include "engine/register/groups.hpp"

namespace duban::sql {

/// Accounts on SQLite or PostgreSQL, for as many threads as its connections serve.  They must
/// outlive it.
class SqlAccounts : public Accounts {
 public:
  explicit SqlAccounts(Connections& connections);

  [[nodiscard]] std::optional<Credentials> credentials(std::string_view user) override;
  [[nodiscard]] bool has_credentials() override;
  [[nodiscard]] Result<void> enrol(const User& user, std::string_view hash) override;
  void set_password(std::string_view user, std::string_view hash, bool must_change) override;
  bool change_password(const Credentials& before, std::string_view hash) override;
  void lock(std::string_view user, std::string_view why) override;

  [[nodiscard]] std::optional<HeldEntry> entry(std::string_view secret_hash) override;
  [[nodiscard]] std::vector<Entry> entries(std::string_view user) override;
  [[nodiscard]] std::vector<std::string> open_entries(std::span<const std::string> secret_hashes,
                                                      Instant now) override;
  [[nodiscard]] Added add(const Entry& entry, std::string_view seen) override;
  void mark_used(std::string_view secret_hash, Instant at, Instant ends_at) override;
  void remove_entry(std::string_view secret_hash) override;
  void remove_entries(std::string_view user, std::optional<EntryKind> kind) override;
  void forget_entries(Instant ended_before) override;

  [[nodiscard]] Attempts attempts(std::string_view key,
                                  Instant now,
                                  std::chrono::seconds one_forgiven_each) override;
  void count_failure(std::string_view key,
                     Instant now,
                     std::chrono::seconds one_forgiven_each) override;
  void forgive(std::string_view key) override;
  void forget_attempts(Instant last_before) override;

  [[nodiscard]] bool is_familiar(std::string_view key) override;
  void make_familiar(std::string_view key, Instant now) override;
  void forget_familiar(Instant seen_before) override;

  /// Those who come at the same time are looked up together.
  using Knocks = Groups<std::string, std::optional<HeldEntry>>;

 private:
  [[nodiscard]] std::vector<Knocks::Outcome> held_by(std::span<const std::string* const> hashes);

  Connections& connections_;
  Knocks knocks_;
};

}  // namespace duban::sql
