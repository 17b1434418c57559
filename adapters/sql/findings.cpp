#include "adapters/sql/findings.hpp"

#include "adapters/sql/query.hpp"
#include "adapters/sql/texts.hpp"

#include <charconv>

namespace duban::sql {

namespace {

/// Puts rows one at a time: this is done once in the life of a register.
class FindingRows {
 public:
  explicit FindingRows(Database& db)
      : unmark_{db, "DELETE FROM marks WHERE root = :root", soci::use(root_, "root")},
        forget_{db, "DELETE FROM texts WHERE case_id >= :root AND case_id < :end",
                soci::use(root_, "root"), soci::use(end_, "end")},
        mark_{db, insert<row::Mark>("marks"), given(mark_row_)},
        put_{db, insert<row::Text>("texts"), given(text_row_)} {}

  void put(const FamilyFindings& family) {
    root_ = family.root.stored();
    end_ = root_ + CaseId::family_size;
    unmark_.run();
    forget_.run();
    for (const auto& [id, marks, grams] : family.findings) {
      for (const auto& mark : marks) {
        mark_row_ = row::mark_row(family.congress, mark, id);
        mark_.run();
      }
      if (grams.empty()) continue;
      text_row_ = {id.stored(), grams};
      put_.run();
    }
  }

 private:
  long long root_ = 0, end_ = 0;
  row::Mark mark_row_;
  row::Text text_row_;
  Query unmark_, forget_, mark_, put_;
};

}  // namespace

std::optional<CaseId> found_through(Database& database) {
  std::string text;
  if (!Query{database, "SELECT value FROM meta WHERE name = 'found_through'", soci::into(text)}
           .one())
    return {};
  long long through = 0;
  std::from_chars(text.data(), text.data() + text.size(), through);
  return CaseId::from_stored(through);
}

void put_findings(Database& database, std::span<const FamilyFindings> families) {
  if (families.empty()) return;
  database.attempt([&] {
    Transaction transaction{database};
    FindingRows rows{database};
    for (const auto& family : families) rows.put(family);
    auto through = std::to_string(families.back().root.stored());
    Query{database, "UPDATE meta SET value = :through WHERE name = 'found_through'",
          soci::use(through, "through")}
        .run();
    transaction.commit();
  });
}

void note_all_found(Database& database) {
  database.attempt([&] { Query{database, "DELETE FROM meta WHERE name = 'found_through'"}.run(); });
}

}  // namespace duban::sql
