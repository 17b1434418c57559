// 报送率 and 报送及时率: figures of periodic reports.

#include "engine/rates.hpp"

#include "workflows/office.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

/// `counted/base` of a rate of reports.
std::string figure(Office& office, const std::string& name) {
  for (const auto& measure : all_measures()) {
    if (measure.workflow != "report") continue;
    const auto rules =
        office.open_register().rulebook().of_congress(office.directory().congresses().front().code);
    const auto rates = measure.rates(rules->regulation);
    Tally tally{measure, rates.all, nullptr};
    office.store().each_family({}, [&](const FamilyHistory& history) {
      if (history.family.root().workflow == "report")
        for (const auto& thing : measure.count(
                 history.family,
                 {rules->regulation, rules->regulation, rules->calendar, date_of(office.now())}))
          tally.add(thing);
      return true;
    });
    const auto& counts = tally.groups().at("");
    for (std::size_t i = 0; i < rates.all.size(); ++i)
      if (rates.all[i].name == name)
        return std::to_string(counts[i].counted) + "/" + std::to_string(counts[i].base);
  }
  return "no such rate";
}

}  // namespace

TEST_CASE("A report is in time by its original limit, and owed until it is in", "[report][rates]") {
  Office office{"2025-06-20", "fujian"};
  office.live_until("2025-07-01");
  // The committee's report of 2024 was due on 30 June and has not come.
  CHECK(figure(office, "submission") == "0/1");

  const auto submit = [&](const std::string& number, const std::string& covered) {
    const auto id = office.numbered(number);
    office.fire(id, "submit",
                R"({"signatory":"局长","answers_for_truth":true,"covered":)" + covered + "}");
    office.fire(id, "check");
    return id;
  };
  office.live_until("2025-07-20");
  submit("社会保险费征缴-2025上-税务局", R"(["征缴情况","分析"])");
  const auto benefits = submit("最低生活保障金-2025上-民政厅", R"(["资金","使用和管理"])");
  office.fire(benefits, "return", R"({"missing":["资金"]})");
  CHECK(figure(office, "submission") == "1/2");
  CHECK(figure(office, "submission_returned") == "1/2");

  // Sent back and not completed by 31 July: owed, and late.
  office.live_until("2025-08-01");
  CHECK(figure(office, "submission") == "1/5");
  CHECK(figure(office, "submission_in_time") == "1/5");
  office.fire(benefits, "submit",
              R"({"signatory":"局长","answers_for_truth":true,"covered":["资金","使用和管理"]})");
  CHECK(figure(office, "submission") == "2/5");
  CHECK(figure(office, "submission_in_time") == "1/5");

  const auto before = figure(office, "reports_planned");
  office.fire(office.numbered("社会保障资金审计-2025-审计厅"), "waive", R"({"reason":"机构改革"})");
  CHECK(figure(office, "reports_waived") == "1/0");
  CHECK(figure(office, "reports_planned") != before);
}

}  // namespace duban::test
