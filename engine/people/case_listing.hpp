#pragma once

#include "engine/people/sight.hpp"
#include "engine/words/protection.hpp"

#include <optional>
#include <string>
#include <vector>

namespace duban {

/// Lists of cases as one reader may see them: what they may not see is in no page, no count and no
/// search, and nobody finds a case by a name that is covered for them.
class CaseListing {
 public:
  /// `sight`: nothing for whoever works at the register itself and sees everything.
  CaseListing(Store& store,
              Directory& directory,
              const Catalogue& catalogue,
              Protection& protection,
              const Sight* sight)
      : store_{store},
        directory_{directory},
        catalogue_{catalogue},
        protection_{protection},
        sight_{sight} {}

  /// Each root with those of its parts that are live, and that the reader sees.
  struct Page {
    std::vector<CaseRow> rows;
    bool has_more = false;
  };
  [[nodiscard]] Page page(CaseFilter filter);

  /// Counts of the whole list, of its first `most_counted` cases where there are more.  Where each
  /// case must be looked at, of the first `most_looked_at`.  With `today` also of those that are
  /// overdue, with `due_through` of each day on which a case is due next.
  [[nodiscard]] CaseCounts counts(CaseFilter filter);
  static constexpr int most_counted = 100'000, most_looked_at = 2'000;

  struct Alike {
    CaseRow row;
    double likeness = 0;  ///< of the texts (likeness)
  };
  /// Earlier cases of a congress whose text is like this one, the likest first.
  [[nodiscard]] std::vector<Alike> alike(const std::string& congress,
                                         std::string_view text,
                                         int limit);

 private:
  /// False if nothing of what is asked for is the reader's to see.
  [[nodiscard]] bool narrow(CaseFilter& filter) const;
  [[nodiscard]] bool must_look(const CaseFilter& filter) const;
  [[nodiscard]] std::vector<CaseRow> only_fitting(std::vector<CaseRow> rows,
                                                  const CaseFilter& filter);
  [[nodiscard]] bool fits(const Family& family, const Case& self, const CaseFilter& filter);
  [[nodiscard]] std::vector<const Case*> found_with(const Family& family, const Case& self) const;
  [[nodiscard]] bool sees(const Family& family, const Case& self) const;
  [[nodiscard]] std::string text_of(const Family& family, const Case& kase);
  /// Not in a state that nothing leads out of.
  [[nodiscard]] bool is_live(const CaseRow::Part& part) const;
  [[nodiscard]] CaseRow row_of(const Family& family) const;
  void count(const CaseRow& row,
             const Family& family,
             const CaseFilter& filter,
             CaseCounts& counts) const;

  Store& store_;
  Directory& directory_;
  const Catalogue& catalogue_;
  Protection& protection_;
  const Sight* sight_;
};

/// What the page after `last` begins with as its `after`: 12.1, or in the order of due dates
/// 2026-03-01~12.1.
[[nodiscard]] std::string page_key(const CaseRow& last, CaseOrder order);

/// Lets a list begin after such a key; refuses, naming `path`, what is none.
[[nodiscard]] Result<void> begin_after(CaseFilter& filter,
                                       const std::string& path,
                                       std::string_view key);

/// Refuses a search without any word of two characters or more: it would look at every case.
[[nodiscard]] Result<void> check_search(const std::string& path, const std::string& text);

/// What no list could ever hold is refused, or it would be taken for an empty list: a workflow,
/// state or kind of clock that no table has.
[[nodiscard]] Result<void> check_known(const CaseFilter& filter, const Catalogue& catalogue);

}  // namespace duban
