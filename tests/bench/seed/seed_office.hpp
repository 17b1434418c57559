#pragma once

#include "adapters/sql/sql_directory.hpp"
#include "adapters/sql/sql_store.hpp"
#include "engine/register/register.hpp"
#include "workflows/catalogue.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace duban::bench {

enum class Mode { sole, lead_and_co, separate };
/// How far a suggestion has come.
enum class Through { submitted, declined, registered, assigned, in_handling, answered, closed };

struct Story {
  Mode mode;
  Through through;
  Date submitted_on;
};

/// The day on which one that has come so far by `today` was submitted: so lately that nobody had to
/// be reminded yet.
[[nodiscard]] Date first_day(Through through, Date today);

/// A register of its own, in which one suggestion lives through its story: decided, checked and
/// written as any other.
class ScratchOffice {
 public:
  ScratchOffice(const std::filesystem::path& folder,
                std::int64_t root,
                const std::string& session,
                int contacts);
  ~ScratchOffice();
  ScratchOffice(const ScratchOffice&) = delete;
  ScratchOffice& operator=(const ScratchOffice&) = delete;

  /// The root of its family.
  CaseId live(const Story& story);

  [[nodiscard]] Store& store() { return store_; }
  [[nodiscard]] const Catalogue& catalogue() const { return catalogue_; }
  [[nodiscard]] std::vector<NoticeRow> notices_about(CaseId root);

 private:
  Command command(CaseId id, const char* event, boost::json::object event_body) const;
  void fire(CaseId id, const char* event, boost::json::object event_body = {});
  void handle(CaseId root, const Story& story);
  void answer(CaseId root);
  void finish(CaseId root);
  void on(Date day);
  [[nodiscard]] std::vector<CaseId> parts(CaseId root);

  std::filesystem::path path_;
  int contacts_;
  std::string session_;
  Congress congress_;
  FixedTime time_;
  std::unique_ptr<sql::Database> database_;
  sql::SqlStore store_;
  sql::SqlDirectory directory_;
  Catalogue catalogue_;
  Register register_;
};

/// Keeps the editions and a congress with its calendar and profile; the congress has no name yet.
[[nodiscard]] Congress keep_editions(Directory& directory, const Catalogue& catalogue);

}  // namespace duban::bench
