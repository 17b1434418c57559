#pragma once

#include "engine/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duban {

/// A list of cases that somebody comes back to, by what it is asked by.
struct SavedView {
  std::int64_t id = 0;
  std::string congress;  ///< of its owner; empty: of none
  std::string owner;     ///< login
  std::string name;      ///< each of an owner's has its own
  std::string query;     ///< `state=registered&overdue=true`
  bool shared = false;   ///< with whoever sees the whole congress
  std::int64_t version = 1;
  bool operator==(const SavedView&) const = default;
};

/// Of one owner.
inline constexpr int most_views = 100;

/// Where lists are kept that people come back to.  Thread rules and exceptions as for Store.  What
/// writes refuses (conflict) while the register is held.
class SavedViews {
 public:
  virtual ~SavedViews() = default;

  /// By name: those of a user, and those that others share with a congress.
  [[nodiscard]] virtual std::vector<SavedView> of(std::string_view user) = 0;
  [[nodiscard]] virtual std::vector<SavedView> shared_in(std::string_view congress) = 0;
  [[nodiscard]] virtual std::optional<SavedView> find(std::int64_t id) = 0;

  /// `id` is given here.  Refuses (conflict) a name that its owner has used, and one more than
  /// `most_views`.
  [[nodiscard]] virtual Result<SavedView> add(SavedView view) = 0;
  /// Another name or query in place of what was there at `view.version`; returns it at the next.
  /// Refuses one that somebody has changed or removed (stale_version), and a name likewise.
  [[nodiscard]] virtual Result<SavedView> change(SavedView view) = 0;
  /// Nothing happens where there is none.
  [[nodiscard]] virtual Result<void> remove(std::int64_t id) = 0;
};

}  // namespace duban
