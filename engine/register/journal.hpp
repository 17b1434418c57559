#pragma once

#include "engine/register/case.hpp"

#include <compare>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace duban {

/// A place in the order in which the events of all cases are told.  It lasts: whoever was told
/// everything up to here goes on from here, on another node or after a restart too.
struct Place {
  std::int64_t commit = 0;  ///< rises with the commits, and is none's twice
  CaseId id;                ///< within a commit events are told by case and number
  std::int64_t seq = 0;

  /// After everything of a commit and those before it.
  [[nodiscard]] static Place after(std::int64_t commit) {
    return {commit, CaseId::from_stored(std::numeric_limits<std::int64_t>::max()), 0};
  }
  [[nodiscard]] bool ends_commit() const { return *this == after(commit); }
  auto operator<=>(const Place&) const = default;
};

/// That a case has had an event.
struct Change {
  Place at;           ///< names the case, and the event's number: then the case's version
  std::string event;  ///< code
  std::string state;  ///< that the event has led to
};

/// A journal as it is at a moment.
struct JournalExtent {
  /// Which journal it is.  Places of another one mean nothing here: a copy of a register begins a
  /// new one, and so does a server that was brought back to a moment or has taken another's place.
  std::string journal;
  std::int64_t first = 0;    ///< oldest commit that is kept
  std::int64_t through = 0;  ///< no commit up to here is still to come

  /// Whether whoever was told everything up to a place can go on from there.
  [[nodiscard]] bool goes_on_from(const Place& place) const {
    return first <= place.commit && place <= Place::after(through);
  }
};

/// The events of a register in one order, for whoever is told of them as they come.  No event is
/// left out and none stands twice, whatever order commits of several nodes become visible in: one
/// that might still be overtaken by another is told when it no longer can be.  Old ones are let go.
/// Thread rules and exceptions as for Store.
class Journal {
 public:
  virtual ~Journal() = default;

  /// Whoever begins here misses nothing that is committed later.
  [[nodiscard]] virtual JournalExtent standing() = 0;

  /// What comes after a place, through a commit that standing() has given; at most `limit`.
  [[nodiscard]] virtual std::vector<Change> after(const Place& place,
                                                  std::int64_t through,
                                                  int limit) = 0;

  /// How many that are; counts no further than `most`.
  [[nodiscard]] virtual int count_after(const Place& place, std::int64_t through, int most) = 0;
};

}  // namespace duban
