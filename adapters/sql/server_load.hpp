#pragma once

#include "adapters/sql/query.hpp"

#include <string>

struct pg_conn;

/// What PostgreSQL offers for many rows at once.
namespace duban::sql {

/// A COPY into one table.  Until it ends the session can do nothing else; one that is given up
/// leaves its transaction to be rolled back.
class ServerLoad {
 public:
  ServerLoad(soci::session& session, const std::string& table, const std::string& columns);
  ~ServerLoad();
  ServerLoad(const ServerLoad&) = delete;
  ServerLoad& operator=(const ServerLoad&) = delete;

  void add(const TextRow& row);
  void finish();

 private:
  void send();

  pg_conn* server_;
  std::string rows_;  ///< in COPY's text format, not sent yet
  bool is_open_ = false;
};

/// Lets the keys that the database gives in a table go on after the greatest there is.
void go_on_after_keys(soci::session& session, const std::string& table);

}  // namespace duban::sql
