#pragma once

#include "adapters/cli/import_table.hpp"
#include "adapters/cli/import_verdicts.hpp"
#include "adapters/cli/open_register.hpp"

#include <set>

namespace duban::cli {

/// What of a table is in the register already, and what the table itself has named before.
class Doubles {
 public:
  Doubles(Directory& directory, std::string congress, std::string workflow)
      : directory_{directory}, congress_{std::move(congress)}, workflow_{std::move(workflow)} {}

  /// Refuses a number that is taken, in the register or on an earlier line; `17-3-1` is `17-3-001`.
  /// A case without a number is known by title and session: as many lines are refused as the
  /// register has of it, so that a table can be imported again after it was interrupted.
  [[nodiscard]] Result<void> check(const Summary& row, std::size_t line);

  /// Names a line without a number by title, session and how often they have come, for as long as
  /// answers are kept: two programs in which somebody imports one table at once take it once.
  /// Empty for one with a number.
  [[nodiscard]] std::string key_of(const Summary& row);

 private:
  [[nodiscard]] Result<void> check_number(const std::string& number, std::size_t line);
  [[nodiscard]] Result<void> check_title(const Summary& row);
  void read_numberless();

  Directory& directory_;
  std::string congress_, workflow_;
  std::map<std::string, std::size_t> lines_;  ///< number → line of this table
  bool has_read_ = false;
  std::multimap<std::pair<std::string, std::string>, CaseId> numberless_;
  std::map<std::pair<std::string, std::string>, int> seen_;
};

/// Brings the lines of a table into the register, a group in each transaction.
class CaseImport {
 public:
  CaseImport(OpenRegister& open, const Importer& importer, ImportPlace place, bool is_dry_run)
      : open_{open},
        importer_{importer},
        place_{std::move(place)},
        is_dry_run_{is_dry_run},
        doubles_{open.directory, place_.congress, std::string{importer.workflow}} {}

  void run(ImportTable& table, Verdicts& verdicts);
  /// Units the directory did not know, in the order of the table.
  [[nodiscard]] const std::vector<std::string>& new_units() const { return new_units_; }

 private:
  struct Read {
    std::size_t line;
    Result<ImportedRow> row;
    std::string number, title, column;
  };
  [[nodiscard]] Read read(const ImportTable::Line& line, const ImportTable& table);
  [[nodiscard]] Result<ImportedRow> read_sound(const ImportRow& row) const;
  void add_units(const ImportedRow& row);
  void skip_serials(const std::vector<Read>& group);
  void settle(std::vector<Read>& group, Verdicts& verdicts);

  OpenRegister& open_;
  const Importer& importer_;
  ImportPlace place_;
  bool is_dry_run_;
  Doubles doubles_;
  std::vector<std::string> new_units_;
};

}  // namespace duban::cli
