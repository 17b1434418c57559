// The rate clauses of the worked cases, lived through from the hand-over on.

#include "workflows/suggestion/figures.hpp"

#include <catch2/catch.hpp>

namespace duban::test {

namespace {

const std::vector<std::pair<std::string, std::string>> sole{{"甲局", "sole"}};
const std::vector<std::pair<std::string, std::string>> apart{
    {"甲局", "separate"}, {"乙局", "separate"}, {"丙局", "separate"}};
constexpr auto class_b =
    R"({"reply_class":"B","commitments":[{"text":"完成","due":"2025-12-31"}]})";

CaseId answered(Office& office, const std::string& more = "{}") {
  const auto id = office.in_handling(sole);
  office.reply(part(id, 1), more);
  return id;
}

}  // namespace

TEST_CASE("WC24 In separate handling the last part answers, and each unit has its own figures",
          "[wc][rates]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(apart);
  office.live_until("2025-05-20");
  office.reply(part(id, 1));
  office.live_until("2025-06-12");
  office.reply(part(id, 2), class_b);
  office.live_until("2025-06-16");
  CHECK(Figures{office}.rate("on_time") == "0/0 —");  // its last day is not over
  CHECK(Figures{office}.rate("reply") == "0/1 0.00");
  CHECK(Figures{office, "unit"}.rate("on_time", "丙局") == "0/0 —");
  office.live_until("2025-06-18");
  CHECK(Figures{office}.rate("on_time") == "0/1 0.00");
  office.reply(part(id, 3), R"({"reply_class":"C"})");

  CHECK(office.state(id) == "answered");
  const Figures whole{office};
  CHECK(whole.rate("completion") == "1/1 100.00");
  CHECK(whole.rate("on_time") == "0/1 0.00");
  CHECK(whole.rate("class_C") == "1/1 100.00");
  const Figures units{office, "unit"};
  CHECK(units.rate("on_time", "甲局") == "1/1 100.00");
  CHECK(units.rate("on_time", "乙局") == "1/1 100.00");
  CHECK(units.rate("on_time", "丙局") == "0/1 0.00");
  CHECK(units.rate("class_A", "甲局") == "1/1 100.00");
  CHECK(units.groups().size() == 3);
}

TEST_CASE("WC26 Merged items count each, or with their host", "[wc][rates]") {
  const auto [merge_count, completion, on_time] =
      GENERATE(table<std::string, std::string, std::string>(
          {{"each", "2/2 100.00", "1/2 50.00"}, {"host", "1/1 100.00", "1/1 100.00"}}));
  Office office{"2025-03-14", "cn", with("merge_count", boost::json::string{merge_count})};
  const auto host = office.in_handling(sole);
  const auto child = office.in_handling(sole, false, {"李代表"});
  office.live_until("2025-03-18");
  office.fire(child, "link_merge",
              R"({"host":")" + to_text(host) + R"(","reason":"内容相同","deputies_noticed":true})");
  office.live_until("2025-06-09");
  office.reply(part(host, 1));
  office.live_until("2025-06-20");
  office.reply(part(child, 1));

  const Figures figures{office};
  CHECK(figures.rate("completion") == completion);
  CHECK(figures.rate("on_time") == on_time);
  CHECK(figures.number("merged") == 1);
  const std::vector<std::string> told{"merge_count.host"};
  CHECK((figures.rates().variants == told) == (merge_count == "host"));
}

TEST_CASE("WC27 A withdrawn item is out of the base, and counted apart", "[wc][rates]") {
  Office office{"2025-03-14"};
  const auto id = office.in_handling(sole, false, {"张代表", "李代表", "王代表"});
  answered(office);
  office.live_until("2025-04-10");
  CHECK(office.refusal(id, "withdraw", R"({"letter":"函","signers":["张代表","李代表"]})") ==
        "condition:all_signers_agree");
  CHECK(Figures{office}.rate("completion") == "1/2 50.00");
  office.fire(id, "withdraw", R"({"letter":"函","signers":["张代表","李代表","王代表"]})");
  const Figures figures{office};
  CHECK(figures.rate("completion") == "1/1 100.00");
  CHECK(figures.number("withdrawn") == 1);
  CHECK(figures.number("registered") == 2);
}

TEST_CASE("WC29 What is declined is not in the base", "[wc][rates]") {
  Office office{"2025-03-14"};
  const auto id =
      office.submitted(R"({"title":"关于弟弟案件的建议","text":"…","lead_deputy":"张代表"})");
  office.fire(id, "decline",
              R"({"ground":"诉讼中的具体案件","explanation":"…","deputy_informed":true})");
  CHECK(Figures{office}.number("registered") == 0);
  CHECK(Figures{office}.rate("completion") == "0/0 —");
}

TEST_CASE("WC31 A meeting after the reply does not count for 面商率", "[wc][rates]") {
  Office office{"2025-03-14"};
  const auto meet = R"({"way":"face_to_face","persons":"张代表","summary":"面商"})";
  const auto id = office.in_handling(sole);
  const auto other = office.in_handling(sole);
  office.live_until("2025-05-20");
  office.fire(part(other, 1), "record_contact", meet);
  office.live_until("2025-06-10");
  office.reply(part(id, 1));
  office.reply(part(other, 1));
  office.live_until("2025-06-12");
  office.fire(part(id, 1), "record_contact", meet);
  const Figures figures{office};
  CHECK(figures.rate("face_to_face") == "1/2 50.00");
  CHECK(figures.rate("communication") == "1/2 50.00");
  CHECK(figures.rate("meeting") == "2/2 100.00");
}

TEST_CASE("WC33 WC34 A redo leaves the first round's figures and suspends completion",
          "[wc][rates]") {
  Office office{"2025-03-14", "hefei"};
  const auto id = office.in_handling(sole);
  office.live_until("2025-06-10");
  office.reply(part(id, 1));
  office.live_until("2025-06-20");
  office.rate(id, "unsatisfied", "未解决实际问题");
  CHECK(Figures{office}.rate("completion") == "1/1 100.00");
  office.live_until("2025-06-25");
  office.fire(id, "order_redo", R"({"ground":"代表不满意"})");
  for (const auto* by : {"", "unit"}) {
    const std::string group = *by ? "甲局" : "";
    const Figures figures{office, by};
    CHECK(figures.rate("completion", group) == "0/1 0.00");
    CHECK(figures.rate("reply", group) == "1/1 100.00");
    CHECK(figures.rate("on_time", group) == "1/1 100.00");
    CHECK(figures.rate("unsatisfied", group) == "1/1 100.00");
    CHECK(figures.rate("satisfied_first", group) == "0/1 0.00");
    CHECK(figures.rate("redo_on_time", group) == "0/0 —");
  }
  office.live_until("2025-08-20");
  office.reply(part(id, 1));
  CHECK(Figures{office}.number("unrated") == 1);
  CHECK(Figures{office}.rate("satisfied_first") == "0/1 0.00");
  office.rate(id, "basically_satisfied");
  for (const auto* by : {"", "unit"}) {
    const std::string group = *by ? "甲局" : "";
    const Figures figures{office, by};
    CHECK(figures.rate("completion", group) == "1/1 100.00");
    CHECK(figures.rate("basically_satisfied", group) == "1/1 100.00");
    CHECK(figures.rate("satisfied_first", group) == "0/1 0.00");
    CHECK(figures.rate("redo", group) == "1/1 100.00");
    CHECK(figures.rate("redo_on_time", group) == "1/1 100.00");
  }
  CHECK(office.verify() == "");
}

TEST_CASE("WC37 Attitude and result are two rates, and together the worse", "[wc][rates]") {
  Office office{"2025-03-14", "cn", with("rates_attitude", true)};
  const auto id = answered(office);
  const auto rating = R"({"attitude":"satisfied","result":"unsatisfied")";
  CHECK(office.refusal(id, "rate", std::string{rating} + "}") == "condition:words_if_unsatisfied");
  office.fire(id, "rate", std::string{rating} + R"(,"words":"未解决"})");
  const Figures figures{office};
  CHECK(figures.rate("unsatisfied") == "1/1 100.00");
  CHECK(figures.rate("attitude_satisfied") == "1/1 100.00");
  CHECK(figures.rate("result_satisfied") == "0/1 0.00");
}

TEST_CASE("WC38 A joint item counts by the profile's policy", "[wc][rates]") {
  const auto [policy, satisfied, unsatisfied] = GENERATE(
      table<std::string, std::string, std::string>({{"lead", "1/1 100.00", "0/1 0.00"},
                                                    {"worst", "0/1 0.00", "1/1 100.00"},
                                                    {"majority", "1/1 100.00", "0/1 0.00"}}));
  Office office{"2025-03-14", "cn", with("joint_rating", boost::json::string{policy})};
  const auto id = office.in_handling(sole, false, {"张代表", "李代表", "王代表"});
  office.reply(part(id, 1), R"({"passed_on_by_lead_deputy":true})");
  office.fire(id, "rate", R"({"result":"satisfied"})", deputy("张代表"));
  office.fire(id, "rate", R"({"result":"unsatisfied","words":"…"})", deputy("李代表"));
  if (policy == "majority") CHECK(Figures{office}.rate("feedback") == "0/1 0.00");
  office.fire(id, "rate", R"({"result":"satisfied"})", deputy("王代表"));
  const Figures figures{office};
  CHECK(figures.rate("satisfied") == satisfied);
  CHECK(figures.rate("unsatisfied") == unsatisfied);
}

TEST_CASE("WC39 Seed figures, lived through case by case", "[wc][rates]") {
  Office office{"2025-03-14", "cn", with("rates.decimals", 0)};
  for (int i = 0; i < 132; ++i) {
    const auto id = answered(office, i < 57 ? "{}" : R"({"reply_class":"C"})");
    if (i < 127)
      office.rate(id, "satisfied");
    else
      office.rate(id, "unsatisfied", "…");
  }
  const Figures figures{office};
  CHECK(figures.rate("completion") == "132/132 100");
  CHECK(figures.rate("satisfied") == "127/132 96");
  CHECK(figures.rate("fulfilment") == "57/132 43");
}

}  // namespace duban::test
