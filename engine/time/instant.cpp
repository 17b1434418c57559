#include "engine/time/instant.hpp"

#include "engine/time/digits.hpp"

#include <spdlog/fmt/fmt.h>

#include <optional>

namespace duban {

namespace {

using namespace std::chrono;

constexpr year earliest{1992};
constexpr year latest{2199};

// China has kept UTC+8 without summer time since 1991-09-15, so that a fixed offset is exact for
// every year that parse_date takes.
constexpr hours shanghai{8};

/// hh:mm:ss and an optional fraction, from the front of `text`.
std::optional<microseconds> take_time(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return {};
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59 || !take(text, ':')) return {};
  const auto second = take_digits(text, 2);
  if (!second || *second > 59) return {};

  microseconds time = hours{*hour} + minutes{*minute} + seconds{*second};
  if (!take(text, '.')) return time;

  std::size_t places = 0;
  for (int unit = 100'000; unit > 0; unit /= 10, ++places) {
    const auto digit = take_digits(text, 1);
    if (!digit) break;
    time += microseconds{*digit * unit};
  }
  if (places == 0) return {};
  return time;
}

/// `Z` or `+08:00`, from the front of `text`.
std::optional<minutes> take_offset(std::string_view& text) {
  if (take(text, 'Z') || take(text, 'z')) return minutes{0};
  const bool west = take(text, '-');
  if (!west && !take(text, '+')) return {};
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return {};
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) return {};
  const minutes offset = hours{*hour} + minutes{*minute};
  return west ? -offset : offset;
}

std::string clock_text(local_time<microseconds> time) {
  const auto day = floor<days>(time);
  const hh_mm_ss clock{time - day};
  auto text = fmt::format("{}T{:02}:{:02}:{:02}", to_text(day), clock.hours().count(),
                          clock.minutes().count(), clock.seconds().count());
  const auto fraction = clock.subseconds().count();
  if (fraction != 0) text += fmt::format(".{:06}", fraction);
  return text;
}

}  // namespace

Date date_of(Instant instant) {
  return floor<days>(local_time<microseconds>{(instant + shanghai).time_since_epoch()});
}

Instant start_of(Date date) {
  return Instant{date.time_since_epoch() - shanghai};
}

Result<Date> parse_date(std::string_view text) {
  auto rest = text;
  const auto y = take_digits(rest, 4);
  const bool first_dash = take(rest, '-');
  const auto m = take_digits(rest, 2);
  const bool second_dash = take(rest, '-');
  const auto d = take_digits(rest, 2);
  if (!y || !first_dash || !m || !second_dash || !d || !rest.empty()) {
    return bad_input(std::string{text}, "a date is written YYYY-MM-DD, such as 2025-06-16");
  }

  const year_month_day date{year{*y}, month(static_cast<unsigned>(*m)),
                            day(static_cast<unsigned>(*d))};
  if (date.year() < earliest || date.year() > latest) {
    return bad_input(std::string{text}, "the year must lie between 1992 and 2199");
  }
  if (!date.ok()) return bad_input(std::string{text}, "the calendar has no such day");
  return Date{date};
}

// By hand, because every event holds several.
std::string to_text(Date date) {
  const year_month_day parts{date};
  std::string text = "0000-00-00";
  const auto write = [&](std::size_t end, int number) {
    for (auto at = end; number > 0; number /= 10) text[--at] = static_cast<char>('0' + number % 10);
  };
  write(4, int{parts.year()});
  write(7, static_cast<int>(unsigned{parts.month()}));
  write(10, static_cast<int>(unsigned{parts.day()}));
  return text;
}

Result<Instant> parse_instant(std::string_view text) {
  const auto date = parse_date(text.substr(0, 10));
  if (!date) return Error{Problem::bad_input, std::string{text}, date.error().detail};
  auto rest = text.substr(10);
  if (rest.empty()) return start_of(*date);

  const bool joined = take(rest, 'T') || take(rest, 't') || take(rest, ' ');
  const auto time = joined ? take_time(rest) : std::nullopt;
  const auto offset = time ? take_offset(rest) : std::nullopt;
  if (!offset || !rest.empty()) {
    return bad_input(
        std::string{text},
        "a moment is written 2025-06-16T09:30:00+08:00 or 2025-06-16T01:30:00Z, with at "
        "most six decimals of a second");
  }
  return Instant{date->time_since_epoch() + *time - *offset};
}

std::string to_text(Instant instant) {
  return clock_text(local_time<microseconds>{instant.time_since_epoch()}) + "Z";
}

std::string to_local_text(Instant instant) {
  return clock_text(local_time<microseconds>{(instant + shanghai).time_since_epoch()}) + "+08:00";
}

}  // namespace duban
