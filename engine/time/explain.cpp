#include "engine/time/time_rule.hpp"

namespace duban {

namespace {

using namespace std::chrono;

std::string name_of(Date date, const Calendar& calendar) {
  const auto* notice = calendar.notice_for(date);
  return notice ? notice->name : std::string{};
}

std::string kind_of(Date date, const Calendar& calendar) {
  if (calendar.is_workday(date)) return is_weekday(date) ? "counted" : "makeup_workday";
  return calendar.notice_for(date) ? "holiday" : "weekend";
}

/// The steps as they are taken, and the first of the looked-at days that no notice covers.
class Account {
 public:
  explicit Account(const Calendar& calendar) : calendar_{calendar} {}

  void note(Date date, int number, std::string why) {
    steps_.push_back({date, number, std::move(why), name_of(date, calendar_)});
  }

  void look_at(Date date) {
    if (uncovered_ == Date::max() && !calendar_.is_known(year_month_day{date}.year())) {
      uncovered_ = date;
    }
  }

  std::vector<CountedDay> finish(Date due, int number) {
    if (uncovered_ != Date::max()) note(uncovered_, 0, "provisional");
    note(due, number, "due");
    return std::move(steps_);
  }

 private:
  const Calendar& calendar_;
  std::vector<CountedDay> steps_;
  Date uncovered_ = Date::max();
};

void tell_working_days(Account& account,
                       Date anchor,
                       const TimeRule& rule,
                       const Calendar& calendar) {
  const days step = rule.before ? -one_day : one_day;
  int number = 0;
  for (Date day = anchor; number < rule.amount;) {
    day += step;
    account.look_at(day);
    const bool counts = calendar.is_workday(day);
    if (counts) ++number;
    account.note(day, counts ? number : 0, kind_of(day, calendar));
  }
}

bool is_by_month(const TimeRule& rule) {
  return rule.unit == TimeRule::Unit::month || rule.unit == TimeRule::Unit::year;
}

/// Natural days all count; of months, each that is over.  The last is the nominal day.
void tell_passing(Account& account, Date anchor, TimeRule rule, const Calendar& calendar) {
  const auto amount = rule.amount;
  const auto* why = rule.unit == TimeRule::Unit::year    ? "year"
                    : rule.unit == TimeRule::Unit::month ? "month"
                                                         : "day";
  rule.roll = TimeRule::Roll::none;
  for (rule.amount = 1; rule.amount < amount; ++rule.amount)
    account.note(limit_from(anchor, rule, calendar).nominal, rule.amount, why);
}

bool is_clamped(Date anchor, const TimeRule& rule, Date nominal) {
  return rule.kind == TimeRule::Kind::span && is_by_month(rule) &&
         year_month_day{anchor}.day() != year_month_day{nominal}.day();
}

void tell_roll(Account& account, const TimeRule& rule, const Limit& limit) {
  const days step = rule.roll == TimeRule::Roll::backward ? -one_day : one_day;
  account.look_at(limit.nominal);
  for (Date day = limit.nominal; day != limit.due; day += step) {
    account.note(day, 0, "rolled");
    account.look_at(day + step);
  }
}

}  // namespace

std::vector<CountedDay> explain(Date anchor, const TimeRule& rule, const Calendar& calendar) {
  const Limit limit = limit_from(anchor, rule, calendar);
  Account account{calendar};
  account.note(anchor, 0, "anchor");

  const bool by_days =
      rule.kind == TimeRule::Kind::span &&
      (rule.unit == TimeRule::Unit::day || rule.unit == TimeRule::Unit::working_day);
  if (by_days && rule.unit == TimeRule::Unit::working_day) {
    tell_working_days(account, anchor, rule, calendar);
  } else {
    if (rule.kind == TimeRule::Kind::span) tell_passing(account, anchor, rule, calendar);
    account.note(limit.nominal, by_days ? rule.amount : 0, "nominal");
    if (is_clamped(anchor, rule, limit.nominal)) account.note(limit.nominal, 0, "clamped");
    tell_roll(account, rule, limit);
  }
  return account.finish(limit.due, by_days && limit.due == limit.nominal ? rule.amount : 0);
}

}  // namespace duban
