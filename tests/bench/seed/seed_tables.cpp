#include "bench/seed/seed_tables.hpp"

#include <stdexcept>

namespace duban::bench {

namespace {

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

[[noreturn]] void fail(PGconn* connection) {
  throw std::runtime_error(PQerrorMessage(connection));
}

}  // namespace

Connection::Connection(const std::string& url) : connection_{PQconnectdb(url.c_str())} {
  if (PQstatus(get()) != CONNECTION_OK) fail(get());
}

std::vector<std::vector<std::string>> Connection::run(const std::string& statement) {
  const Answer answer{PQexec(get(), statement.c_str()), PQclear};
  const auto status = PQresultStatus(answer.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN)
    fail(get());
  std::vector<std::vector<std::string>> rows;
  for (int row = 0; row < PQntuples(answer.get()); ++row) {
    auto& values = rows.emplace_back();
    for (int column = 0; column < PQnfields(answer.get()); ++column)
      values.emplace_back(PQgetvalue(answer.get(), row, column));
  }
  return rows;
}

TableCopy::TableCopy(const std::string& url, const std::string& table, const std::string& columns)
    : connection_{url} {
  // Into a table emptied in the same transaction no log need be written, if the server may.
  connection_.run("BEGIN");
  connection_.run("TRUNCATE " + table);
  connection_.run("COPY " + table + " (" + columns + ") FROM STDIN");
}

void TableCopy::send(std::string& rows, bool all) {
  constexpr std::size_t worth_sending = 1U << 20U;
  if (rows.empty() || (!all && rows.size() < worth_sending)) return;
  if (PQputCopyData(connection_.get(), rows.data(), static_cast<int>(rows.size())) != 1)
    fail(connection_.get());
  rows.clear();
}

void TableCopy::finish() {
  if (PQputCopyEnd(connection_.get(), nullptr) != 1) fail(connection_.get());
  while (true) {
    const Answer answer{PQgetResult(connection_.get()), PQclear};
    if (!answer) break;
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) fail(connection_.get());
  }
  connection_.run("COMMIT");
}

Indexes::Indexes(const std::string& url, const std::vector<std::string>& tables)
    : connection_{url} {
  for (const auto& table : tables) {
    const auto of_table = " = CAST('" + table + "' AS regclass)";
    for (const auto& key :
         connection_.run("SELECT quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint"
                         " WHERE contype IN ('p', 'u') AND conrelid" +
                         of_table)) {
      make_.push_back("ALTER TABLE " + table + " ADD CONSTRAINT " + key[0] + " " + key[1]);
      connection_.run("ALTER TABLE " + table + " DROP CONSTRAINT " + key[0]);
    }
    for (const auto& index : connection_.run(
             "SELECT CAST(indexrelid AS regclass), pg_get_indexdef(indexrelid) FROM pg_index"
             " WHERE indrelid" +
             of_table)) {
      make_.push_back(index[1]);
      connection_.run("DROP INDEX " + index[0]);
    }
  }
}

void Indexes::make_again() {
  connection_.run("SET maintenance_work_mem TO '512MB'");
  for (const auto& statement : make_) connection_.run(statement);
}

}  // namespace duban::bench
