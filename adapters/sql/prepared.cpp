#include "adapters/sql/prepared.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <utility>

namespace duban::sql {

namespace {

constexpr std::size_t most_idle = 100;

// What SOCI keeps of the last use beside the variables: by what they were bound, so that the next
// may bind otherwise, and on PostgreSQL the whole answer.

void forget_on_server(soci::statement& statement) {
  auto& backend = static_cast<soci::postgresql_statement_backend&>(*statement.get_backend());
  backend.result_.reset();
  backend.useByPosBuffers_.clear();
  backend.useByNameBuffers_.clear();
}

void forget_in_file(soci::statement& statement) {
  auto& backend = static_cast<soci::sqlite3_statement_backend&>(*statement.get_backend());
  backend.boundByPos_ = backend.boundByName_ = false;
  backend.useData_.clear();
}

}  // namespace

PreparedStatements::PreparedStatements(soci::session& session)
    : session_{session}, is_server_{session.get_backend_name() == "postgresql"} {}

PreparedStatements::Loan::Loan(PreparedStatements& from, std::string text)
    : from_{from}, text_{std::move(text)}, statement_{from.take(text_)} {}

PreparedStatements::Loan::~Loan() {
  try {
    is_kept_ ? from_.give_back({std::move(text_), std::move(statement_)})
             : from_.forget(std::move(statement_));
  } catch (const std::exception&) {  // then it is prepared anew
  }
}

PreparedStatements::Statement PreparedStatements::take(const std::string& text) {
  if (!failed_.empty() && !has_failed()) failed_.clear();
  const auto at = std::find_if(idle_.rbegin(), idle_.rend(),
                               [&](const Idle& idle) { return idle.text == text; });
  if (at != idle_.rend()) {
    auto statement = std::move(at->statement);
    idle_.erase(std::next(at).base());
    return statement;
  }
  auto statement = std::make_unique<soci::statement>(session_);
  statement->alloc();
  statement->prepare(text);
  return statement;
}

void PreparedStatements::give_back(Idle idle) {
  idle.statement->bind_clean_up();
  is_server_ ? forget_on_server(*idle.statement) : forget_in_file(*idle.statement);
  if (idle_.size() == most_idle) {
    forget(std::move(idle_.front().statement));
    idle_.erase(idle_.begin());
  }
  idle_.push_back(std::move(idle));
}

// A server whose transaction has failed refuses to forget anything, and would keep it for good.
void PreparedStatements::forget(Statement statement) {
  if (!has_failed()) return;
  statement->bind_clean_up();
  failed_.push_back(std::move(statement));
}

bool PreparedStatements::has_failed() const {
  if (!is_server_) return false;
  const auto& backend = static_cast<soci::postgresql_session_backend&>(*session_.get_backend());
  return PQtransactionStatus(backend.conn_) == PQTRANS_INERROR;
}

}  // namespace duban::sql
