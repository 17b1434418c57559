#pragma once

#include "engine/register/store.hpp"

#include <optional>
#include <string>

/// What happens when others keep being faster.
namespace duban {

/// Two people on one family are rare, twenty in one moment are a stuck program.
constexpr int most_attempts = 20;

[[nodiscard]] inline Error contended(CaseId id) {
  return Error{Problem::stale_version, to_text(id), "is being changed by others; try again"};
}

/// The turn of those who want the same: a series, or a family.
class MyTurn {
 public:
  explicit MyTurn(Turns* turns) : turns_{turns} {}

  /// After a commit was lost.
  void wait(const ChangeSet& lost) {
    if (turns_ && !turn_) turn_.emplace(*turns_, wanted(lost));
  }
  /// Before a commit that is bound to be lost, or to make somebody lose once more.
  [[nodiscard]] bool waited_for_others(const ChangeSet& change) {
    if (!is_others(change)) return false;
    wait(change);
    return true;
  }
  [[nodiscard]] bool is_others(const ChangeSet& change) const {
    return turns_ && !turn_ && turns_->is_taken(wanted(change));
  }

 private:
  [[nodiscard]] static std::string wanted(const ChangeSet& change) {
    return change.serials.empty() ? to_text(change.root)
                                  : change.congress + " " + change.serials.front().series;
  }

  Turns* turns_;
  std::optional<Turns::Turn> turn_;
};

}  // namespace duban
