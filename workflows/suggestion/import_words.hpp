#pragma once

#include "engine/import.hpp"
#include "workflows/suggestion/events.hpp"

/// What stands in the cells of a table of suggestions, read.  Errors name the column.
namespace duban::suggestion {

/// The row without blanks around its texts.
[[nodiscard]] ImportRow tidy(ImportRow row);

/// A day as far as a table tells it: `2017-07` and `2010` say that something happened, not when.
struct ToldDay {
  std::optional<Date> day;
  Date earliest{};
  Date latest{};
};
/// `2025-03-14`, `2025/3/14`, `2025.3.14`, `2025年3月14日`, with or without a time of day.  Refuses
/// days that do not exist or lie after `today`.  Nothing if the cell is empty.
[[nodiscard]] Result<std::optional<ToldDay>> read_day(const ImportRow& row,
                                                      std::string_view column,
                                                      Date today);

/// 人大建议, with 闭会期间 or 重点督办 in brackets.
struct Kind {
  Origin origin = Origin::session;
  bool is_key = false;
};
[[nodiscard]] Result<Kind> read_kind(const ImportRow& row);

/// Who handles it, from the columns `undertaker`, `role` and `co_units`.
struct Handling {
  Mode mode = Mode::sole;
  std::vector<UnitShare> units;  ///< by name; an empty name is a unit that the row does not name
  bool is_draft = false;         ///< 答复征求意见稿: what was published is not yet the reply
  bool is_co_opinion = false;    ///< the row is a co-handling unit's: its paper went to the lead
  std::string leader;            ///< 副市长领办
  std::string remark;            ///< what else stands in brackets
};
[[nodiscard]] Result<Handling> read_handling(const ImportRow& row);

/// `第５号` as `5`.
[[nodiscard]] std::string plain_serial(std::string_view number);
/// Names separated by ；;、，, or a line end, trimmed.
[[nodiscard]] std::vector<std::string> names_in(std::string_view text);
/// 是 or 否; an empty cell is no.
[[nodiscard]] Result<bool> read_yes(const ImportRow& row, std::string_view column);

}  // namespace duban::suggestion
