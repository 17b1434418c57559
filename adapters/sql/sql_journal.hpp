#pragma once

#include "adapters/sql/database.hpp"
#include "engine/register/journal.hpp"

#include <string>

namespace duban::sql {

/// The journal on SQLite or PostgreSQL, for as many threads as its connections serve.  They must
/// outlive it.
///
/// A commit's number is on SQLite, which has one writer, a serial; on PostgreSQL the transaction's
/// id, and only what is older than every transaction still at work is told.  One that writes for
/// long, anywhere on the server, therefore keeps the news back, and loses none.
class SqlJournal : public Journal {
 public:
  explicit SqlJournal(Connections& connections) : connections_{connections} {}

  [[nodiscard]] JournalExtent standing() override;
  [[nodiscard]] std::vector<Change> after(const Place& place,
                                          std::int64_t through,
                                          int limit) override;
  [[nodiscard]] int count_after(const Place& place, std::int64_t through, int most) override;

 private:
  Connections& connections_;
};

/// Lets go of what was recorded before a moment, but for the last of it, which tells where the
/// journal begins.
void trim_journal(Database& database, Instant before);

/// From now on this is another journal: what was told of the old one may not be true here.
void begin_journal(Database& database);

}  // namespace duban::sql
