#pragma once

#include "adapters/sql/database.hpp"
#include "engine/batch/batch.hpp"

namespace duban::sql {

/// The batches on SQLite or PostgreSQL, for as many threads as its connections serve.  They must
/// outlive it.
class SqlBatches : public Batches {
 public:
  explicit SqlBatches(Connections& connections) : connections_{connections} {}

  [[nodiscard]] Batch begin(const Batch& batch) override;
  void finish(const Batch& batch) override;
  [[nodiscard]] std::optional<Batch> find(std::string_view id) override;
  [[nodiscard]] std::vector<Batch> list(const BatchFilter& filter) override;

 private:
  Connections& connections_;
};

}  // namespace duban::sql
