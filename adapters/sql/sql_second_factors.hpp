#pragma once

#include "adapters/sql/database.hpp"
#include "engine/people/second_factors.hpp"

namespace duban::sql {

/// Second factors on SQLite or PostgreSQL, for as many threads as its connections serve.  They must
/// outlive it.
class SqlSecondFactors : public SecondFactors {
 public:
  explicit SqlSecondFactors(Connections& connections) : connections_{connections} {}

  [[nodiscard]] std::optional<SecondFactor> factor(std::string_view user) override;
  [[nodiscard]] bool has_any() override;
  [[nodiscard]] bool begin(std::string_view user, std::string_view secret) override;
  [[nodiscard]] bool confirm(std::string_view user,
                             std::string_view secret,
                             std::int64_t step,
                             const std::vector<std::string>& recovery_hashes) override;
  [[nodiscard]] bool use_step(std::string_view user, std::int64_t step) override;
  [[nodiscard]] bool use_recovery_code(std::string_view user, std::string_view hash) override;
  [[nodiscard]] int recovery_codes(std::string_view user) override;
  [[nodiscard]] bool remove(std::string_view user) override;

 private:
  Connections& connections_;
};

}  // namespace duban::sql
