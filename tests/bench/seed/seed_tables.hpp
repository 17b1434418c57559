#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <vector>

/// PostgreSQL's fast ways in, through libpq.
namespace duban::bench {

class Connection {
 public:
  explicit Connection(const std::string& url);

  /// Runs a statement; gives its rows as texts.  Throws what the server says.
  std::vector<std::vector<std::string>> run(const std::string& statement);

  [[nodiscard]] PGconn* get() { return connection_.get(); }

 private:
  struct Close {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };
  std::unique_ptr<PGconn, Close> connection_;
};

/// Fills one empty table by COPY.  Nothing is there before finish() has returned.
class TableCopy {
 public:
  TableCopy(const std::string& url, const std::string& table, const std::string& columns);

  /// Sends the rows once they are worth a journey, and empties them.
  void send(std::string& rows, bool all = false);
  void finish();

 private:
  Connection connection_;
};

/// Takes the keys and indexes off tables, and makes the same ones again when they are filled: once
/// is faster than row by row.
class Indexes {
 public:
  Indexes(const std::string& url, const std::vector<std::string>& tables);
  void make_again();

 private:
  Connection connection_;
  std::vector<std::string> make_;
};

}  // namespace duban::bench
