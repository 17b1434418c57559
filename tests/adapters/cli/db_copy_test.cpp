#include "adapters/cli/command_line_fixture.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace duban::command_line;
namespace fs = std::filesystem;

namespace {

std::string path_in(const Office& office, const std::string& name) {
  return (office.folder() / name).string();
}

/// The same office, looking at another register.
Answer at(const Office& office, const std::string& file, std::vector<std::string> words) {
  std::vector<std::string> all{"--db",     "sqlite:" + path_in(office, file),
                               "--config", path_in(office, "config/duban.toml"),
                               "--lang",   "zh-CN"};
  all.insert(all.end(), words.begin(), words.end());
  return run(all);
}

}  // namespace

TEST_CASE("A backup is a register that can be read and verified, and nothing else",
          "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  const auto* const file = "备份 一.db";
  const auto made = office.done({"db", "backup", path_in(office, file)});
  CHECK(made.says("已备份到"));
  CHECK(made.says("events：4 行"));
  CHECK(made.says("duban db release"));

  CHECK(at(office, file, {"case", "show", "1"}).out == office.done({"case", "show", "1"}).out);
  CHECK(at(office, file, {"verify"}).code == 0);
  CHECK(at(office, file, {"db", "status"}).says("停发"));
  for (const auto& words : std::vector<std::vector<std::string>>{
           {"case", "fire", "1.1", "sign", "--data", R"({"name":"李","telephone":"1"})"},
           {"case", "open", "submit", "--data",
            R"({"title":"一","text":"二","lead_deputy":"张三","session":"17-3"})"},
           {"remind", "run", "--once"},
           {"--now", "2025-06-01", "case", "list"},
           {"unit", "add", "教育局"},
           {"session", "add", "17-4"},
           {"congress", "change", "340100", "--name", "某市"},
           {"import", "suggestions", "/nowhere.csv"}}) {
    CAPTURE(words);
    const auto refused = at(office, file, words);
    CHECK(refused.code == 1);
    CHECK(refused.complains("停发"));
    CHECK(refused.complains("duban db release"));
  }
  CHECK(at(office, file, {"verify"}).code == 0);
}

TEST_CASE("A restored register goes to work when it is released", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  office.done({"db", "backup", path_in(office, "b.db")});
  CHECK(at(office, "新.db", {"db", "restore", path_in(office, "b.db")}).says("已恢复到"));
  const auto status = at(office, "新.db", {"db", "status", "--json"}).json();
  CHECK(status.at("held").at("from").as_string() == "sqlite:" + path_in(office, "b.db"));
  CHECK(status.at("events").as_int64() == 4);
  const auto released = at(office, "新.db", {"db", "release"});
  CHECK(released.says("已启用"));
  CHECK(at(office, "新.db", {"db", "status", "--json"}).json().at("held").is_null());
  CHECK(at(office, "新.db", {"db", "release"}).complains("已在使用"));
  CHECK(at(office, "新.db", {"--now", "2025-06-01", "remind", "run", "--once", "--json"})
            .json()
            .at("notices")
            .as_int64() > 0);
  CHECK(at(office, "新.db", {"verify"}).code == 0);
}

TEST_CASE("A register that is held takes no changes until it is released", "[cli][sqlite]") {
  const Office office;
  office.open();
  CHECK(office({"db", "hold"}).says("已停发"));
  CHECK(office({"db", "hold"}).complains("已经停发"));
  CHECK(office({"db", "status"}).says("停发："));
  CHECK(office({"unit", "list"}).code == 0);
  const auto refused = office({"remind", "run", "--once"});
  CHECK(refused.code == 1);
  CHECK(refused.complains("起停发"));
  CHECK(office({"db", "release"}).says("已启用"));
  CHECK(office({"remind", "run", "--once"}).code == 0);
}

TEST_CASE("A copy tells every table with its rows and its hash", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  const auto told = office.json({"db", "copy", "sqlite:" + path_in(office, "c.db")});
  CHECK(told.at("from").as_string() == office.database());
  CHECK(told.at("held").as_bool());
  bool has_events = false;
  for (const auto& table : told.at("tables").as_array()) {
    CHECK(table.at("hash").as_string().size() == 64);
    if (table.at("name").as_string() != "events") continue;
    has_events = true;
    CHECK(table.at("rows").as_int64() == 4);
  }
  CHECK(has_events);
}

TEST_CASE("What cannot be copied is refused in a sentence, and nothing is left", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.write("old.db", "一封信");
  fs::create_directory(office.folder() / "folder");
  struct Row {
    std::vector<std::string> words;
    std::string complaint;
  };
  const std::vector<Row> refused{
      {{"db", "backup", path_in(office, "old.db")}, "已经存在"},
      {{"db", "backup", path_in(office, "folder")}, "已经存在"},
      {{"db", "backup", path_in(office, "没有/b.db")}, "没有文件夹"},
      {{"db", "backup", path_in(office, "a\"b.db")}, "双引号"},
      {{"db", "backup", "postgresql://h/d"}, "duban db copy"},
      {{"db", "backup", ""}, "sqlite:路径"},
      {{"db", "copy", "mysql://x"}, "sqlite:路径"},
      {{"db", "copy", "c.db"}, "sqlite:路径"},
      {{"db", "copy", "sqlite:"}, "sqlite:路径"},
      {{"db", "copy", "postgresql://%zz"}, "特殊字符写作 %XX"},
      {{"db", "copy", "postgresql://127.0.0.1:1/none?connect_timeout=2"}, "连接被拒绝"},
      {{"db", "copy", office.database()}, "已经存在"},
      {{"db", "restore", path_in(office, "none.db")}, "没有这个文件"},
      {{"db", "restore", path_in(office, "old.db")}, "不是督办库"},
      {{"--now", "2025-06-01", "db", "backup", path_in(office, "b.db")}, "--now"},
      {{"db", "release"}, "已在使用"},
  };
  const auto count = [&] {
    return std::distance(fs::directory_iterator{office.folder()}, fs::directory_iterator{});
  };
  const auto before = count();
  for (const auto& row : refused) {
    CAPTURE(row.words);
    const auto answer = office(row.words);
    INFO(answer.err);
    CHECK(answer.code == 1);
    CHECK(answer.complains(row.complaint));
    CHECK(count() == before);
  }
}
