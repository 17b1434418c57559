#pragma once

#include "adapters/sql/database.hpp"
#include "engine/people/accounts.hpp"

namespace duban::sql {

/// Accounts on SQLite or PostgreSQL, for as many threads as its connections serve.  They must
/// outlive it.
class SqlAccounts : public Accounts {
 public:
  explicit SqlAccounts(Connections& connections) : connections_{connections} {}

  [[nodiscard]] std::optional<Credentials> credentials(std::string_view user) override;
  [[nodiscard]] bool has_credentials() override;
  void put(const Credentials& credentials) override;

  [[nodiscard]] std::optional<Entry> entry(std::string_view secret_hash) override;
  [[nodiscard]] std::vector<Entry> entries(std::string_view user) override;
  void put(const Entry& entry) override;
  void remove_entry(std::string_view secret_hash) override;
  void remove_entries(std::string_view user, std::optional<EntryKind> kind) override;
  void forget_entries(Instant ended_before) override;

  bool attempt(std::string_view key,
               Instant now,
               const std::function<bool(const Attempts&)>& may) override;
  void withdraw(std::string_view key) override;
  void forgive(std::string_view key) override;

 private:
  Connections& connections_;
};

}  // namespace duban::sql
