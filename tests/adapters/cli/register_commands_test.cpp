#include "adapters/cli/command_line_fixture.hpp"

#include <catch2/catch.hpp>

using namespace duban::command_line;
namespace json = boost::json;

TEST_CASE("db create makes a register, and status says what it holds", "[cli][sqlite]") {
  const Office office;
  CHECK(office.done({"db", "create"}).says("已建库"));
  CHECK(office.done({"db", "status"}).says("真实时间"));
  const auto status = office.json({"db", "status"});
  CHECK(status.at("cases").as_int64() == 0);
  CHECK(status.at("simulated_now").is_null());
  CHECK(office.done({"db", "migrate"}).says("已是最新"));
}

TEST_CASE("db create refuses a place that is taken, and a moment that is none", "[cli][sqlite]") {
  const Office office;
  const auto never = office({"db", "create", "--simulated-clock", "2025-02-30"});
  CHECK(never.code == 1);
  CHECK(never.err == "--simulated-clock：日历上没有这一天\n");
  office.done({"db", "create"});
  const auto again = office({"db", "create"});
  CHECK(again.code == 1);
  CHECK(again.complains("未作任何改动"));
}

TEST_CASE("A congress brings its rules and, in a small office, one user with every role",
          "[cli][sqlite]") {
  const Office office;
  office.open();
  CHECK(office.done({"congress", "list"}).says("合肥市"));
  const auto users = office.json({"user", "list"});
  REQUIRE(users.as_array().size() == 1);
  const auto roles = json::serialize(users.as_array().front().at("roles"));
  CHECK(roles.find("officer") != roles.npos);
  CHECK(roles.find("lead_deputy") == roles.npos);  // nobody rates for a deputy
  office.done({"congress", "change", "340100", "--regulation", "henan", "--name", "某市"});
  CHECK(office.done({"congress", "list"}).says("henan@"));
}

TEST_CASE("A congress may do without the first user", "[cli][sqlite]") {
  const Office office;
  office.done({"db", "create"});
  CHECK(office.done({"congress", "list"}).says("还没有人大"));
  office.done({"congress", "add", "532800", "西双版纳州", "--level", "city", "--calendar",
               "xishuangbanna", "--no-admin"});
  CHECK(office.done({"user", "list"}).says("还没有用户"));
  CHECK(office.done({"congress", "list"}).says("xishuangbanna@"));
  CHECK(office.done({"unit", "list"}).says("还没有单位"));
  CHECK(office.done({"deputy", "list"}).says("还没有代表"));
  CHECK(office.done({"session", "list"}).says("还没有会议"));
}

TEST_CASE("Units, deputies, sessions and users are added, changed and listed", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.done({"unit", "add", "市卫生健康委员会", "--code", "卫健委"});
  office.done({"unit", "change", "卫健委", "--name", "市卫健委"});
  CHECK(office.done({"unit", "list"}).says("市卫健委"));
  office.done({"deputy", "add", "张三", "--delegation", "第一代表团"});
  office.done({"deputy", "change", "张三", "--delegation", "第二代表团"});
  CHECK(office.json({"deputy", "list"}).as_array().front().at("delegation").as_string() ==
        "第二代表团");
  office.done({"session", "add", "17-3", "--opened", "2025-01-08"});
  office.done({"session", "change", "17-3", "--closed", "2025-01-12"});
  CHECK(office.done({"session", "list"}).says("2025-01-12"));
  office.done({"user", "add", "联络员", "--role", "contact", "--unit", "交通局"});
  office.done(
      {"user", "add", "zhangsan", "--role", "lead_deputy", "--role", "deputy", "--deputy", "张三"});
  CHECK(office.done({"user", "list"}).says("承办单位联络员"));
}

TEST_CASE("A file of units is taken whole or not at all", "[cli][sqlite]") {
  const Office office;
  office.open();
  const auto file = (office.folder() / "units.csv").string();
  office.write("units.csv", "name,code\n民政局,\n交通局,\n市教育局,教育局\n　,\n");
  const auto refused = office({"unit", "import", file});
  CHECK(refused.code == 1);
  CHECK(refused.says("第 3 行 交通局：不能添加，unit：已经有单位 交通局"));
  CHECK(refused.says("第 5 行 　：不能添加，name：是空白"));
  CHECK_FALSE(refused.says("民政局"));
  CHECK(refused.complains("有 2 行不能添加，整个文件都没有添加"));
  CHECK(office.json({"unit", "list"}).as_array().size() == 2);

  office.write("units.csv", "name,code\n民政局,\n市教育局,教育局\n");
  const auto taken = office.done({"unit", "import", file});
  CHECK(taken.says("第 2 行 民政局：已添加"));
  CHECK(taken.says("共添加 2 行"));
  CHECK(office.json({"unit", "list"}).as_array().size() == 4);
}

TEST_CASE("Names are never blank and hold no control characters", "[cli][sqlite]") {
  struct Row {
    std::vector<std::string> words;
    std::string complaint;
  };
  const auto row = GENERATE(values<Row>({
      {{"unit", "add", ""}, "name：是空白"},
      {{"unit", "add", "　 "}, "name：是空白"},
      {{"unit", "add", "水务\x1b[31m局"}, "name：含有控制字符 U+001B"},
      {{"unit", "add", "水务局", "--code", "a\nb"}, "code：含有换行"},
      {{"unit", "change", "交通局", "--name", " "}, "--name：是空白"},
      {{"deputy", "add", ""}, "name：是空白"},
      {{"session", "add", ""}, "code：是空白"},
      {{"user", "add", "", "--role", "officer"}, "name：是空白"},
      {{"congress", "add", "340200", "", "--level", "city"}, "name：是空白"},
      {{"congress", "change", "340100", "--name", ""}, "name：是空白"},
  }));
  const Office office;
  office.open();
  CAPTURE(row.words);
  const auto answer = office(row.words);
  INFO(answer.err);
  CHECK(answer.code == 1);
  CHECK(answer.complains(row.complaint));
}

TEST_CASE("A change that changes nothing is wrong usage", "[cli][sqlite]") {
  const Office office;
  office.open();
  const auto answer = office({"congress", "change", "340100"});
  CHECK(answer.code == 2);
  CHECK(answer.complains("什么也没有改动"));
}

TEST_CASE("People and places are refused with what would be right", "[cli][sqlite]") {
  struct Row {
    std::vector<std::string> words;
    std::string complaint;
  };
  const auto row = GENERATE(values<Row>({
      {{"user", "add", "a", "--role", "oficer"}, "是不是 officer？"},
      {{"user", "add", "a", "--role", "contact"}, "--unit"},
      {{"user", "add", "a", "--role", "contact", "--unit", "交道局"}, "没有单位 交道局"},
      {{"user", "add", "a", "--role", "deputy"}, "--deputy"},
      {{"user", "add", "system", "--role", "officer"}, "name"},
      {{"user", "add", "admin", "--role", "officer"}, "已经有用户 admin"},
      {{"user", "change", "adnim", "--role", "officer"}, "是不是 admin？"},
      {{"unit", "add", "交通局"}, "已经有单位 交通局"},
      {{"unit", "change", "交通厅", "--name", "x"}, "没有单位 交通厅"},
      {{"session", "add", "17-3", "--opened", "2025-02-30"}, "日历上没有这一天"},
      {{"session", "add", "17-3", "--opened", "2025-02-10", "--closed", "2025-02-01"}, "--closed"},
      {{"congress", "add", "34", "x", "--level", "city"}, "340100"},
      {{"congress", "add", "340200", "x", "--level", "city", "--regulation", "hefie"},
       "是不是 hefei？"},
      {{"congress", "add", "340200", "x", "--level", "city", "--calendar", "mars"}, "没有这个日历"},
      {{"unit", "list", "--congress", "999999"}, "没有代码为 999999 的人大"},
      {{"unit", "import", "/nowhere.csv"}, "文件无法读取"},
  }));
  const Office office;
  office.open();
  CAPTURE(row.words);
  const auto answer = office(row.words);
  CHECK(answer.code == 1);
  CHECK(answer.out.empty());
  INFO(answer.err);
  CHECK(answer.complains(row.complaint));
}

TEST_CASE("A profile with a typo is refused with file and line", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.write("mine.toml",
               "extends = \"cn\"\nname = \"mine\"\ntitle = \"t\"\nsource = \"s\"\n\n"
               "[limits.reply]\nrule = \"3 monhts\"\nsource = \"s\"\n");
  const auto file = (office.folder() / "mine.toml").string();
  const auto answer = office({"congress", "change", "340100", "--regulation", file});
  CHECK(answer.code == 1);
  CHECK(answer.complains(file + ":7"));
  office.write("mine.toml",
               "extends = \"cn\"\nname = \"mine\"\ntitle = \"t\"\nsource = \"s\"\n\n"
               "[limits.reply]\nrule = \"2 months\"\nsource = \"s\"\n");
  office.done({"congress", "change", "340100", "--regulation", file});
  CHECK(office.done({"congress", "list"}).says("mine@"));
}
