#include "adapters/sql/server_load.hpp"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>

#include <memory>

namespace duban::sql {

namespace {

constexpr std::size_t enough_to_send = 256UL * 1024;

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

/// A failure as SOCI would tell it; without a code the connection was lost.
[[noreturn]] void throw_server_error(PGconn* server, const PGresult* answer) {
  const auto* code = answer ? PQresultErrorField(answer, PG_DIAG_SQLSTATE) : nullptr;
  throw soci::postgresql_soci_error{answer ? PQresultErrorMessage(answer) : PQerrorMessage(server),
                                    code ? code : "     "};
}

/// The answer to the end of a COPY; after it the session is free again.
Answer last_answer(PGconn* server) {
  Answer answer{PQgetResult(server), &PQclear};
  while (Answer{PQgetResult(server), &PQclear}) continue;
  return answer;
}

void append_value(std::string& rows, const Nullable<std::string>& value) {
  if (!value.has_value()) {
    rows += "\\N";
    return;
  }
  for (const char c : value.value) {
    switch (c) {
      case '\\':
        rows += "\\\\";
        break;
      case '\n':
        rows += "\\n";
        break;
      case '\r':
        rows += "\\r";
        break;
      case '\t':
        rows += "\\t";
        break;
      default:
        rows += c;
    }
  }
}

}  // namespace

ServerLoad::ServerLoad(soci::session& session, const std::string& table, const std::string& columns)
    : server_{static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_} {
  const auto copy = "COPY " + table + " (" + columns + ") FROM STDIN";
  const Answer answer{PQexec(server_, copy.c_str()), &PQclear};
  if (PQresultStatus(answer.get()) != PGRES_COPY_IN) throw_server_error(server_, answer.get());
  is_open_ = true;
}

ServerLoad::~ServerLoad() {
  if (!is_open_) return;
  PQputCopyEnd(server_, "given up");
  last_answer(server_);
}

void ServerLoad::add(const TextRow& row) {
  bool is_first = true;
  for (const auto& value : row.values) {
    if (!is_first) rows_ += '\t';
    is_first = false;
    append_value(rows_, value);
  }
  rows_ += '\n';
  if (rows_.size() >= enough_to_send) send();
}

void ServerLoad::send() {
  if (PQputCopyData(server_, rows_.data(), static_cast<int>(rows_.size())) != 1)
    throw_server_error(server_, nullptr);
  rows_.clear();
}

void ServerLoad::finish() {
  send();
  if (PQputCopyEnd(server_, nullptr) != 1) throw_server_error(server_, nullptr);
  is_open_ = false;
  const auto answer = last_answer(server_);
  if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) throw_server_error(server_, answer.get());
}

void go_on_after_keys(soci::session& session, const std::string& table) {
  std::string column;
  session << "SELECT attname FROM pg_attribute WHERE attrelid = CAST(:table AS regclass)"
             " AND attidentity <> ''",
      soci::use(table, "table"), soci::into(column);
  if (!session.got_data()) return;
  session << "SELECT setval(pg_get_serial_sequence('" + table + "', '" + column + "'), max(" +
                 column + ")) FROM " + table + " HAVING max(" + column + ") IS NOT NULL";
}

}  // namespace duban::sql
