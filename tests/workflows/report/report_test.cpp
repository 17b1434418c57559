// Periodic reports (定期报送材料), told with the Fujian plan for social security work.

#include "workflows/office.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

namespace duban::test {

namespace {

constexpr auto funds_first_half = "社会保险费征缴-2025上-税务局";
constexpr auto funds_second_half = "社会保险费征缴-2025下-税务局";
constexpr auto contact = "unit:税务局:contact";

const std::string whole = R"({"signatory":"局长","answers_for_truth":true,
  "covered":["征缴情况","分析"],"files":["报告.pdf"]})";

/// A report of the first half of 2025 in `open`.
CaseId open_report(Office& office) {
  office.live_until("2025-07-01");
  return office.numbered(funds_first_half);
}

/// … in `checking`, handed in on the day.
CaseId checked_report(Office& office, const std::string& day) {
  const auto id = open_report(office);
  office.live_until(day);
  office.fire(id, "submit", whole);
  office.fire(id, "check");
  return id;
}

int reports_in(Office& office) {
  CaseFilter filter;
  filter.workflow = "report";
  return static_cast<int>(office.directory().cases(filter).size());
}

}  // namespace

TEST_CASE("WC45 The half-yearly material is asked for in July and in February",
          "[workflow][report][WC45]") {
  Office office{"2025-06-20", "fujian"};
  office.live_until("2025-06-20");
  const auto july = office.numbered(funds_first_half);
  CHECK(office.state(july) == "planned");
  CHECK(office.due(july, "submission") == "2025-07-31");

  office.live_until("2025-06-30");
  CHECK(office.told(july, "submission", contact).empty());
  office.live_until("2025-07-01");
  CHECK(office.state(july) == "open");
  office.live_until("2025-08-14");
  CHECK(office.told(july, "submission", contact) == Days{"2025-07-01", "2025-07-16", "2025-07-24",
                                                         "2025-07-28", "2025-07-30", "2025-07-31",
                                                         "2025-08-01", "2025-08-07", "2025-08-14"});
  CHECK(office.told(july, "submission", "unit:税务局:unit_head") ==
        Days{"2025-08-07", "2025-08-14"});
  CHECK(office.told(july, "submission", "office:chair_meeting") == Days{"2025-08-14"});

  // The second half of 2025: 1 February 2026 is a Sunday, 28 February a Saturday that is worked.
  const auto february = office.numbered(funds_second_half);
  office.live_until("2026-02-28");
  CHECK(office.due(february, "submission") == "2026-02-28");
  CHECK(office.told(february, "submission", contact) ==
        Days{"2026-02-02", "2026-02-13", "2026-02-14", "2026-02-25", "2026-02-27", "2026-02-28"});

  // The second half of 2026 ends on Sunday 28 February 2027, for which there is no notice yet.
  office.live_until("2026-03-01");
  const auto next = office.numbered("社会保险费征缴-2026下-税务局");
  CHECK(office.due(next, "submission") == "2027-02-28");
  CHECK(office.family(next).find_clock(next, "submission", 0)->provisional);
  CHECK(office.verify().empty());
}

TEST_CASE("WC45 A window that ends on a Sunday warns of the last workday before it",
          "[workflow][report][WC45]") {
  Office office{"2027-02-01", "fujian"};
  office.live_until("2027-02-28");
  const auto id = office.numbered("社会保险费征缴-2026下-税务局");
  std::vector<std::string> warned;
  for (const auto& row : office.directory().outbox("", 0, 1000))
    if (row.notice.about == id && row.notice.text == "reminder")
      for (const auto& item : row.notice.body.at("items").as_array())
        warned.emplace_back(item.at("last_workday").as_string());
  REQUIRE_FALSE(warned.empty());
  for (const auto& day : warned) CHECK(day == "2027-02-26");
}

TEST_CASE("WC46 Audit material by March, the committee's by June, a special audit's in a month",
          "[workflow][report][WC46]") {
  Office office{"2026-01-05", "fujian"};
  office.live_until("2026-03-31");
  const auto audit = office.numbered("社会保障资金审计-2025-审计厅");
  CHECK(office.due(audit, "submission") == "2026-03-31");
  CHECK(office.told(audit, "submission", "unit:审计厅:contact") ==
        Days{"2026-03-16", "2026-03-24", "2026-03-27", "2026-03-30", "2026-03-31"});
  const auto committee = office.numbered("社会保险监督委员会情况-2025-社会保险监督委员会");
  CHECK(office.due(committee, "submission") == "2026-06-30");

  const auto special =
      office.opened("report", "generate", R"({"kind":"专项审计","anchored_on":"2025-12-31"})");
  CHECK(office.state(special) == "open");
  CHECK(office.due(special, "submission") == "2026-02-02");
}

TEST_CASE("Every report of the plan is in the register once", "[workflow][report]") {
  Office office{"2025-06-20", "fujian"};
  office.live_until("2025-06-20");
  const auto planned = reports_in(office);
  CHECK(planned == 10);

  // A second node, a restart and another day of the same period want nothing new.
  Scheduler{office.open_register()}.fire_due(office.now());
  office.live_until("2025-06-21");
  CHECK(reports_in(office) == planned);
  CHECK(office.refusal_to_open("report", "generate",
                               R"({"kind":"社会保险费征缴","limit":"report_first_half"})") !=
        "done");
  CHECK(reports_in(office) == planned);
  CHECK(office.refusal_to_open("report", "generate",
                               R"({"kind":"社会保险费征缴","limit":"report_first_half"})") ==
        "conflict:number");

  // When a limit has passed the next one is planned, whether the last was kept or not.
  office.live_until("2025-08-01");
  CHECK(office.state(office.numbered("社会保险费征缴-2026上-税务局")) == "planned");
}

TEST_CASE("Two nodes that plan at once plan once", "[workflow][report]") {
  Office office{"2025-06-20", "fujian"};
  const auto connection = office.connect();
  sql::SqlStore store{*connection};
  sql::SqlDirectory directory{*connection};
  const auto workflows = all_workflows();
  FixedTime time{office.now()};
  Register other{store, directory, workflows, time};
  const auto first = Scheduler{office.open_register()}.fire_due(office.now());
  const auto second = Scheduler{other}.fire_due(office.now());
  CHECK(first.opened == 10);
  CHECK(second.opened == 0);
}

TEST_CASE("A report goes from its window to the archive", "[workflow][report]") {
  Office office{"2025-06-20", "fujian"};
  const auto id = open_report(office);
  office.live_until("2025-07-25");
  office.fire(id, "submit", whole, contact_of("税务局"));
  CHECK(office.state(id) == "submitted");
  CHECK(office.due(id, "submission") == "ended");
  CHECK(office.due(id, "check") == "2025-08-08");
  office.fire(id, "check");
  office.fire(id, "accept", R"({"ticked":["征缴情况","分析"]})");
  CHECK(office.state(id) == "accepted");
  office.fire(id, "use", R"({"way":"heard","meeting":"2025-7","briefing":true})");
  office.fire(id, "close", R"({"archive":"财经〔2025〕12号"})");
  CHECK(office.state(id) == "closed");
  CHECK(office.running_clocks(id) == 0);
  CHECK_FALSE(office.facts(id).at("submissions").at(0).as_object().contains("late"));
  CHECK(office.verify().empty());
}

TEST_CASE("Returned material is measured by the original limit", "[workflow][report]") {
  Office office{"2025-06-20", "fujian"};
  const auto id = checked_report(office, "2025-07-30");
  office.live_until("2025-08-04");
  office.fire(id, "return", R"({"missing":["分析"]})");
  CHECK(office.state(id) == "returned");
  CHECK(office.due(id, "completion") == "2025-08-11");
  office.live_until("2025-08-06");
  office.fire(id, "submit", whole);
  CHECK(office.due(id, "completion") == "ended");
  const auto facts = office.facts(id);
  CHECK(facts.at("original_due") == "2025-07-31");
  CHECK(facts.at("submissions").at(1).at("late") == true);
}

TEST_CASE("Late material is taken, and marked", "[workflow][report]") {
  Office office{"2025-06-20", "fujian"};
  const auto id = open_report(office);
  office.live_until("2025-08-05");
  office.fire(id, "submit", whole);
  CHECK(office.facts(id).at("submissions").at(0).at("late") == true);
}

TEST_CASE("What a report may not do is refused", "[workflow][report]") {
  Office office{"2025-06-20", "fujian"};
  const auto id = checked_report(office, "2025-07-30");

  struct Row {
    std::string event, data, refusal;
  };
  // clang-format off
  const auto row = GENERATE(values<Row>({
    // given: checking              when                                       then
    {"accept", R"({"ticked":["征缴情况"]})",                                  "condition:every_point_ticked"},
    {"return", R"({"missing":[]})",                                           "condition:names_what_is_missing"},
    {"submit", whole,                                                         "not_in_state:submit"},
    {"waive",  R"({"reason":"机构改革"})",                                    "not_in_state:waive"},
    {"close",  R"({"archive":"1"})",                                          "not_in_state:close"},
  }));
  // clang-format on
  CAPTURE(row.event);
  CHECK(office.refusal(id, row.event, row.data) == row.refusal);
}

TEST_CASE("Material that is not whole is not taken", "[workflow][report]") {
  Office office{"2025-06-20", "fujian"};
  const auto tax = open_report(office);
  const auto fund = office.numbered("社会保险基金-2025上-人力资源和社会保障厅");
  CHECK(office.refusal(tax, "submit", R"({"signatory":"局长","covered":["征缴情况","分析"]})") ==
        "condition:answers_for_truth");
  CHECK(office.refusal(tax, "submit",
                       R"({"signatory":"局长","answers_for_truth":true,"covered":["分析"]})") ==
        "condition:covers_every_point");
  CHECK(office.refusal(fund, "submit",
                       R"({"signatory":"厅长","answers_for_truth":true,"joint_signers":["财政厅"],
                           "covered":["社会保险基金管理、使用和支付情况",
                                      "医疗保险基金管理、使用和支付情况"]})") ==
        "condition:joint_senders_have_signed");
  CHECK(office.refusal(tax, "submit", whole, contact_of("民政厅")) == "no_authority:submit_report");
  CHECK(office.refusal(tax, "open_window") == "not_in_state:open_window");
  CHECK(office.refusal(office.numbered(funds_second_half), "open_window") ==
        "condition:window_has_begun");
}

TEST_CASE("A report that nobody plans or that lacks its day is not opened", "[workflow][report]") {
  Office office{"2025-06-20", "fujian"};
  struct Row {
    std::string data, refusal;
  };
  // clang-format off
  const auto row = GENERATE(values<Row>({
    {R"({"kind":"没有的种类"})",                                 "condition:kind_is_planned"},
    {R"({"kind":"要求报送的材料","due":"2025-07-10"})",          "condition:names_a_sender"},
    {R"({"kind":"社会保险费征缴"})",                             "condition:names_a_known_limit"},
    {R"({"kind":"专项审计"})",                                   "condition:has_what_it_counts_from"},
    {R"({"kind":"专项审计","anchored_on":"2025-06-21"})",        "condition:its_day_fits"},
    {R"({"kind":"社会保障工作报告"})",                           "condition:has_what_it_counts_from"},
    {R"({"kind":"社会保障工作报告","due":"2025-06-19"})",        "condition:its_day_fits"},
    {R"({"kind":"专项工作报告","sender":"交通局"})",             "condition:has_what_it_counts_from"},
    {R"({"kind":"专项工作报告","sender":"交通局","meeting":"9"})", "not_found:meeting"},
    {R"({"kind":"要求报送的材料","sender":"无此局","due":"2025-07-10"})", "not_found:sender"},
  }));
  // clang-format on
  CAPTURE(row.data);
  CHECK(office.refusal_to_open("report", "generate", row.data) == row.refusal);
}

TEST_CASE("A report for a meeting is due before it and follows it", "[workflow][report]") {
  Office office{"2025-08-01"};
  auto meeting = [&](const std::string& day) {
    return Meeting{office.directory().congresses().front().code, "2025-5", "第二十次会议",
                   parse_date(day).value()};
  };
  REQUIRE(office.directory().put(meeting("2025-09-24"), true).has_value());
  const auto draft = office.opened(
      "report", "generate",
      R"({"kind":"专项工作报告送委员会征求意见稿","sender":"交通局","meeting":"2025-5"})");
  const auto report = office.opened(
      "report", "generate", R"({"kind":"专项工作报告","sender":"交通局","meeting":"2025-5"})");
  // 20 and 10 days before 24 September, both workdays (监督法 15).
  CHECK(office.due(draft, "submission") == "2025-09-04");
  CHECK(office.due(report, "submission") == "2025-09-12");  // from Sunday 14 September

  SECTION("a later day moves the limits") {
    REQUIRE(office.directory().put(meeting("2025-10-29"), false).has_value());
    office.live_until("2025-08-02");
    CHECK(office.due(draft, "submission") == "2025-10-09");
    CHECK(office.due(report, "submission") == "2025-10-17");  // from Sunday 19 October
  }
  SECTION("an earlier day, too") {
    REQUIRE(office.directory().put(meeting("2025-09-10"), false).has_value());
    office.live_until("2025-08-02");
    CHECK(office.due(draft, "submission") == "2025-08-21");
    CHECK(office.told(draft, "submission", "unit:交通局:contact").empty());
  }
  SECTION("one already handed in keeps its limit") {
    office.fire(report, "submit", R"({"signatory":"局长","answers_for_truth":true})");
    REQUIRE(office.directory().put(meeting("2025-09-10"), false).has_value());
    office.live_until("2025-08-02");
    CHECK(office.facts(report).at("original_due") == "2025-09-12");
  }
  CHECK(office.verify().empty());
}

}  // namespace duban::test
