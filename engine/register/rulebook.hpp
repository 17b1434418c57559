#pragma once

#include "engine/register/directory.hpp"
#include "engine/register/draft.hpp"
#include "engine/register/signals.hpp"
#include "engine/time/time_source.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace duban {

/// Who acts in a congress in the place of another: in the order in which it was recorded, and of
/// delegations those that are not over.
struct Representation {
  std::vector<Succession> successions;
  std::vector<Delegation> delegations;
};

/// Reads editions out of the register, once each: profiles and calendars by the hash of their
/// content. Belongs to one thread.
class Rulebook {
 public:
  /// How old the list of congresses may be that somebody decides by, signals or not.
  static constexpr std::chrono::seconds longest_held{10};

  Rulebook(Directory& directory, TimeSource& time, const Signals& signals)
      : directory_{directory}, time_{time}, signals_{signals} {}

  /// The rules a congress decides by.  The list of congresses is read again after a signal that
  /// rules have changed, and when it has been held for longer than `longest_held`.
  [[nodiscard]] Result<Rules> of_congress(const std::string& code);
  /// The rules a family is decided by: its own regulation edition and the calendar of its congress;
  /// a new family takes both of the congress.
  [[nodiscard]] Result<Rules> of_family(const Family& family);
  /// Holds a calendar that the register does not have yet, for a preview.  Returns its hash.
  [[nodiscard]] std::string hold(const Calendar& calendar);
  /// The list of congresses is read again at the next call: for whoever must decide by no older
  /// one than there is now.
  void forget_congresses() {
    congresses_.clear();
    representations_.clear();
  }

  /// Held and read again as the list of congresses is.
  [[nodiscard]] std::shared_ptr<const Representation> representation_of(
      const std::string& congress);

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
  using Steady = std::chrono::steady_clock;
  [[nodiscard]] std::string body(const std::string& hash, const char* kind);
  [[nodiscard]] bool is_old() const;
  void read_congresses();

  Directory& directory_;
  TimeSource& time_;
  const Signals& signals_;
  std::map<std::string, Congress> congresses_;
  std::map<std::string, std::shared_ptr<const Representation>> representations_;
  // When that was read.  By the register's own time as well, since a simulated one may move by a
  // month in a moment.
  Steady::time_point read_;
  Instant read_at_{};
  std::uint64_t rule_changes_ = 0;
  std::map<std::string, std::unique_ptr<Regulation>> regulations_;
  std::map<std::string, std::unique_ptr<Calendar>> calendars_;
  std::set<std::string> workflows_;
};

}  // namespace duban
