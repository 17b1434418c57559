#include "adapters/cli/command_line_fixture.hpp"
#include "adapters/files/profile.hpp"
#include "engine/words/words.hpp"
#include "workflows/catalogue.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <stdexcept>

using namespace duban;
using namespace duban::command_line;

namespace {

/// Two suggestions handed over to 交通局 on 10 January 2025: one is answered in time, on 1 April,
/// the other, a protected one, never.
class Answering : public Office {
 public:
  Answering() {
    open();
    hand_over();
    done({"case", "open", "submit", "--data",
          R"({"title":"王五要求修桥","text":"…","lead_deputy":"王五","session":"17-4",)"
          R"("confidential":true})"});
    done({"case", "fire", "2", "register"});
    done({"case", "fire", "2", "assign", "--data",
          R"({"mode":"sole","units":[{"unit":"交通局","role":"sole"}]})"});
    done({"case", "fire", "1.1", "sign", "--data", R"({"name":"李","telephone":"1"})"});
    done({"case", "fire", "1.1", "reply", "--now", "2025-04-01T09:00:00+08:00", "--data",
          R"({"number":"1","reply_class":"A","signatory":"局长","text":"已办结",)"
          R"("contact_person":"李"})"});
    done({"--now", "2025-05-12", "remind", "run", "--once"});
  }
  [[nodiscard]] boost::json::value report(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"report", "rates"});
    return json(more);
  }
};

const boost::json::object& rate(const boost::json::value& answer,
                                std::string_view name,
                                std::size_t group = 0) {
  for (const auto& one : answer.at("measures").at(0).at("groups").at(group).at("rates").as_array())
    if (one.at("rate").as_string() == name) return one.as_object();
  throw std::logic_error("no rate is called " + std::string{name});
}

}  // namespace

TEST_CASE("report rates prints a table in both languages", "[cli][sqlite][rates]") {
  const Answering office;
  const auto chinese = office.done({"report", "rates"});
  CHECK(chinese.says("合肥市，截至 2025-05-12 记录在库的情况"));
  CHECK(chinese.says("按期办结率"));
  CHECK(chinese.says("1     2     日期不明 0 件"));
  CHECK(chinese.says("50.00 %"));
  CHECK(chinese.says("未评价 1 件"));
  CHECK(chinese.says("满意率（含基本满意）"));
  CHECK(chinese.says("类别占比：A 已经解决或者基本解决"));
  const auto english = office.done({"--lang", "en", "report", "rates", "--by", "session"});
  CHECK(english.says("合肥市, as recorded by the end of 2025-05-12"));
  CHECK(english.says("17-3\n"));
  CHECK(english.says("not rated: 1"));
  CHECK(english.says("satisfied or basically satisfied: 满意率（含基本满意）"));
}

TEST_CASE("report rates answers in JSON, an empty base with null", "[cli][sqlite][rates]") {
  const Answering office;
  const auto answer = office.report();
  CHECK(answer.at("as_of").as_string() == "2025-05-12");
  const auto& completion = rate(answer, "completion");
  CHECK(completion.at("counted").as_int64() == 1);
  CHECK(completion.at("base").as_int64() == 2);
  CHECK(completion.at("percent").as_string() == "50.00");
  CHECK(rate(answer, "satisfied").at("percent").is_null());
  CHECK(rate(answer, "satisfied").at("beside").at("unrated").as_int64() == 1);
  CHECK(rate(answer, "registered").at("counted").as_int64() == 2);

  const auto sessions = office.report({"--by", "session"});
  CHECK(rate(sessions, "completion", 0).at("percent").as_string() == "100.00");
  CHECK(rate(sessions, "completion", 1).at("percent").as_string() == "0.00");
  CHECK(rate(office.report({"--session", "17-4"}), "registered").at("counted").as_int64() == 1);
  CHECK(rate(office.report({"--year", "2024"}), "registered").at("counted").as_int64() == 0);
  const auto before = office.report({"--as-of", "2025-03-31"});
  CHECK(rate(before, "reply").at("counted").as_int64() == 0);
}

TEST_CASE("report rates writes CSV", "[cli][sqlite][rates]") {
  const Answering office;
  const auto answer = office.done({"report", "rates", "--by", "unit", "--format", "csv"});
  CHECK(
      answer.says("workflow,group,rate,name,percent,counted,base,beside,beside_count,definition"));
  CHECK(answer.says("suggestion,交通局,on_time,按期办结率,50.00,1,2,on_time_unknown,0,"));
  CHECK(answer.says("suggestion,交通局,satisfied,满意率,—,0,0,unrated,1,"));
  CHECK_FALSE(answer.says(",registered,"));  // a case may be of several units
}

TEST_CASE("A unit without any item shows no figure", "[cli][sqlite][rates]") {
  const Answering office;
  const auto answer = office.report({"--by", "unit", "--of", "水利局"});
  for (const auto& one : answer.at("measures").at(0).at("groups").at(0).at("rates").as_array())
    if (const auto* percent = one.as_object().if_contains("percent")) CHECK(percent->is_null());
}

TEST_CASE("Every figure opens down to its cases", "[cli][sqlite][rates]") {
  const Answering office;
  const auto answer = office.report();
  for (const auto& one : answer.at("measures").at(0).at("groups").at(0).at("rates").as_array()) {
    const std::string name{std::string_view{one.at("rate").as_string()}};
    INFO(name);
    const auto cases = office.report({"--cases", name});
    const auto counted = static_cast<std::int64_t>(cases.at("counted").as_array().size());
    const auto missing = static_cast<std::int64_t>(cases.at("missing").as_array().size());
    CHECK(counted == one.at("counted").as_int64());
    if (const auto* base = one.as_object().if_contains("base"))
      CHECK(counted + missing == base->as_int64());
  }
  const auto late = office.report({"--by", "unit", "--of", "交通局", "--cases", "late"});
  REQUIRE(late.at("counted").as_array().size() == 1);
  CHECK(late.at("counted").at(0).at("case").as_string() == "2.1");
  CHECK(late.at("counted").at(0).at("limit").as_string() == "2025-04-10");
  const auto table = office.done({"report", "rates", "--cases", "on_time"});
  CHECK(table.says("交通局  计入"));
  CHECK(table.says("（保密）要求修桥"));
  CHECK_FALSE(table.says("王五"));
  CHECK(office.done({"report", "rates", "--cases", "按期办结率"}).out == table.out);
  CHECK(office.done({"report", "rates", "--by", "origin", "--of", "会议期间"}).says("会议期间\n"));
  CHECK(office.done({"report", "rates", "--cases", "merged"}).says("并案：没有事项"));
  CHECK(office.done({"report", "rates", "--cases", "late", "--format", "csv"})
            .says("late,,2,17-4-001,（保密）要求修桥,交通局,true,期限：2025-04-10"));
}

TEST_CASE("What report rates cannot answer is refused with what would be right",
          "[cli][sqlite][rates]") {
  const Answering office;
  const auto [words, complaint, code] = GENERATE(table<std::vector<std::string>, std::string, int>({
      {{"--cases", "ontime"}, "没有指标 ontime；是不是 on_time？", 1},
      {{"--by", "unti"}, "不能按 unti 分组；是不是 unit？", 1},
      {{"--by", "unit", "--of", "交道局"}, "没有单位 交道局；是不是 交通局？", 1},
      {{"--by", "origin", "--of", "sesion"}, "没有来源 sesion；是不是 session？", 1},
      {{"--by", "kind", "--cases", "on_time"}, "不能按 kind 分组", 1},
      {{"--by", "unit", "--cases", "registered"}, "registered 没有按 unit 分组的数字", 1},
      {{"--of", "交通局"}, "--of 须与 --by 同时使用", 2},
      {{"--session", "17-5"}, "--session：没有会议 17-5", 1},
      {{"--as-of", "2025-05-13"}, "在将来，今天是 2025-05-12", 1},
      {{"--as-of", "2025-02-30"}, "日历上没有这一天", 1},
      {{"--congress", "999"}, "没有代码为 999 的人大", 1},
      {{"--format", "pdf"}, "可用的有", 2},
      {{"--year", "25"}, "不在 1992 至 2199 之间", 2},
  }));
  auto all = words;
  all.insert(all.begin(), {"report", "rates"});
  const auto answer = office(all);
  CAPTURE(answer.err);
  CHECK(answer.code == code);
  CHECK(answer.complains(complaint));
}

TEST_CASE("An empty register has rates without figures", "[cli][sqlite][rates]") {
  const Office office;
  office.done({"db", "create"});
  CHECK(office({"report", "rates"}).complains("还没有人大"));
  office.done({"congress", "add", "340100", "合肥市", "--level", "city"});
  CHECK(rate(office.json({"report", "rates"}), "completion").at("percent").is_null());
  CHECK(office.done({"report", "rates"}).says("办结率                                —"));
  CHECK(office.done({"report", "rates", "--by", "unit"}).says("没有可统计的事项"));
}

TEST_CASE("What an import could not tell is counted as unknown", "[cli][sqlite][rates]") {
  const Office office;
  office.done({"db", "create", "--simulated-clock", "2026-11-20"});
  office.done({"congress", "add", "340100", "合肥市", "--level", "city"});
  office.write("table.csv",
               "title,session,number,undertaker,assigned_on,replied_on\n"
               "甲,17-3,1,交通局,,2025-05-20\n"
               "乙,17-3,2,交通局,2025-03-14,2025-05-20\n"
               "丙,17-3,3,交通局,2025-03-14,\n");
  office.done({"import", "suggestions", (office.folder() / "table.csv").string()});
  const auto answer = office.json({"report", "rates"});
  CHECK(rate(answer, "on_time").at("counted").as_int64() == 1);
  CHECK(rate(answer, "on_time").at("base").as_int64() == 2);
  CHECK(rate(answer, "on_time").at("beside").at("on_time_unknown").as_int64() == 1);
  CHECK(rate(answer, "reply").at("percent").as_string() == "66.67");
}

TEST_CASE("Every rate, grouping and definition has a word in both languages", "[cli][rates]") {
  const auto* language = GENERATE("zh-CN", "en");
  CAPTURE(language);
  const auto words = Words::load(DUBAN_SOURCE_DIR "/config/locales", language);
  const auto profile = read_profile(DUBAN_SOURCE_DIR "/config/regulations/cn.toml");
  const auto regulation = read_regulation(profile->text).value();
  std::set<std::string> names;
  for (const auto& measure : all_measures()) {
    for (const auto& rate : measure.rates(regulation).all) {
      INFO(rate.name);
      CHECK(names.insert(rate.name).second);
      CHECK(words.find({"rates", measure.workflow, rate.word.empty() ? rate.name : rate.word}));
      if (!rate.beside.empty()) CHECK(words.find({"rates", measure.workflow, rate.beside}));
    }
    for (const auto& grouping : measure.groupings) CHECK(words.find({"fields", grouping.name}));
  }
}

TEST_CASE("Every definition that is not the default has a word in both languages", "[cli][rates]") {
  const auto* language = GENERATE("zh-CN", "en");
  const auto words = Words::load(DUBAN_SOURCE_DIR "/config/locales", language);
  const auto [setting, choices] = GENERATE(
      table<std::string, std::vector<std::string>>({{"merge_count", {"host"}},
                                                    {"rounding", {"largest_remainder"}},
                                                    {"completion", {"closed", "answered"}},
                                                    {"reply", {"due"}},
                                                    {"on_time", {"answered"}},
                                                    {"on_time_limit", {"original"}},
                                                    {"satisfaction_base", {"answered", "handled"}},
                                                    {"fulfilment_base", {"answered"}},
                                                    {"adoption_base", {"answered"}},
                                                    {"face_to_face_base", {"handled"}},
                                                    {"implementation", {"items"}}}));
  for (const auto& choice : choices) {
    CAPTURE(language, setting, choice);
    CHECK(words.find({"variants", "suggestion", setting + "." + choice}));
  }
}

TEST_CASE("A profile's choice is said with the figures it changes", "[cli][sqlite][rates]") {
  const Office office;
  office.write("config/regulations/own.toml",
               "extends = 'cn'\nname = 'own'\ntitle = '某市办法'\nsource = 'x'\n"
               "[settings.suggestion.merge_count]\nvalue = 'host'\nsource = '办公室决定'\n"
               "[settings.suggestion.rates.completion]\nvalue = 'closed'\nsource = '办公室决定'\n"
               "[settings.suggestion.rates.decimals]\nvalue = 0\nsource = '办公室决定'\n");
  office.done({"db", "create"});
  office.done({"congress", "add", "340100", "合肥市", "--level", "city", "--regulation", "own"});
  const auto table = office.done({"report", "rates"});
  CHECK(table.says("口径：并案的随主案计一件"));
  CHECK(table.says("以归档为办结"));
  const auto answer = office.json({"report", "rates"});
  CHECK(answer.at("measures").at(0).at("variants").at(0).as_string() == "merge_count.host");
  CHECK(rate(answer, "completion").at("variants").at(0).as_string() == "completion.closed");
  CHECK(answer.at("measures").at(0).at("decimals").as_int64() == 0);
}

TEST_CASE("A rate setting that could not work is refused with its line", "[cli][rates]") {
  const auto [setting, complaint] = GENERATE(table<std::string, std::string>(
      {{"decimals]\nvalue = 5", "own.toml:6"},
       {"decimals]\nvalue = 5", "应在 0 至 4 之间"},
       {"combined_label]\nvalue = '满意率'", "应写明它与满意率的区别"},
       {"completion]\nvalue = 'filed'", "应为 done, closed 或 answered"}}));
  const Office office;
  office.write("config/regulations/own.toml",
               "extends = 'cn'\nname = 'own'\ntitle = '某市办法'\nsource = 'x'\n"
               "[settings.suggestion.rates." +
                   setting + "\nsource = 'x'\n");
  office.done({"db", "create"});
  const auto answer =
      office({"congress", "add", "340100", "合肥市", "--level", "city", "--regulation", "own"});
  CAPTURE(answer.err);
  CHECK(answer.code == 1);
  CHECK(answer.complains(complaint));
}
