#include "workflows/report/rates.hpp"

#include "engine/data/codec.hpp"
#include "workflows/catalogue.hpp"
#include "workflows/report/facts.hpp"

#include <array>

namespace duban::report {

namespace {

constexpr auto kind = "report";

/// The limit it is held against: the first one, or the one that still runs.
std::optional<Date> limit_of(const Facts& facts, const Family& family) {
  if (facts.original_due) return facts.original_due;
  const auto* clock = family.running_clock(family.root().id, "submission");
  return clock ? clock->due : std::nullopt;
}

bool is_handed_in(std::string_view state) {
  return state != "planned" && state != "open" && state != "returned";
}

/// Judged once it is in, or its limit is over.
void judge(Countable& report, const Facts& facts, const Family& family, Date day) {
  const bool is_in = is_handed_in(family.root().state);
  const auto limit = limit_of(facts, family);
  if (!facts.gaps.empty()) report.sets.insert("returned");
  if (!facts.submissions.empty()) report.sets.insert("ever_submitted");
  if (!limit) {
    report.sets.insert("without_limit");
    return;
  }
  if (is_in) report.sets.insert("submitted");
  if (is_in || *limit < day) report.sets.insert("due");
  if (is_in && !facts.submissions.back().late) report.sets.insert("in_time");
  if (report.sets.contains("due") && !report.sets.contains("in_time")) report.sets.insert("late");
  report.told.emplace_back("due", to_text(*limit));
}

}  // namespace

Rates rates_of(const Regulation&) {
  Rates rates;
  rates.all = {{.name = "reports_planned", .set = "to_submit", .base = ""},
               {.name = "reports_waived", .set = "waived", .base = ""},
               {.name = "reports_late", .set = "late", .base = ""},
               {.name = "reports_without_limit", .set = "without_limit", .base = ""},
               {.name = "submission", .set = "submitted", .base = "due"},
               {.name = "submission_in_time", .set = "in_time", .base = "due"},
               {.name = "submission_returned", .set = "returned", .base = "ever_submitted"}};
  return rates;
}

std::vector<Countable> count_family(const Family& family, const CountedBy& by) {
  const auto& root = family.root();
  const auto facts = decode_stored<Facts>(root.facts);
  Countable report{.id = root.id, .kind = kind};
  report.groups = {
      {"unit", facts.sender}, {"year", facts.period.substr(0, 4)}, {"kind", facts.kind}};
  if (root.state == "waived") {
    report.sets.insert("waived");
  } else {
    report.sets.insert("to_submit");
    judge(report, facts, family, by.day);
  }
  return {std::move(report)};
}

Measure measure() {
  static constexpr std::array groupings{Grouping{"unit", kind}, Grouping{"year", kind},
                                        Grouping{"kind", kind}};
  return {.workflow = "report",
          .kind = kind,
          .groupings = groupings,
          .rates = rates_of,
          .count = count_family};
}

}  // namespace duban::report
