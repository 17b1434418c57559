#pragma once

#include "adapters/cli/open_register.hpp"
#include "adapters/cli/protection.hpp"
#include "adapters/cli/text_table.hpp"
#include "engine/register/moves.hpp"

#include <cstddef>

namespace duban::cli {

class ClockMoves;

/// Puts a session or meeting and carries its new day through the running cases; a preview only says
/// what it would do.
[[nodiscard]] Result<void> put_moved(OpenRegister& open,
                                     const std::string& congress,
                                     const Moved& moved,
                                     bool is_preview,
                                     const std::function<Result<void>()>& put,
                                     ClockMoves& moves);

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

}  // namespace duban::cli
