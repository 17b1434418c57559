#include "adapters/cli/command_line_fixture.hpp"
#include "engine/words/words.hpp"

#include <catch2/catch.hpp>

#include <regex>

using namespace duban;
using namespace duban::command_line;

namespace {

/// The first three English words in a row that are neither quoted nor a command to type; empty if
/// the text speaks Chinese.
std::string english_in(std::string text) {
  static const std::regex quoted{"`[^`]*`|“.*?”|duban( [a-z-]+)+"};
  static const std::regex english{"[A-Za-z']{2,} [A-Za-z']+ [A-Za-z']{2,}"};
  text = std::regex_replace(text, quoted, "…");
  std::smatch found;
  return std::regex_search(text, found, english) ? found.str() : std::string{};
}

struct Row {
  std::vector<std::string> words;
  std::string complaint;
};

}  // namespace

TEST_CASE("Whoever reads Chinese is refused in Chinese", "[cli][sqlite]") {
  const auto row = GENERATE(values<Row>({
      {{"calendar", "due", "--from", "2025-02-30", "--rule", "3 months"}, "日历上没有这一天"},
      {{"calendar", "due", "--from", "2025-02-28", "--rule", "3 monhts"}, "期限写作"},
      {{"calendar", "due", "--from", "2025-02-28", "--rule", "until 6-30"}, "MM-DD"},
      {{"calendar", "due", "--from", "2025-02-28", "--rule", "until 02-30"}, "2 月的日期"},
      {{"calendar", "due", "--from", "2025-02-28", "--rule", "window 13"}, "月份写作"},
      {{"calendar", "due", "--from", "2025-02-28", "--rule", "1 day", "--calendar", "mars"},
       "没有这个日历"},
      {{"calendar", "due", "--batch", "/nowhere.csv"}, "文件无法读取"},
      {{"calendar", "days", "--from", "2025-02-28", "--to", "2025-02-01"}, "早于 --from"},
      {{"calendar", "days", "--from", "2025-02-28"}, "缺少 --to"},
      {{"case", "list", "--limit", "abc"}, "--limit"},
      {{"case", "list", "--limit", "0"}, "不在 1 至 10000 之间"},
      {{"case", "list", "--overdue", "--due-within", "3"}, "不能与"},
      {{"case", "list", "--due-within", "x"}, "--due-within"},
      {{"case", "list", "--congress", "999"}, "没有代码为 999 的人大"},
      {{"case", "list", "--unit", "交道局"}, "没有单位 交道局；是不是 交通局？"},
      {{"case", "list", "--workflow", "sugestion"}, "没有流程"},
      {{"case", "list", "--after", "x"}, "不是事项编号"},
      {{"case", "show"}, "缺少 id"},
      {{"case", "show", "1", "2"}, "不认识 2"},
      {{"case", "fire", "1"}, "缺少 event"},
      {{"case", "fire", "1", "sign", "--expect-version", "x"}, "--expect-version"},
      {{"case", "open", "submit", "--data", "@/nowhere.json"}, "没有这个文件"},
      {{"case", "open", "submit", "--data", "@/"}, "是文件夹"},
      {{"case", "open", "submit", "--data", "{,}"}, "第 1 行第 2 列：这里不应有"},
      {{"case", "open", "submit", "--data", "{\"a\":"}, "内容没有写完"},
      {{"case", "open", "submit", "--data", "{\"title\":1}"}, "title：应为文字"},
      {{"case", "open", "subm"}, "不能以 subm 立案"},
      {{"congress", "add", "340200", "x", "--level", "village"}, "可用的有"},
      {{"congress", "change", "340100", "--level"}, "--level 之后缺少内容"},
      {{"workflow", "show", "suggestion", "--format", "pdf"}, "可用的有"},
      {{"workflow", "replay", "suggestion", "--traces", "/nowhere"}, "文件无法读取"},
      {{"remind", "due", "--congress", "999"}, "没有代码为 999 的人大"},
      {{"remind", "due", "--within", "-1"}, "--within"},
      {{"user", "list", "--congress", "999"}, "没有代码为 999 的人大"},
      {{"unit", "import", "units.csv"}, "文件无法读取"},
      {{"--now", "tomorrow", "case", "list"}, "日期写作"},
      {{"--now", "2025-03-01T25:00", "case", "list"}, "时刻写作"},
  }));
  const Office office;
  office.open();
  CAPTURE(row.words);
  const auto answer = office(row.words);
  INFO(answer.err);
  CHECK(answer.code > 0);
  CHECK(answer.complains(row.complaint));
  CHECK(english_in(answer.err).empty());
}

TEST_CASE("A register that cannot be reached is refused in Chinese", "[cli]") {
  struct Place {
    std::string url, complaint;
  };
  const auto row = GENERATE(values<Place>({
      {"postgresql://127.0.0.1:1/none?connect_timeout=2", "连接被拒绝"},
      {"postgresql:///none?host=/nowhere", "本机没有运行数据库服务器"},
      {"postgresql://no.such.host.invalid/none", "找不到主机"},
      {"postgresql://%zz", "特殊字符写作 %XX"},
      {"sqlite:/nowhere/at/all.db", "还没有建库"},
      {"mysql://x", "sqlite:路径"},
  }));
  const auto answer = run({"--db", row.url, "--config", DUBAN_SOURCE_DIR "/config/duban.toml",
                           "--lang", "zh-CN", "db", "status"});
  CAPTURE(row.url);
  INFO(answer.err);
  CHECK(answer.code == 1);
  CHECK(answer.complains(row.complaint));
  CHECK(english_in(answer.err).empty());
}

TEST_CASE("A profile that is wrong is refused in Chinese", "[cli][sqlite]") {
  struct Profile {
    std::string text, complaint;
  };
  const auto row = GENERATE(values<Profile>({
      {"[limits.reply]\nrule = \"3 monhts\"\nsource = \"s\"\n", "“3 monhts”：期限写作"},
      {"[limits.reply]\nladder = \"R-NONE\"\nsource = \"s\"\n", "不是提醒方案"},
      {"[limits.reply]\nanchor = \"tomorow\"\nsource = \"s\"\n", "不是起算点"},
      {"[limits.reply]\nroll = \"sideways\"\nsource = \"s\"\n", "不是顺延方式"},
      {"[limits.reply]\nraises = { nothing = \"1 day after\" }\nsource = \"s\"\n", "的事件"},
      {"[limits.reply]\nraises = { urge = \"soon\" }\nsource = \"s\"\n", "与到期日的距离写作"},
      {"[authorities.sign]\nroles = [\"conact\"]\nsource = \"s\"\n", "不是角色；是不是 contact？"},
      {"[authorities.sign]\nroles = []\nsource = \"s\"\n", "没有人能做"},
      {"[limits.reply]\nrule = \"3 months\"\n", "出处"},
      {"[limits.reply]\nrule = 3.5\nsource = \"s\"\n", "是小数"},
      {"[limits.reply]\nrule = “3 months”\n", "不是正确的 TOML"},
      {"[limits.reply]\nrule = \"3 months\n", "不是正确的 TOML"},
      {"limts = 1\n", "不认识；是不是 limits？"},
  }));
  const Office office;
  office.open();
  office.write("mine.toml",
               "extends = \"cn\"\nname = \"mine\"\ntitle = \"t\"\nsource = \"s\"\n\n" + row.text);
  CAPTURE(row.text);
  const auto answer = office(
      {"congress", "change", "340100", "--regulation", (office.folder() / "mine.toml").string()});
  INFO(answer.err);
  CHECK(answer.code == 1);
  CHECK(answer.complains(row.complaint));
  CHECK(english_in(answer.err).empty());
}

TEST_CASE("Tables that cannot be used are refused in Chinese", "[cli][sqlite]") {
  struct Table {
    std::string text, complaint;
  };
  const auto row = GENERATE(values<Table>({
      {"", "文件是空的；第一行应写列名：name"},
      {"nom\n水务局\n", "缺少“name”列，不认识“nom”列；必须有的列：name；可有的列：code"},
      {"name,name\n水务局,a\n", "重复“name”列"},
      {"name,code\n水务局\n", "这一行有 1 个字段"},
      {"name\n\"水务局\n", "引号没有闭合"},
      {"name\n水\xff务局\n", "请另存为 UTF-8"},
  }));
  const Office office;
  office.open();
  office.write("units.csv", row.text);
  CAPTURE(row.text);
  const auto answer = office({"unit", "import", (office.folder() / "units.csv").string()});
  INFO(answer.err);
  CHECK(answer.code == 1);
  CHECK(answer.complains(row.complaint));
  CHECK(english_in(answer.err).empty());
}

TEST_CASE("A wrong duban.toml is refused in Chinese", "[cli]") {
  const Office office;
  office.write("config/duban.toml", "langauge = \"en\"\n");
  const auto answer = office({"db", "status"});
  INFO(answer.err);
  CHECK(answer.complains("不认识；是不是 language？"));
  CHECK(english_in(answer.err).empty());
}

TEST_CASE("What a database server says when it refuses is said in Chinese", "[cli]") {
  const auto words = Words::load(DUBAN_SOURCE_DIR "/config/locales", "zh-CN");
  const auto* reason =
      GENERATE("FATAL:  database \"nix\" does not exist", "FATAL:  role \"nix\" does not exist",
               "FATAL:  password authentication failed for user \"nix\"",
               "FATAL:  something nobody has foreseen happened");
  const auto text = words.sentence(
      std::string{"The database server cannot be reached. connection to server at \"db\" "
                  "(10.0.0.1), port 5432 failed: "} +
      reason);
  INFO(text);
  CHECK(text.starts_with("数据库服务器无法连接"));
  CHECK(english_in(text).empty());
}

TEST_CASE("Only our own lists are said with 或", "[cli]") {
  const auto words = Words::load(DUBAN_SOURCE_DIR "/config/locales", "zh-CN");
  CHECK(words.sentence("expected lead, co or sole") == "应为 lead, co 或 sole");
  CHECK(words.sentence("cannot be opened: No such device or address") ==
        "无法打开：No such device or address");
  CHECK(words.sentence("cannot be opened: No such file or directory") == "无法打开：没有这个文件");
}

TEST_CASE("A notice that waits says so in the reader's language", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  CHECK(office.done({"remind", "outbox"}).says("待发"));
  CHECK(office.done({"remind", "outbox", "--lang", "en"}).says("waiting"));
}
