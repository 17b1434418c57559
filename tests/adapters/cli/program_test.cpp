#include "adapters/cli/command_line_fixture.hpp"
#include "adapters/sql/database.hpp"

#include <catch2/catch.hpp>
#include <soci/soci.h>

#include <cstdlib>

using namespace duban;
using namespace duban::command_line;

TEST_CASE("The program says its version and how it is used", "[cli]") {
  CHECK(run({"--version"}).out.starts_with("duban "));
  const Office office;
  const auto help = office({"--help"});
  CHECK(help.code == 0);
  CHECK(help.says("第一次使用"));
  CHECK(help.says("严禁处理涉密信息"));
  const auto english = office({"--lang", "en", "case", "fire", "--help"});
  CHECK(english.says("Examples:"));
  CHECK_FALSE(english.says("例："));
}

TEST_CASE("Wrong usage exits with 2 and the nearest word", "[cli]") {
  struct Row {
    std::vector<std::string> words;
    std::string complaint;
  };
  const auto row = GENERATE(values<Row>({
      {{}, "还要写明做什么"},
      {{"caze", "list"}, "是不是 case？"},
      {{"case", "lst"}, "是不是 list？"},
      {{"case", "list", "--overdu"}, "是不是 --overdue？"},
      {{"case", "show"}, "用法不对"},
      {{"case", "list", "--limit", "many"}, "用法不对"},
      {{"congress", "add", "340100", "合肥市", "--level", "village"}, "用法不对"},
      {{"workflow", "show", "suggestion", "--format", "pdf"}, "用法不对"},
  }));
  const Office office;
  CAPTURE(row.words);
  const auto answer = office(row.words);
  CHECK(answer.code == 2);
  CHECK(answer.out.empty());
  INFO(answer.err);
  CHECK(answer.complains(row.complaint));
  CHECK(answer.complains("--help"));
}

TEST_CASE("What stands in the way of opening the register is said", "[cli][sqlite]") {
  const Office office;
  const auto missing = office({"case", "list"});
  CHECK(missing.code == 1);
  CHECK(missing.complains("请先用 duban db create 建库"));

  office.write("office.db", "this is no database, but a text that is long enough to be looked at");
  CHECK(office({"case", "list"}).complains("不是督办库"));
  const auto config = (office.folder() / "config/duban.toml").string();
  CHECK(run({"--db", "mysql://x", "--config", config, "--lang", "zh-CN", "db", "status"})
            .complains("sqlite:路径"));
}

TEST_CASE("A register of a newer program is left alone", "[cli][sqlite]") {
  const Office office;
  office.done({"db", "create"});
  {
    auto database = sql::Database::open(office.database());
    REQUIRE(database.has_value());
    (*database)->session() << "INSERT INTO migrations (number, name) VALUES (9999, '9999_later')";
  }
  const auto answer = office({"case", "list"});
  CHECK(answer.code == 1);
  CHECK(answer.complains("由更新版本的 duban 写成"));
}

TEST_CASE("A locked register is waited for, then refused", "[cli][sqlite]") {
  const Office office;
  office.open();
  auto database = sql::Database::open(office.database());
  REQUIRE(database.has_value());
  const sql::Transaction lock{**database};
  const auto answer = office({"unit", "add", "民政局"});
  CHECK(answer.code == 1);
  CHECK(answer.err == "库正被另一个程序占用，未写入任何内容。\n");
}

TEST_CASE("A wrong duban.toml is refused with its line", "[cli]") {
  const Office office;
  office.write("config/duban.toml", "database = \"sqlite:x.db\"\nlangauge = \"en\"\n");
  const auto answer = office({"db", "status"});
  CHECK(answer.code == 1);
  CHECK(answer.complains("duban.toml:2"));
  CHECK(answer.complains("language"));
}

TEST_CASE("A simulated clock moves forward by --now, firing on the way", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  const auto fired = office.json({"--now", "2025-01-14", "remind", "run", "--once"});
  CHECK(fired.at("reminders").as_int64() > 0);
  CHECK(office.json({"remind", "run", "--once"}).at("reminders").as_int64() == 0);
  CHECK(office.done({"db", "status"}).says("2025-01-14 00:00"));

  const auto back = office({"--now", "2025-01-13", "case", "list"});
  CHECK(back.code == 1);
  CHECK(back.complains("不能倒退"));
  CHECK(office({"--now", "tomorrow", "case", "list"}).complains("--now"));
}

TEST_CASE("On a register of real time --now is refused", "[cli][sqlite]") {
  const Office office;
  office.done({"db", "create"});
  const auto answer = office({"--now", "2025-01-13", "case", "list"});
  CHECK(answer.code == 1);
  CHECK(answer.complains("按真实时间运行"));
}

TEST_CASE("What is due and what was written can be seen", "[cli][sqlite]") {
  const Office office;
  office.open();
  CHECK(office.done({"remind", "due"}).says("没有符合条件的期限"));
  CHECK(office.done({"remind", "outbox"}).says("没有通知"));
  office.hand_over();
  CHECK(office.done({"remind", "due", "--within", "5"}).says("签收期限"));
  CHECK(office.json({"remind", "due"}).as_array().size() >= 4);
  CHECK(office.done({"remind", "outbox"}).says("交通局 · 承办单位联络员"));
  const auto all = office.json({"remind", "outbox"}).as_array();
  REQUIRE(all.size() >= 2);
  CHECK(office.json({"remind", "outbox", "--after", "1"}).as_array().size() == all.size() - 1);
}

TEST_CASE("verify proves the register, and names what was changed behind its back",
          "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  office.done({"--now", "2025-02-20", "remind", "run", "--once"});
  CHECK(office.done({"verify"}).says("历史与登记一致"));
  const auto proof = office.json({"verify", "--case", "1.1"});
  CHECK(proof.at("cases").as_int64() == 2);
  CHECK(proof.at("differences").as_array().empty());
  CHECK(office({"verify", "--case", "7"}).complains("没有编号为 7 的事项"));
  {
    auto database = sql::Database::open(office.database());
    REQUIRE(database.has_value());
    (*database)->session() << "UPDATE cases SET state = 'closed' WHERE id = 1000";
  }
  const auto caught = office({"verify"});
  CHECK(caught.code == 1);
  CHECK(caught.says("不符：事项 1"));
  CHECK(caught.complains("1 件与历史不符"));
}

TEST_CASE("export dump writes cases and events as JSON lines", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  std::istringstream lines{office.done({"export", "dump"}).out};
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count)
    CHECK(boost::json::parse(line).as_object().contains("type"));
  CHECK(count >= 6);
}

TEST_CASE("Help about what is not there is wrong usage", "[cli]") {
  const Office office;
  const auto unknown = office({"certify", "--help"});
  CHECK(unknown.code == 2);
  CHECK(unknown.complains("不认识 certify"));
  CHECK(office({"case", "lst", "--help"}).complains("是不是 list？"));
  CHECK(office({"case", "list", "--help"}).code == 0);
  CHECK(office({"case", "fire", "1", "assign", "--help"}).code == 0);
}

TEST_CASE("A list that is cut says so, and goes on where it ended", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  const auto all = office.json({"remind", "outbox"}).as_array();
  REQUIRE(all.size() >= 2);
  const auto first = office.done({"remind", "outbox", "--limit", "1"});
  CHECK(first.says("还有更多：加 --after 1"));
  CHECK_FALSE(office.done({"remind", "outbox"}).says("还有更多"));
  CHECK(office.json({"remind", "outbox", "--limit", "1"}).as_array().size() == 1);
  CHECK(office.done({"remind", "due", "--limit", "1"}).says("还有更多，只列出最早的 1 个"));
  CHECK_FALSE(office.done({"remind", "due"}).says("还有更多"));
}

TEST_CASE("The configuration is found by DUBAN_CONFIG", "[cli]") {
  const Office office;
  office.write("config/duban.toml", "langauge = \"en\"\n");
  REQUIRE(setenv("DUBAN_CONFIG", (office.folder() / "config/duban.toml").c_str(), 1) == 0);
  const auto answer = run({"db", "status"});
  REQUIRE(unsetenv("DUBAN_CONFIG") == 0);
  CHECK(answer.code == 1);
  CHECK(answer.complains("duban.toml:1"));
}

TEST_CASE("A duban.toml may lie apart from the files that come with the program", "[cli][sqlite]") {
  const Office office;
  std::filesystem::create_directories(office.folder() / "etc");
  office.write("etc/duban.toml", "database = \"" + office.database() + "\"\n");
  const auto ask = [&](std::vector<std::string> words) {
    words.insert(words.begin(),
                 {"--config", (office.folder() / "etc/duban.toml").string(), "--lang", "zh-CN"});
    return run(words);
  };
  CHECK(ask({"db", "create"}).err.empty());
  CHECK(ask({"congress", "add", "340100", "合肥市", "--level", "city"}).err.empty());
  CHECK(ask({"profile", "list"}).says("hefei"));
}

TEST_CASE("An objection limit that runs out is not overdue", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  office.done({"--now", "2025-04-11", "remind", "run", "--once"});
  const auto clocks = office.done({"case", "clocks", "1.1"}).out;
  const auto at = clocks.find("异议期限");
  REQUIRE(at != clocks.npos);
  const auto line = clocks.substr(at, clocks.find('\n', at) - at);
  INFO(line);
  CHECK(line.find("已届满") != line.npos);
  CHECK(line.find("超期") == line.npos);
  const auto english = office.done({"case", "clocks", "1.1", "--lang", "en"});
  CHECK(english.says("overdue by 1 day (1 working day)"));
}
