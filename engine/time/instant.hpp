#pragma once

#include "engine/result.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace duban {

/// A moment in UTC, to the microsecond, which is what both databases keep.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// A day of the calendar in Asia/Shanghai, without a time of day.
using Date = std::chrono::local_days;
inline constexpr std::chrono::days one_day{1};

/// The day that `instant` belongs to in Asia/Shanghai.
[[nodiscard]] Date date_of(Instant instant);

/// 00:00 in Asia/Shanghai of `date`.  A limit that ends on `date` ends at start_of(date + 1 day)
/// (Civil Code art. 203 para 2).
[[nodiscard]] Instant start_of(Date date);

/// `YYYY-MM-DD`.  Refuses days that do not exist (2025-02-30) and years outside 1992 … 2199.
[[nodiscard]] Result<Date> parse_date(std::string_view text);
[[nodiscard]] std::string to_text(Date date);

/// RFC 3339 with offset or Z; a fraction of a second up to microseconds.  A bare date means its
/// 00:00 in Asia/Shanghai.  to_text writes UTC (`…Z`), to_local_text Asia/Shanghai (`…+08:00`).
[[nodiscard]] Result<Instant> parse_instant(std::string_view text);
[[nodiscard]] std::string to_text(Instant instant);
[[nodiscard]] std::string to_local_text(Instant instant);

}  // namespace duban
