#include "adapters/tables/csv.hpp"
#include "workflows/office.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace duban;
using namespace duban::test;

namespace {

using Texts = std::map<std::string, std::string, std::less<>>;

/// An office of 2026 that brings in what others have kept before.
class Newcomer : public Office {
 public:
  explicit Newcomer(const std::string& today = "2026-11-20", const std::string& profile = "cn")
      : Office{today, profile} {}

  Result<ImportedRow> read(Texts texts) {
    const ImportPlace place{"340100",  "某市人大常委会",     date_of(now()),
                            anybody(), {{"交通局", "交通"}}, {}};
    return all_importers().front().read({std::move(texts)}, place);
  }
  /// The id of the taken row; 0 if it was refused by the engine.
  CaseId take(Texts texts) {
    const auto row = read(std::move(texts));
    if (!row) FAIL(row.error().subject << ": " << row.error().detail);
    const auto done = open_register().open_all({{row->commands}}).front();
    if (!done) FAIL(done.error().subject << ": " << done.error().detail);
    return done->id;
  }
  std::string refused(Texts texts) {
    const auto row = read(std::move(texts));
    return row ? "taken" : row.error().subject + ": " + row.error().detail;
  }
  std::string fact(CaseId id, const char* name) {
    const auto all = facts(id);
    const auto* value = all.if_contains(name);
    return value ? json::serialize(*value) : "";
  }
};

std::map<std::string, Texts> real_rows() {
  const std::vector<std::string> columns{
      "id",          "kind",       "level",        "area",         "session",
      "number",      "title",      "undertaker",   "role",         "doc_no",
      "assigned_on", "replied_on", "published_on", "result_class", "source"};
  std::ifstream in{DUBAN_SOURCE_DIR "/tests/data/suggestions-cn.csv", std::ios::binary};
  auto reader = CsvReader::open(in, "suggestions-cn.csv", {.required = columns}).value();
  std::map<std::string, Texts> rows;
  for (const auto* row = reader.next().value(); row; row = reader.next().value()) {
    Texts texts;
    for (const auto& column : columns) texts[column] = (*row)[column];
    rows[texts["id"]] = texts;
  }
  return rows;
}

}  // namespace

TEST_CASE("Every row of the published table reaches the state its columns prove",
          "[workflow][import]") {
  Newcomer office;
  const auto rows = real_rows();
  REQUIRE(rows.size() == 44);
  // 7 is a co-handling unit's opinion and 36 a draft: neither is the reply.  37 tells its unit
  // alone.
  const std::map<std::string, std::string> others{
      {"7", "in_handling"}, {"36", "in_handling"}, {"37", "assigned"}};
  for (const auto& [id, row] : rows) {
    INFO("row " << id);
    if (row.at("kind") == "政协提案") {
      CHECK(office.refused(row).starts_with("kind: 政协提案 belongs to another body"));
      continue;
    }
    const auto other = others.find(id);
    CHECK(office.state(office.take(row)) == (other == others.end() ? "answered" : other->second));
  }
  CHECK(office.verify().empty());
}

TEST_CASE("An imported reply is held against the limit of its own day", "[workflow][import]") {
  Newcomer office;
  const auto id = office.take(real_rows().at("8"));
  const auto reply = office.facts(part(id, 1)).at("replies").as_array().at(0).as_object();
  CHECK(reply.at("on").as_string() == "2015-05-07");
  CHECK(reply.at("limit").as_string() == "2015-05-11");
  CHECK_FALSE(reply.contains("signed_on"));
  CHECK(office.fact(id, "answered_on") == "\"2015-05-07\"");
  CHECK(office.fact(id, "handed_on") == "\"2015-02-09\"");
  CHECK(office.fact(id, "lead_deputy").empty());
  CHECK(office.fact(id, "number") == "\"马关县-县十六届人大三次会议-201\"");
}

TEST_CASE("What an import cannot tell is unknown and never guessed", "[workflow][import]") {
  Newcomer office;
  const auto id = office.take({{"title", "修路"}, {"undertaker", "交通局"}});
  CHECK(office.state(id) == "assigned");
  CHECK(office.due(part(id, 1), "reply") == "unknown");
  CHECK(office.due(id, "overall_reply") == "unknown");
  CHECK(office.fact(id, "handed_on").empty());
  CHECK(office.fact(part(id, 1), "unit") == "\"交通\"");
  for (const auto& event : office.store().events(id, 0, 10)) {
    CHECK_FALSE(event.occurred_on);
    CHECK(event.body.find("\"occurred_on\":") == event.body.npos);
    CHECK(event.body.find("\"imported\":true") != event.body.npos);
  }
  const auto first = office.store().events(id, 0, 1).front().body;
  CHECK(first.find(R"("unknown":["text","lead_deputy","session","category","occurred_on"])") !=
        first.npos);
  CHECK(office.family(id).root().opened_on == date_of(office.now()));

  SECTION("and acts of earlier days may still be entered") {
    Command sign;
    sign.id = part(id, 1);
    sign.event = "sign";
    sign.data = json::object{{"name", "李联络"}, {"telephone", "1"}};
    sign.actor = anybody();
    sign.occurred_on = parse_date("2026-10-08").value();
    CHECK(office.open_register().fire(sign).has_value());
  }
  office.live_until("2027-03-01");
  CHECK(office.told(part(id, 1), "reply").empty());
  CHECK(office.verify().empty());
}

TEST_CASE("Open limits of an import run on, past rungs are not sent", "[workflow][import]") {
  Newcomer office{"2025-06-10"};
  const auto id =
      office.take({{"title", "修路"}, {"undertaker", "交通局"}, {"assigned_on", "2025-03-14"}});
  CHECK(office.due(part(id, 1), "reply") == "2025-06-16");
  office.live_until("2025-06-17");
  CHECK(office.told(part(id, 1), "reply") == Days{"2025-06-13", "2025-06-16", "2025-06-17"});
  CHECK(office.told(part(id, 1), "sign").empty());
  CHECK(office.verify().empty());
}

TEST_CASE("A day that is told in part is unknown, though it happened", "[workflow][import]") {
  Newcomer office;
  for (const auto* told : {"2010", "2017-07", "2017年7月"}) {
    const auto id = office.take({{"title", told}, {"undertaker", "交通局"}, {"replied_on", told}});
    CHECK(office.state(id) == "answered");
    CHECK(office.fact(id, "answered_on").empty());
    CHECK(office.due(id, "feedback") == "unknown");
    CHECK(office.store().events(part(id, 1), 4, 9).back().body.find(std::string{"答复 "} + told) !=
          std::string::npos);
  }
  const auto id = office.take(
      {{"title", "修路"}, {"replied_on", "2017/7/3 0:00"}, {"assigned_on", "2017年4月3日"}});
  CHECK(office.fact(id, "answered_on") == "\"2017-07-03\"");
  CHECK(office.verify().empty());
}

TEST_CASE("Impossible days are refused by column", "[workflow][import]") {
  Newcomer office{"2025-06-10"};
  const auto refused = [&](const char* column, const char* day) {
    return office.refused({{"title", "修路"}, {"assigned_on", "2025-03-14"}, {column, day}});
  };
  CHECK(refused("replied_on", "2025-02-30") ==
        "replied_on: 2025-02-30: the calendar has no such day");
  CHECK(refused("replied_on", "上周").starts_with("replied_on: 上周: a date is written"));
  CHECK(refused("replied_on", "2025-1-2-3").starts_with("replied_on: "));
  CHECK(refused("replied_on", "2025-06-11") ==
        "replied_on: 2025-06-11 lies in the future; today is 2025-06-10");
  CHECK(refused("replied_on", "2025-07").starts_with("replied_on: 2025-07 lies in the future"));
  CHECK(refused("replied_on", "2025-06") == "taken");
  CHECK(refused("replied_on", "2025-03-13") ==
        "replied_on: 2025-03-13 is before the hand-over on 2025-03-14");
  CHECK(refused("replied_on", "2025-02") ==
        "replied_on: 2025-02-28 is before the hand-over on 2025-03-14");
  CHECK(refused("replied_on", "2025-03") == "taken");
  CHECK(refused("published_on", "2024") ==
        "published_on: 2024-12-31 is before the hand-over on 2025-03-14");
  CHECK(refused("received_on", "2025-03-15") ==
        "assigned_on: 2025-03-14 is before the receipt on 2025-03-15");
  CHECK(office.refused(
            {{"title", "修路"}, {"replied_on", "2025-03-14"}, {"published_on", "2025-03-13"}}) ==
        "published_on: 2025-03-13 is before the reply on 2025-03-14");
  CHECK(office.refused({{"title", " "}}) == "title: is missing");
}

TEST_CASE("Who handles it is read as offices write it", "[workflow][import]") {
  Newcomer office;
  const auto roles = [&](const std::string& undertaker, const std::string& role,
                         const std::string& co = "") {
    const auto id = office.take({{"title", undertaker + role},
                                 {"undertaker", undertaker},
                                 {"role", role},
                                 {"co_units", co},
                                 {"assigned_on", "2026-10-09"}});
    std::string all;
    for (const auto& kase : office.family(id).cases)
      if (!kase.id.is_root())
        all += office.fact(kase.id, "unit") + office.fact(kase.id, "role") + " ";
    return office.fact(id, "mode") + " " + all;
  };
  CHECK(roles("水务局", "主办") == R"("sole" "水务局""sole" )");
  CHECK(roles("水务局", "主办", "规划局、住建局") ==
        R"("lead_and_co" "水务局""lead" "规划局""co" "住建局""co" )");
  CHECK(roles("水利局", "协办（主办：市生态环境局）") ==
        R"("lead_and_co" "市生态环境局""lead" "水利局""co" )");
  CHECK(roles("水利局", "主办（协办单位：规划局）") ==
        R"("lead_and_co" "水利局""lead" "规划局""co" )");
  CHECK(roles("水利局", "会办") == R"("lead_and_co" "lead" "水利局""co" )");
  CHECK(roles("甲局；乙局;丙局", "分别办理（三家联署）") ==
        R"("separate" "甲局""separate" "乙局""separate" "丙局""separate" )");
  CHECK(office.refused({{"title", "修路"}, {"undertaker", "甲局、乙局"}, {"role", "主办"}})
            .starts_with("undertaker: names several units but not which"));
  CHECK(office.refused({{"title", "修路"}, {"undertaker", "甲局、甲局"}, {"role", "分办"}}) ==
        "undertaker: names 甲局 twice");
  CHECK(office.refused({{"title", "修路"}, {"role", "转办"}})
            .starts_with("role: '转办' is no way of handling"));
}

TEST_CASE("A co-handling unit's paper is an opinion, not the reply", "[workflow][import]") {
  Newcomer office;
  const auto id = office.take(real_rows().at("7"));
  CHECK(office.state(part(id, 1)) == "handling");
  CHECK(office.state(part(id, 2)) == "delivered");
  CHECK(office.fact(part(id, 2), "opinions") == R"([{}])");
  CHECK(office.store().events(part(id, 2), 0, 9).back().body.find("结果类别 B") !=
        std::string::npos);
}

TEST_CASE("Kinds of suggestions are told apart", "[workflow][import]") {
  Newcomer office;
  const auto rows = real_rows();
  const auto recess = office.take(rows.at("23"));
  CHECK(office.fact(recess, "origin") == "\"recess\"");
  CHECK(office.fact(part(recess, 1), "unit").empty());
  CHECK(office.fact(office.take(rows.at("24")), "key") == "{}");
  CHECK(office.fact(office.take(rows.at("26")), "key") == R"({"leader":"副市长"})");
  CHECK(office.fact(office.take(rows.at("30")), "delegation") == "\"内蒙古代表团\"");
  CHECK(office.fact(office.take({{"title", "修路"}, {"kind", "议案转建议"}}), "origin") ==
        "\"bill\"");
  CHECK(office.refused({{"title", "修路"}, {"kind", "来信"}})
            .starts_with("kind: '来信' is no kind of suggestion"));
  CHECK(office.refused({{"title", "修路"}, {"kind", "提案"}})
            .starts_with("kind: 提案 belongs to another body"));
}

TEST_CASE("A number is kept as it is given, with its session and foreign place",
          "[workflow][import]") {
  Newcomer office;
  const auto number = [&](Texts texts) {
    texts.emplace("title", "修路");
    return office.read(std::move(texts)).value().summary.number;
  };
  CHECK(number({{"session", "17-3"}, {"number", "034"}}) == "17-3-034");
  CHECK(number({{"session", "17-3"}, {"number", "17-3-034"}}) == "17-3-034");
  CHECK(number({{"session", "17-3"}, {"number", "1"}, {"area", "某市"}}) == "17-3-1");
  CHECK(number({{"session", "17-3"}, {"number", "1"}, {"area", "马关县"}}) == "马关县-17-3-1");
  CHECK(number({{"session", "17-3"}, {"number", "1"}, {"area", "四川代表团"}}) == "17-3-1");
  CHECK(number({{"session", "17-3"}, {"number", "1"}, {"kind", "代表建议(闭会期间)"}}) ==
        "17-3闭-1");
  CHECK(number({{"session", "17-3"}}).empty());
}

TEST_CASE("A row that tells no unit is registered", "[workflow][import]") {
  Newcomer office;
  const auto id = office.take({{"title", "修路"},
                               {"text", "路坏了"},
                               {"lead_deputy", "张代表"},
                               {"co_signers", "李代表、王代表"},
                               {"session", "17-3"},
                               {"number", "034"}});
  CHECK(office.state(id) == "registered");
  CHECK(office.fact(id, "number") == "\"17-3-034\"");
  CHECK(office.fact(id, "co_signers") == R"(["李代表","王代表"])");
  CHECK(office.due(id, "hand_over") == "unknown");
  office.fire(id, "assign", R"({"mode":"sole","units":[{"unit":"交通","role":"sole"}]})");
  CHECK(office.due(part(id, 1), "reply") == "2027-02-22");
  CHECK(office.verify().empty());
}

TEST_CASE("Separate units of an import have each replied, and the last answers it",
          "[workflow][import]") {
  Newcomer office;
  const auto id = office.take(real_rows().at("16"));
  for (std::int64_t unit = 1; unit <= 3; ++unit) CHECK(office.state(part(id, unit)) == "delivered");
  CHECK(office.fact(id, "answered_on") == "\"2020-10-12\"");
}

TEST_CASE("An imported unit that was silent when its time to object ended has accepted",
          "[workflow][import]") {
  Newcomer office{"2025-06-02"};
  const auto id = office.take({{"title", "修路"},
                               {"lead_deputy", "张代表"},
                               {"undertaker", "水务局"},
                               {"assigned_on", "2025-03-14"}});
  office.live_until("2025-06-02");
  CHECK(office.state(part(id, 1)) == "handling");
  CHECK(office.state(id) == "in_handling");
  CHECK(office.told(part(id, 1), "objection").empty());
  CHECK(office.verify() == "");
}

TEST_CASE("An imported case goes on as any other", "[workflow][import]") {
  for (const auto* profile : {"cn", "hefei", "henan"}) {
    Newcomer office{"2025-05-20", profile};
    const auto id = office.take({{"title", "修路"},
                                 {"lead_deputy", "张代表"},
                                 {"undertaker", "水务局"},
                                 {"assigned_on", "2025-02-10"},
                                 {"replied_on", "2025-05-08"},
                                 {"result_class", "A"}});
    const auto rated =
        office.refusal(id, "rate", R"({"result":"satisfied","attitude":"satisfied"})");
    CHECK(rated == "done");
    CHECK(office.state(id) == "revisited");
    office.live_until("2025-07-01");
    CHECK(office.verify().empty());
  }
}
