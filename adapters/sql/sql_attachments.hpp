#pragma once

#include "adapters/sql/database.hpp"
#include "engine/attachments/attachments.hpp"

namespace duban::sql {

/// Attachments on SQLite or PostgreSQL, for as many threads as its connections serve.  They must
/// outlive it.
class SqlAttachments : public Attachments {
 public:
  explicit SqlAttachments(Connections& connections) : connections_{connections} {}

  [[nodiscard]] std::int64_t begin(const KeptFile& wanted) override;
  [[nodiscard]] std::optional<KeptFile> find(std::int64_t id) override;
  bool add(std::int64_t id, std::int64_t offset, std::string_view bytes) override;
  void complete(const Attachment& file) override;
  bool remove(std::int64_t id) override;
  [[nodiscard]] std::string bytes(std::int64_t id, std::int64_t offset) override;
  [[nodiscard]] std::vector<KeptFile> of_family(CaseId root) override;
  [[nodiscard]] std::vector<KeptFile> taken(std::int64_t after, int limit) override;
  [[nodiscard]] std::vector<KeptFile> waiting(std::string_view user,
                                              std::int64_t after,
                                              int limit) override;
  [[nodiscard]] std::int64_t waiting_of(std::string_view user) override;

  /// Removes what was begun before this moment and nobody has taken.
  void forget(Instant begun_before);

 private:
  Connections& connections_;
};

}  // namespace duban::sql
