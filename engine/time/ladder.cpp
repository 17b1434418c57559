#include "engine/time/ladder.hpp"

#include <algorithm>
#include <tuple>

namespace duban {

namespace {

using namespace std::chrono;

/// Places offsets around one due date.
class Placing {
 public:
  Placing(Term term, const Calendar& calendar)
      : due_{term.due}, opens_{term.opens}, calendar_{calendar} {}

  [[nodiscard]] bool has(Offset offset) const { return offset != window_opens || opens_; }

  [[nodiscard]] Date asked_day(Offset offset) const {
    if (offset == window_opens) return *opens_;
    return offset.working_days ? calendar_.add_workdays(due_, offset.amount)
                               : due_ + days{offset.amount};
  }

  [[nodiscard]] Date reminder_day(Offset offset) const {
    const Date asked = asked_day(offset);
    const Date moved = calendar_.previous_workday(asked);
    const bool false_alarm = offset == window_opens || (asked > due_ && moved <= due_);
    return false_alarm ? calendar_.next_workday(asked) : moved;
  }

  /// No reminder of this unit with a smaller or equal amount comes after `day`.
  [[nodiscard]] int amount_reached(bool working_days, Date day) const {
    if (working_days && day < due_) return -1 - calendar_.workdays_between(day, due_ - one_day);
    if (working_days) return calendar_.workdays_between(due_, day);
    return static_cast<int>((calendar_.previous_workday(day) - due_).count());
  }

 private:
  Date due_;
  std::optional<Date> opens_;
  const Calendar& calendar_;
};

/// The endless part of a ladder: the amounts `base + interval`, `base + 2 interval` …
class Repetition {
 public:
  Repetition(const Ladder& ladder, const Placing& placing) : placing_{placing} {
    if (!ladder.then_every || ladder.then_every->amount < 1) return;
    interval_ = *ladder.then_every;
    if (ladder.rungs.empty() || ladder.rungs.back() == window_opens) return;

    const auto last = ladder.rungs.back();
    if (last.amount == 0 || last.working_days == interval_.working_days) {
      base_ = last.amount;
    } else {
      const int reached = placing.amount_reached(interval_.working_days, placing.asked_day(last));
      base_ = std::max(0, reached / interval_.amount * interval_.amount);
    }
  }

  [[nodiscard]] bool exists() const { return interval_.amount > 0; }

  /// The first rung whose day is later than `after`, however long ago the ladder began.
  [[nodiscard]] Offset first_after(Date after) const {
    const int reached = placing_.amount_reached(interval_.working_days, after);
    const int passed = std::max(0, (reached - base_) / interval_.amount);
    auto offset = at(passed + 1);
    while (placing_.reminder_day(offset) <= after) offset = next(offset);
    return offset;
  }

  [[nodiscard]] Offset next(Offset offset) const {
    return {offset.amount + interval_.amount, interval_.working_days};
  }

 private:
  [[nodiscard]] Offset at(int number) const {
    return {base_ + number * interval_.amount, interval_.working_days};
  }

  const Placing& placing_;
  Offset interval_;
  int base_ = 0;
};

std::vector<std::string> told_at(Offset offset, const Ladder& ladder, const Placing& placing) {
  auto told = ladder.to;
  const Date day = placing.asked_day(offset);
  for (const auto& escalation : ladder.escalations) {
    if (!placing.has(escalation.from) || day < placing.asked_day(escalation.from)) continue;
    for (const auto& role : escalation.to) {
      if (std::find(told.begin(), told.end(), role) == told.end()) told.push_back(role);
    }
  }
  return told;
}

bool before_in_time(const Rung& a, const Rung& b) {
  return std::tie(a.day, a.offset) < std::tie(b.day, b.offset);
}

}  // namespace

std::vector<Rung> rungs_between(const Ladder& ladder,
                                const std::vector<Raise>& raises,
                                Term term,
                                const Calendar& calendar,
                                Date after,
                                Date through) {
  const Placing placing{term, calendar};
  const auto is_within = [&](Date day) { return after < day && day <= through; };
  std::vector<Rung> rungs;

  const auto remind = [&](Offset offset, Date day) {
    rungs.push_back({day, offset, told_at(offset, ladder, placing), {}});
  };
  for (const auto offset : ladder.rungs) {
    if (!placing.has(offset)) continue;
    const Date day = placing.reminder_day(offset);
    if (is_within(day)) remind(offset, day);
  }

  const Repetition repetition{ladder, placing};
  if (repetition.exists() && after < through) {
    auto offset = repetition.first_after(after);
    for (auto day = placing.reminder_day(offset); day <= through;
         day = placing.reminder_day(offset)) {
      remind(offset, day);
      offset = repetition.next(offset);
    }
  }

  for (const auto& raise : raises) {
    if (!placing.has(raise.at)) continue;
    const Date day = placing.asked_day(raise.at);
    if (is_within(day)) rungs.push_back({day, raise.at, {}, raise.event});
  }
  std::stable_sort(rungs.begin(), rungs.end(), before_in_time);
  return rungs;
}

std::optional<Date> next_rung_day(const Ladder& ladder,
                                  const std::vector<Raise>& raises,
                                  Term term,
                                  const Calendar& calendar,
                                  Date after) {
  const Placing placing{term, calendar};
  std::optional<Date> next;
  const auto consider = [&](Date day) {
    if (day > after && (!next || day < *next)) next = day;
  };

  for (const auto offset : ladder.rungs)
    if (placing.has(offset)) consider(placing.reminder_day(offset));
  for (const auto& raise : raises)
    if (placing.has(raise.at)) consider(placing.asked_day(raise.at));
  const Repetition repetition{ladder, placing};
  if (repetition.exists()) consider(placing.reminder_day(repetition.first_after(after)));
  return next;
}

}  // namespace duban
