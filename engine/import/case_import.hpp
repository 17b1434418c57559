#pragma once

#include "engine/import/table.hpp"
#include "engine/register/register.hpp"

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace duban {

/// What became of one line of an imported table.
struct RowVerdict {
  std::size_t line = 0;
  std::string number, title;
  Result<Done> done;
  std::string column{};  ///< of a refusal: what the table calls the column at fault

  /// The register has it already, so that nothing is lost by the refusal.
  [[nodiscard]] bool is_there() const { return !done && done.error().problem == Problem::conflict; }
};

/// Whoever wants to know.
class RowWitness {
 public:
  virtual ~RowWitness() = default;
  /// Every line's verdict, in their order, as it is known.
  virtual void tell(const RowVerdict& verdict) = 0;
  /// What was told so far is in the register.
  virtual void group_is_done() {}
};

/// What of a table is in the register already, and what the table itself has named before.
class Doubles {
 public:
  Doubles(Directory& directory, std::string congress, std::string workflow)
      : directory_{directory}, congress_{std::move(congress)}, workflow_{std::move(workflow)} {}

  /// Refuses a number that is taken, in the register (conflict) or on an earlier line (bad_input);
  /// `17-3-1` is `17-3-001`.
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

/// As whom of those they may act as somebody imports: the first who may register in this congress,
/// by the authority of the event that a table says has happened to each of its cases.  Refuses
/// (no_authority, with the roles that could) if none may.  Without any, as in a register without
/// users, the program itself.
[[nodiscard]] Result<Actor> importing_actor(std::span<const Actor> actors,
                                            const Congress& congress,
                                            const Importer& importer,
                                            Register& cases);

/// What rows refer to, as the directory has it now.
[[nodiscard]] ImportPlace import_place(Register& cases, const Congress& congress, Actor actor);

/// Brings the lines of a table into the register, a group in each transaction.
class CaseImport {
 public:
  /// `is_dry_run`: says every line's verdict and writes nothing.
  CaseImport(Register& cases, const Importer& importer, ImportPlace place, bool is_dry_run)
      : cases_{cases},
        importer_{importer},
        place_{std::move(place)},
        is_dry_run_{is_dry_run},
        doubles_{cases.directory(), place_.congress, std::string{importer.workflow}} {}

  void run(ImportTable& table, RowWitness& witness);
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
  void settle(std::vector<Read>& group, RowWitness& witness);

  Register& cases_;
  const Importer& importer_;
  ImportPlace place_;
  bool is_dry_run_;
  Doubles doubles_;
  std::vector<std::string> new_units_;
};

}  // namespace duban
