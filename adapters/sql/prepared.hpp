#pragma once

#include <soci/soci.h>

#include <memory>
#include <string>
#include <vector>

namespace duban::sql {

/// What a connection has prepared and nobody uses now, so that a statement that is asked again
/// costs one round trip in place of three.  Those used last are kept.
class PreparedStatements {
  using Statement = std::unique_ptr<soci::statement>;  // SOCI's own copies read what was never set

 public:
  /// One statement, nobody else's meanwhile; prepared now unless it was before.
  class Loan {
   public:
    Loan(PreparedStatements& from, std::string text);
    ~Loan();
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;

    [[nodiscard]] soci::statement& get() { return *statement_; }
    /// It has come to its end and may serve again.
    void keep() { is_kept_ = true; }

   private:
    PreparedStatements& from_;
    std::string text_;
    Statement statement_;
    bool is_kept_ = false;
  };

  /// On a connection that lives longer.
  explicit PreparedStatements(soci::session& session);

 private:
  struct Idle {
    std::string text;
    Statement statement;
  };
  [[nodiscard]] Statement take(const std::string& text);
  void give_back(Idle idle);
  void forget(Statement statement);
  [[nodiscard]] bool has_failed() const;

  soci::session& session_;
  bool is_server_;
  std::vector<Idle> idle_;         ///< the one used last is last
  std::vector<Statement> failed_;  ///< the server is still to forget them
};

}  // namespace duban::sql
