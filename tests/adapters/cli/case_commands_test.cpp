#include "adapters/cli/command_line_fixture.hpp"

#include <catch2/catch.hpp>

using namespace duban::command_line;
namespace json = boost::json;

namespace {

/// One after the other, each must succeed.
void fire(const Office& office, const std::vector<std::vector<std::string>>& events) {
  for (auto words : events) {
    words.insert(words.begin(), {"case", "fire"});
    office.done(words);
  }
}

const auto* reply = R"({"number":"1","reply_class":"A","signatory":"局长","text":"已解决。",
                        "contact_person":"李四","served":["张三"]})";

}  // namespace

TEST_CASE("A suggestion lives its whole life on the command line", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  const auto sheet = office.done({"case", "show", "1"});
  CHECK(sheet.says("状态：已交办（assigned），第 3 版，2025-01-10 起"));
  CHECK(sheet.says("领衔代表：张三"));
  CHECK(sheet.says("办理方式：独办"));
  CHECK(sheet.says("1.1   交通局  独办  待签收"));
  fire(office, {{"1.1", "sign", "--data", R"({"name":"王五","telephone":"1"})"},
                {"1.1", "record_contact", "--data",
                 R"({"way":"face_to_face","persons":"张三","summary":"面商"})"},
                {"1.1", "reply", "--data", reply, "--act-of", "局长"}});
  CHECK(office.done({"case", "show", "1"}).says("已答复（answered）"));
  fire(office, {{"1", "revisit", "--data",
                 R"({"way":"visit","words":"满意","result":"satisfied","attitude":"satisfied"})"}});
  const auto history = office.json({"case", "events", "1.1"}).as_array();
  REQUIRE(history.size() >= 4);
  CHECK(history.front().at("event").as_string() == "hand_over");
  CHECK(office.done({"case", "events", "1"}).says("已登记 → 已交办"));
  CHECK(office.done({"case", "events", "1.1", "--verbose"}).says("行为人：局长"));
}

TEST_CASE("Firing tells what it set off and which clocks run", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  const auto answer = office.json({"case", "fire", "1.1", "sign", "--data",
                                   R"({"name":"王五","telephone":"1"})", "--key", "k1"});
  CHECK(answer.at("state").as_string() == "handling");
  CHECK(answer.at("events").as_array().size() >= 2);
  const auto again = office.json({"case", "fire", "1.1", "sign", "--data",
                                  R"({"name":"王五","telephone":"1"})", "--key", "k1"});
  CHECK(again.at("repeated").as_bool());
  CHECK(office
            .done({"case", "fire", "1.1", "record_contact", "--data",
                   R"({"way":"visit","persons":"张三","summary":"看现场"})"})
            .says("答复期限  2025-04-10"));
}

TEST_CASE("Clocks explain themselves", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  const auto text = office.done({"case", "clocks", "1.1", "--explain"});
  CHECK(text.says("答复期限  2025-04-10  还有 90 天"));
  CHECK(text.says("规则：3 months；出处：代表法（2025年修正）第五十一条"));
  CHECK(text.says("起算日：2025-01-10（星期五）"));
  CHECK(text.says("第 3 个工作日"));
  CHECK(text.says("跳过：周末"));
  const auto clocks = office.json({"case", "clocks", "1.1", "--explain"}).as_array();
  CHECK(clocks.front().at("kind").as_string() == "sign");
  CHECK(clocks.front().at("days").as_array().size() > 3);
  CHECK(clocks.front().at("working_days_left").as_int64() == 3);
  CHECK(office({"case", "clocks", "9"}).complains("没有编号为 9 的事项"));
}

TEST_CASE("Lists are filtered and paged by key", "[cli][sqlite]") {
  const Office office;
  office.open();
  CHECK(office.done({"case", "list"}).says("没有符合条件的事项"));
  office.hand_over();
  CHECK(office.json({"case", "list"}).as_array().size() == 2);
  CHECK(office.json({"case", "list", "--workflow", "suggestion"}).as_array().size() == 1);
  CHECK(office.json({"case", "list", "--workflow", "assignment", "--unit", "交通局"})
            .as_array()
            .size() == 1);
  CHECK(office.json({"case", "list", "--workflow", "suggestion", "--text", "积水"})
            .as_array()
            .size() == 1);
  CHECK(office.json({"case", "list", "--state", "handed", "--number", "x"}).as_array().empty());
  CHECK(office.json({"case", "list", "--due-within", "5"}).as_array().size() == 1);
  CHECK(office.json({"case", "list", "--overdue"}).as_array().empty());
  CHECK(office.done({"case", "list", "--limit", "1"}).says("--after 1"));
  CHECK(office.json({"case", "list", "--after", "1"}).as_array().size() == 1);
  CHECK(office.json({"--now", "2025-02-01", "case", "list", "--overdue"}).as_array().size() == 1);
  CHECK(office({"case", "list", "--state", "registred"}).complains("是不是 registered？"));
}

TEST_CASE("Data come from a file as well", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.write("suggestion.json",
               R"({"title":"题","text":"文","lead_deputy":"张三","session":"17-3"})");
  const auto file = "@" + (office.folder() / "suggestion.json").string();
  office.done(
      {"case", "open", "submit", "--data", file, "--on", "2025-01-06", "--comment", "补录"});
  CHECK(office.done({"case", "events", "1", "--verbose"}).says("说明：补录"));
  CHECK(office.done({"case", "show", "1"}).says("2025-01-06 起"));
}

TEST_CASE("What is refused says what is wrong and what would be right", "[cli][sqlite]") {
  struct Row {
    std::vector<std::string> words;
    std::string complaint;
  };
  const auto row = GENERATE(values<Row>({
      {{"1", "asign"}, "没有名为 asign 的事件；是不是 交办（assign）？"},
      {{"1", "rate", "--data", "{\"result\":\"satisfied\"}"},
       "现在的状态是“已交办（assigned）”，不能“评价（rate）”"},
      {{"1", "rate", "--data", "{\"result\":\"satisfied\"}"}, "现在可以："},
      {{"1", "start"}, "由系统自动进行"},
      {{"1", "correct", "--data", "{\"reason\":\"x\",\"title\":1}"}, "title：应为文字"},
      {{"1", "reassign", "--data", "{\"units\":[{\"unit\":\"水利局\",\"rol\":\"co\"}]}"},
       "units[0]."},
      {{"1", "reassign", "--data", "{\"units\":[{\"unit\":\"水利局\",\"role\":\"chief\"}]}"},
       "units[0].role：应为 sole, lead, co 或 separate"},
      {{"1", "reassign", "--data",
        R"({"units":[{"unit":"水利据","role":"sole"}],"release":["交通局"]})"},
       "units[0].unit：没有单位“水利据”；是不是 水利局？"},
      {{"1", "reassign", "--data", "{\"unit\":[]}"}, "unit：不认识；是不是 units？"},
      {{"1", "reassign", "--data", "{\n \"units\": [}"}, "第 2 行"},
      {{"1", "reassign", "--data", "{} {}"}, "--data"},
      {{"1", "reassign", "--data", "@/nowhere.json"}, "/nowhere.json"},
      {{"1", "reassign", "--data", "{\"units\":[{\"unit\":\"交通局\",\"role\":\"sole\"}]}"},
       "names_a_new_unit"},
      {{"1", "correct", "--data", "{\"reason\":\"x\"}", "--on", "2025-02-30"}, "日历上没有这一天"},
      {{"1", "correct", "--data", "{\"reason\":\"x\"}", "--on", "2025-03-01"}, "在将来"},
      {{"1", "correct", "--data", "{\"reason\":\"x\"}", "--on", "2025-01-01"}, "早于该件开始之日"},
      {{"1", "correct", "--data", "{\"reason\":\"x\"}", "--expect-version", "2"},
       "您看到的是第 2 版，现在已是第 3 版"},
      {{"1.7", "sign"}, "没有编号为 1.7 的事项"},
      {{"one", "sign"}, "应写作 12 或 12.1"},
      {{"1", "correct", "--as", "amdin"}, "是不是 admin？"},
  }));
  const Office office;
  office.open();
  office.hand_over();
  auto words = row.words;
  words.insert(words.begin(), {"case", "fire"});
  CAPTURE(words);
  const auto answer = office(words);
  CHECK(answer.code == 1);
  CHECK(answer.out.empty());
  INFO(answer.err);
  CHECK(answer.complains(row.complaint));
}

TEST_CASE("Who lacks the authority is told who has it", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  office.done({"user", "add", "联络员", "--role", "contact", "--unit", "水利局"});
  const auto several = office({"case", "fire", "1", "correct", "--data", R"({"reason":"x"})"});
  CHECK(several.complains("有多个用户，请指明是谁"));
  CHECK(several.complains("可选：admin、联络员"));
  const auto stranger = office({"case", "fire", "1.1", "sign", "--as", "联络员", "--data",
                                R"({"name":"a","telephone":"1"})"});
  CHECK(stranger.code == 1);
  CHECK(stranger.complains(
      "“签收（sign）”须由承办单位联络员（交通局）、督办人员进行；联络员（承办单位联络员，水利局） "
      "没有这个权限"));
}

TEST_CASE("Another congress's cases are not there", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  office.done({"congress", "add", "340200", "芜湖市", "--level", "city"});
  office.done({"user", "add", "芜湖", "--role", "officer", "--congress", "340200"});
  CHECK(office({"case", "fire", "1", "correct", "--as", "芜湖", "--data", R"({"reason":"x"})"})
            .complains("没有编号为 1 的事项"));
  CHECK(office({"case", "open", "submit", "--as", "芜湖", "--congress", "340100"}).code == 1);
  CHECK(office({"unit", "list"}).complains("有多个人大，请指明是哪一个"));
}

TEST_CASE("Help of an event shows the data it takes", "[cli]") {
  const auto help = run({"case", "fire", "1", "assign", "--help", "--config",
                         DUBAN_SOURCE_DIR "/config/duban.toml", "--lang", "zh-CN"});
  CHECK(help.code == 0);
  CHECK(help.says("units[].role"));
  CHECK(help.says("sole=独办"));
  CHECK(help.says(R"(--data '{"mode":"sole","units":[{"unit":"…","role":"sole"}]}')"));
}

TEST_CASE("Opening a case is explained by the form of its first event, and no other", "[cli]") {
  const auto help =
      run({"case", "open", "submit", "--help", "--config", DUBAN_SOURCE_DIR "/config/duban.toml"});
  CHECK(help.says("lead_deputy"));
  CHECK_FALSE(help.says("answers_for_truth"));  // a report is handed in by `submit` too
}
