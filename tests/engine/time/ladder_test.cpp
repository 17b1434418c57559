#include "engine/time/ladder.hpp"

#include "engine/time/arbitrary.hpp"
#include "engine/time/calendars.hpp"
#include "engine/time/profiles.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

using namespace duban;
using namespace duban::test;
using std::chrono::days;

namespace {

/// `05-16 05-30 …`, every rung in (after, through]; a day comes as often as it has rungs.
std::string days_of(const Ladder& ladder,
                    std::string_view due,
                    std::string_view after,
                    std::string_view through,
                    const Calendar& calendar = national()) {
  std::string text;
  for (const auto& rung : rungs_between(ladder, {}, day(due), calendar, day(after), day(through))) {
    if (!text.empty()) text += ' ';
    text += to_text(rung.day).substr(5);
  }
  return text;
}

std::vector<std::string> told(const Ladder& ladder, std::string_view due, std::string_view on) {
  return rungs_between(ladder, {}, day(due), national(), day(on) - days{1}, day(on)).at(0).to;
}

bool same(const Rung& a, const Rung& b) {
  return a.day == b.day && a.offset == b.offset && a.to == b.to && a.event == b.event;
}

}  // namespace

TEST_CASE("Reminders up to the due date fall as the worked cases say", "[engine][time]") {
  struct Row {
    std::string worked_case;
    Ladder ladder;
    std::string due;
    std::string days;
  };
  // clang-format off
  const auto row = GENERATE(values<Row>({
    {"WC01", reply_ladder(),     "2025-06-16", "05-16 05-30 06-09 06-13 06-13 06-16"},
    {"WC04", reply_ladder(),     "2025-10-09", "09-09 09-24 09-30 09-30 09-30 10-09"},
    {"WC08", reply_ladder(),     "2025-09-15", "08-15 08-29 09-08 09-12 09-12 09-15"},
    {"WC17", objection_ladder(), "2025-05-06", "04-29 04-30 05-06"},
    {"WC19", reply_ladder(),     "2025-06-30", "05-30 06-13 06-23 06-27 06-27 06-30"},
    {"WC21", middle_ladder(),    "2025-04-14", "03-28 04-07 04-11 04-11 04-14"},
    {"WC33", reply_ladder(),     "2025-09-25", "08-26 09-10 09-18 09-22 09-24 09-25"},
    {"WC45, first half",  window_ladder(), "2025-07-31", "07-16 07-24 07-28 07-30 07-31"},
    {"WC45, second half", window_ladder(), "2026-02-28", "02-13 02-14 02-25 02-27 02-28"},
    {"WC46", window_ladder(),    "2026-03-31", "03-16 03-24 03-27 03-30 03-31"},
    {"WC48", reply_ladder(),     "2025-12-05", "11-05 11-20 11-28 12-02 12-04 12-05"},
  }));
  // clang-format on
  CAPTURE(row.worked_case);
  CHECK(days_of(row.ladder, row.due, "2025-01-01", row.due) == row.days);
}

TEST_CASE("WC45: the window opens on its first working day", "[engine][time]") {
  CHECK(to_text(national().next_workday(day("2025-07-01"))) == "2025-07-01");
  CHECK(to_text(national().next_workday(day("2026-02-01"))) == "2026-02-02");
}

TEST_CASE("Overdue notices go on in working days", "[engine][time]") {
  CHECK(days_of(reply_ladder(), "2025-06-16", "2025-06-16", "2025-07-14") ==
        "06-17 06-19 06-23 06-30 07-07 07-14");
  CHECK(days_of(reply_ladder(), "2025-10-09", "2025-10-09", "2025-10-15") == "10-10 10-13 10-15");
  CHECK(days_of(window_ladder(), "2025-07-31", "2025-07-31", "2025-08-14") == "08-01 08-07 08-14");
}

TEST_CASE("WC03: a late reply is overdue by 9 days, of them 7 working days", "[engine][time]") {
  CHECK(day("2025-06-25") - day("2025-06-16") == days{9});
  CHECK(national().workdays_between(day("2025-06-16"), day("2025-06-25")) == 7);
}

TEST_CASE("WC03: each rung tells more people than the last", "[engine][time]") {
  using Roles = std::vector<std::string>;
  const std::string due = "2025-06-16";
  CHECK(told(reply_ladder(), due, "2025-06-16") == Roles{"contact"});
  CHECK(told(reply_ladder(), due, "2025-06-17") == Roles{"contact", "unit_head", "officer"});
  CHECK(told(reply_ladder(), due, "2025-06-23") == Roles{"contact", "unit_head", "officer"});
  CHECK(told(reply_ladder(), due, "2025-06-30") ==
        Roles{"contact", "unit_head", "officer", "gov_office"});
  CHECK(told(reply_ladder(), due, "2025-07-14") ==
        Roles{"contact", "unit_head", "officer", "gov_office", "chair_meeting"});
}

TEST_CASE("WC11: the reminder of a fixed rest day goes out on the last workday", "[engine][time]") {
  Ladder ladder;
  ladder.rungs = rungs({"on the day"});
  CHECK(days_of(ladder, "2025-05-31", "2025-01-01", "2025-12-31") == "05-30");
  CHECK(days_of(ladder, "2025-08-31", "2025-01-01", "2025-12-31") == "08-29");
}

TEST_CASE("Nobody is told that he is late before he is", "[engine][time]") {
  Ladder ladder;
  ladder.rungs = rungs({"1 day after", "8 days after"});
  // Friday: the Saturday after it is a rest day, and the Friday before that is the due date itself.
  CHECK(days_of(ladder, "2025-06-13", "2025-06-01", "2025-06-30") == "06-16 06-20");
}

TEST_CASE("A raised event keeps its day and tells nobody", "[engine][time]") {
  const std::vector<Raise> raises{{parse_offset("1 day after").value(), "ObjectionLapsed"}};
  const auto rungs = rungs_between({}, raises, day("2025-06-13"), national(), day("2025-06-13"),
                                   day("2025-06-30"));
  REQUIRE(rungs.size() == 1);
  CHECK(to_text(rungs[0].day) == "2025-06-14");
  CHECK(rungs[0].event == "ObjectionLapsed");
  CHECK(rungs[0].to.empty());
}

TEST_CASE("A ladder that has ended has no next rung", "[engine][time]") {
  const auto due = day("2025-05-06");
  CHECK(next_rung_day(objection_ladder(), {}, due, national(), day("2025-04-29")) ==
        day("2025-04-30"));
  CHECK_FALSE(next_rung_day(objection_ladder(), {}, due, national(), due));
  CHECK(rungs_between(objection_ladder(), {}, due, national(), due, day("2030-01-01")).empty());
}

TEST_CASE("After many years the ladder goes on where it would have been", "[engine][time]") {
  const auto due = day("2015-06-16");
  const auto after = day("2198-06-01");
  const auto next = next_rung_day(reply_ladder(), {}, due, national(), after);
  REQUIRE(next);
  CHECK(*next > after);
  CHECK(*next <= national().add_workdays(after, 5));
  CHECK(national().workdays_between(due, *next) % 5 == 0);

  const auto rungs = rungs_between(reply_ladder(), {}, due, national(), after, after + days{28});
  REQUIRE(rungs.size() == 4);
  CHECK(rungs[0].day == *next);
}

TEST_CASE("Repetition in another unit is counted from the due date", "[engine][time]") {
  Ladder ladder;
  ladder.rungs = rungs({"6 working days after"});
  ladder.then_every = parse_interval("1 week").value();
  // Monday 06-16: the sixth working day is Tuesday 06-24, the first whole week after it Monday
  // 06-30.
  CHECK(days_of(ladder, "2025-06-16", "2025-06-16", "2025-07-07") == "06-24 06-30 07-07");
}

TEST_CASE("Repetition in another unit than an early last rung begins after the due date",
          "[engine][time]") {
  Ladder ladder;
  ladder.rungs = rungs({"30 days before"});
  ladder.then_every = parse_interval("5 working days").value();
  CHECK(days_of(ladder, "2025-06-16", "2025-01-01", "2025-06-30") == "05-16 06-23 06-30");
}

TEST_CASE("No rung around a rest day is lost, wherever the asking begins", "[engine][time]") {
  Ladder ladder;
  ladder.rungs = rungs({"3 working days before"});
  ladder.then_every = parse_interval("1 working day").value();
  // Due on a Saturday: one working day before it and the day itself both fall on the Friday.
  CHECK(days_of(ladder, "2025-06-14", "2025-06-12", "2025-06-13") == "06-13 06-13");

  ladder.rungs = rungs({"on the day"});
  ladder.then_every = parse_interval("1 day").value();
  // Due on a Friday: what falls on the weekend is told on the Monday.
  CHECK(days_of(ladder, "2025-06-13", "2025-06-14", "2025-06-16") == "06-16 06-16 06-16");
}

TEST_CASE("A window is told on its first working day", "[engine][time]") {
  Ladder ladder;
  ladder.to = {"contact"};
  ladder.rungs = {window_opens, parse_offset("15 days before").value()};
  const std::vector<Raise> raises{{window_opens, "open_window"}};
  const auto date = [](const char* text) { return parse_date(text).value(); };

  // 2026-02-01 is a Sunday: the window opens that day, and the reminder waits for the Monday.
  const Term february{date("2026-02-01"), date("2026-02-28")};
  const auto rungs =
      rungs_between(ladder, raises, february, national(), date("2026-01-01"), date("2026-02-28"));
  REQUIRE(rungs.size() == 3);
  CHECK(rungs[0].event == "open_window");
  CHECK(to_text(rungs[0].day) == "2026-02-01");
  CHECK(code_of(rungs[1].offset) == "open");
  CHECK(to_text(rungs[1].day) == "2026-02-02");
  CHECK(to_text(rungs[2].day) == "2026-02-13");
  CHECK(next_rung_day(ladder, {}, february, national(), date("2026-01-01")) == date("2026-02-02"));

  // A limit that is no window has no such rung.
  const auto plain = rungs_between(ladder, raises, date("2026-02-28"), national(),
                                   date("2026-01-01"), date("2026-02-28"));
  CHECK(plain.size() == 1);
}

TEST_CASE("Ladders", "[engine][time][property]") {
  rc::prop("give the same rungs in two parts as in one", [] {
    const auto ladder = *any_ladder();
    const std::vector<Raise> raises{{*any_offset(), "Lapsed"}};
    const auto due = *any_day();
    const auto after = due + days{*rc::gen::inRange(-100, 300)};
    const auto middle = after + days{*rc::gen::inRange(0, 60)};
    const auto through = middle + days{*rc::gen::inRange(0, 60)};

    auto parts = rungs_between(ladder, raises, due, national(), after, middle);
    const auto rest = rungs_between(ladder, raises, due, national(), middle, through);
    parts.insert(parts.end(), rest.begin(), rest.end());
    const auto whole = rungs_between(ladder, raises, due, national(), after, through);
    RC_ASSERT(std::equal(parts.begin(), parts.end(), whole.begin(), whole.end(), same));
  });

  rc::prop("name the day of the first of them", [] {
    const auto ladder = *any_ladder();
    const auto due = *any_day();
    const auto after = due + days{*rc::gen::inRange(-100, 300)};
    const auto next = next_rung_day(ladder, {}, due, national(), after);
    if (next) {
      const auto rungs = rungs_between(ladder, {}, due, national(), after, *next);
      RC_ASSERT(!rungs.empty());
      RC_ASSERT(rungs.front().day == *next);
      RC_ASSERT(rungs_between(ladder, {}, due, national(), after, *next - days{1}).empty());
    } else {
      RC_ASSERT(rungs_between(ladder, {}, due, national(), after, after + days{400}).empty());
    }
  });

  rc::prop("remind on workdays only, late ones after the due date, in order", [] {
    const auto ladder = *any_ladder();
    const auto due = *any_day();
    const auto rungs = rungs_between(ladder, {}, due, national(), due - days{100}, due + days{100});
    for (const auto& rung : rungs) {
      RC_ASSERT(national().is_workday(rung.day));
      if (rung.offset.amount > 0) RC_ASSERT(rung.day > due);
      if (rung.offset.amount < 0) RC_ASSERT(rung.day <= due);
    }
    RC_ASSERT(std::is_sorted(rungs.begin(), rungs.end(),
                             [](const Rung& a, const Rung& b) { return a.day < b.day; }));
  });
}
