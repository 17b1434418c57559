#pragma once

#include "engine/register/directory.hpp"
#include "engine/register/draft.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>

namespace duban {

/// Reads editions out of the register, once each: profiles and calendars by the hash of their
/// content. Belongs to one thread.
class Rulebook {
 public:
  explicit Rulebook(Directory& directory) : directory_{directory} {}

  /// The rules a congress decides by, as they were when it was last read; see forget_congresses.
  [[nodiscard]] Result<Rules> of_congress(const std::string& code);
  /// The rules a family is decided by: its own regulation edition and the calendar of its congress;
  /// a new family takes both of the congress.
  [[nodiscard]] Result<Rules> of_family(const Family& family);
  /// Holds a calendar that the register does not have yet, for a preview.  Returns its hash.
  [[nodiscard]] std::string hold(const Calendar& calendar);
  /// The congress list is read again at the next call: after another node changed it.
  void forget_congresses() { congresses_.clear(); }

  /// Editions by hash.  Throws std::runtime_error if the register does not hold it or cannot read
  /// it.
  [[nodiscard]] Rules rules(const std::string& regulation_hash, const std::string& calendar_hash);
  [[nodiscard]] const Regulation& regulation(const std::string& hash);
  [[nodiscard]] const Calendar& calendar(const std::string& hash);
  /// Only sees that it is there and was not altered: this program has its own tables.
  void check_workflow(const std::string& hash);

  /// A profile, a calendar or a table as an edition, to be kept by a Directory.
  [[nodiscard]] static Edition edition_of(const Regulation& regulation);
  [[nodiscard]] static Edition edition_of(const Calendar& calendar);
  [[nodiscard]] static Edition edition_of(const Workflow& table);

 private:
  [[nodiscard]] std::string body(const std::string& hash, const char* kind);

  Directory& directory_;
  std::map<std::string, Congress> congresses_;
  std::map<std::string, std::unique_ptr<Regulation>> regulations_;
  std::map<std::string, std::unique_ptr<Calendar>> calendars_;
  std::set<std::string> workflows_;
};

}  // namespace duban
