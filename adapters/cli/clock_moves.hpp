#pragma once

#include "adapters/cli/open_register.hpp"
#include "adapters/cli/text_table.hpp"
#include "engine/register/moves.hpp"
#include "engine/words/protection.hpp"

#include <cstddef>

namespace duban::cli {

/// Clocks that have moved, or would: one line each, with the reason.
class ClockMoves {
 public:
  ClockMoves(OpenRegister& open, const Context& context);

  void add(const ClockMove& move);
  [[nodiscard]] EachMove collector() {
    return [this](const ClockMove& move) { add(move); };
  }
  [[nodiscard]] std::size_t count() const { return rows_.size(); }

  /// The table, or that nothing moves.
  void tell(bool is_preview) const;
  [[nodiscard]] const boost::json::array& as_json() const { return rows_; }

 private:
  OpenRegister& open_;
  const Context& context_;
  Protection protection_;
  TextTable table_;
  boost::json::array rows_;
};

/// A session or meeting as it shall be.
struct RowWithDay {
  std::string congress, name;
  Moved moved;  ///< its kind, code and day
  boost::json::object as_json;
  std::function<Result<void>()> put;
  bool is_new = false;
  bool is_preview = false;
};
/// Puts it, carries its new day through the running cases and says what has moved; a preview only
/// says what would.
[[nodiscard]] Result<void> put_with_day(RowWithDay row, OpenRegister& open, const Context& context);

}  // namespace duban::cli
