// calendar import, session and meeting changes, and profiles, as an officer types them.

#include "adapters/cli/command_line_fixture.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

using namespace duban::command_line;

namespace {

/// An office that knows no calendar after 2025, and the notice of 2026.
class OfficeBeforeNotice : public Office {
 public:
  OfficeBeforeNotice() {
    std::ifstream whole{folder() / "config/calendars/cn.csv"};
    std::string known, notice, line;
    std::getline(whole, line);
    known = notice = line + "\n";
    while (std::getline(whole, line)) (line.starts_with("2026") ? notice : known) += line + "\n";
    write("config/calendars/cn.csv", known);
    write("2026.csv", notice);
    done({"db", "create", "--simulated-clock", "2025-07-04T09:00:00+08:00"});
    done({"congress", "add", "340100", "合肥市", "--level", "city"});
    done({"unit", "add", "交通局"});
  }
  [[nodiscard]] std::string notice() const { return (folder() / "2026.csv").string(); }
};

void open_complex_item(const Office& office) {
  office.done({"case", "open", "submit", "--data",
               R"({"title":"桥","text":"修","lead_deputy":"张三","session":"17-3"})"});
  office.done({"case", "fire", "1", "register"});
  office.done({"case", "fire", "1", "assign", "--data",
               R"({"mode":"sole","complex":true,"units":[{"unit":"交通局","role":"sole"}]})"});
}

}  // namespace

TEST_CASE("calendar import shows every clock that moves, and then moves it", "[cli][sqlite]") {
  const OfficeBeforeNotice office;
  open_complex_item(office);
  const auto preview = office.done({"calendar", "import", office.notice(), "--dry-run"});
  CHECK(preview.says("2026-01-05"));
  CHECK(preview.says("重新计算应为 2026-01-04"));
  CHECK(preview.says("没有写入"));
  CHECK(office.done({"case", "clocks", "1.1"}).says("暂定"));

  const auto moves = office.json({"calendar", "import", office.notice()}).at("moves");
  CHECK(moves.as_array().size() == 2);
  CHECK_FALSE(office.done({"case", "clocks", "1.1"}).says("暂定"));
  CHECK(office.done({"calendar", "import", office.notice()}).says("没有期限变动"));
  CHECK(office.done({"verify"}).says("一致"));
  // A congress that is added later knows the notice too.
  office.done({"congress", "add", "340200", "芜湖市", "--level", "city"});
  const auto congresses = office.json({"congress", "list"}).as_array();
  CHECK(congresses.at(0).at("calendar") == congresses.at(1).at("calendar"));
}

TEST_CASE("Another calendar for a congress has a preview", "[cli][sqlite]") {
  const OfficeBeforeNotice office;
  open_complex_item(office);
  office.write("config/calendars/town.csv", "date,name,is_workday\n2026-01-05,墟日,0\n");
  const auto before = office.json({"congress", "list"});
  const auto preview =
      office.done({"congress", "change", "340100", "--calendar", "town", "--dry-run"});
  CHECK(preview.says("2026-01-06"));
  CHECK(preview.says("没有写入"));
  CHECK(office.json({"congress", "list"}) == before);
  CHECK(office({"congress", "change", "340100", "--name", "x", "--dry-run"}).code == 2);
  CHECK(office({"congress", "change", "340100", "--calendar", "mars", "--dry-run"}).code == 1);
  CHECK(office.json({"congress", "list"}) == before);
  CHECK(office.done({"congress", "change", "340100", "--calendar", "town"}).says("2026-01-06"));
}

TEST_CASE("A notice that cannot be read changes nothing", "[cli][sqlite]") {
  const OfficeBeforeNotice office;
  office.write("wrong.csv", "date,name,is_workday\n2026-01-01,元旦,0\n2026-02-30,春节,0\n");
  const auto wrong = office({"calendar", "import", (office.folder() / "wrong.csv").string()});
  CHECK(wrong.code == 1);
  CHECK(wrong.complains("wrong.csv:3"));
  office.write("empty.csv", "date,name,is_workday\n");
  CHECK(office({"calendar", "import", (office.folder() / "empty.csv").string()}).code == 1);
  CHECK(office({"calendar", "import", "nowhere.csv"}).complains("nowhere.csv"));
  CHECK(office({"calendar", "import", office.notice(), "--congress", "999999"}).code == 1);
}

TEST_CASE("A few days of a place make no year known", "[cli][sqlite]") {
  const OfficeBeforeNotice office;
  open_complex_item(office);
  office.write("local.csv", "date,name,is_workday\n2026-01-05,建城日,0\n");
  const auto file = (office.folder() / "local.csv").string();
  const auto few = office({"calendar", "import", file});
  CHECK(few.code == 1);
  CHECK(few.complains("--local"));
  CHECK(office.done({"calendar", "import", file, "--local"}).says("2026-01-06"));
  CHECK(office.done({"case", "clocks", "1.1"}).says("暂定"));
  CHECK(office.done({"verify"}).says("一致"));
}

TEST_CASE("A meeting that moves takes the reports for it along", "[cli][sqlite]") {
  const Office office;
  office.open();
  CHECK(office.done({"meeting", "list"}).says("还没有"));
  office.done({"meeting", "add", "2025-2", "--name", "第十六次会议", "--on", "2025-02-27"});
  CHECK(office({"meeting", "add", "2025-2"}).code == 1);
  CHECK(office({"meeting", "add", "2025-3", "--on", "2025-02-30"}).complains("--on"));
  office.done({"case", "open", "generate", "--data",
               R"({"kind":"专项工作报告","sender":"交通局","meeting":"2025-2"})"});
  CHECK(office.done({"case", "clocks", "1"}).says("2025-02-17"));
  const auto preview =
      office.done({"meeting", "change", "2025-2", "--on", "2025-03-06", "--dry-run"});
  CHECK(preview.says("2025-02-24"));
  CHECK(office.done({"case", "clocks", "1"}).says("2025-02-17"));
  CHECK(office.done({"meeting", "change", "2025-2", "--on", "2025-03-06"}).says("2025-02-24"));
  CHECK(office.done({"case", "clocks", "1"}).says("2025-02-24"));
  CHECK(office.done({"--lang", "en", "meeting", "list"}).says("2025-03-06"));
  CHECK(office.done({"verify"}).says("一致"));
}

TEST_CASE("Profiles are listed, shown, checked and compared", "[cli]") {
  const Office office;
  const auto names = office.json({"profile", "list"}).as_array();
  CHECK(names.size() >= 10);
  CHECK(office.done({"profile", "show", "henan"}).says("第十四条"));
  CHECK(office.json({"profile", "show", "henan"}).at("limits").at("objection").at("rule") ==
        "10 working days");
  const auto diff = office.done({"profile", "diff", "cn", "henan"});
  CHECK(diff.says("limits.objection.rule\n  - 5 working days\n  + 10 working days"));
  CHECK(office.done({"profile", "diff", "cn", "cn"}).says("没有不同"));

  office.write("own.toml",
               "extends = \"henan\"\nname = \"own\"\ntitle = \"t\"\nsource = \"s\"\n"
               "[limits.objection]\nrule = \"7 working days\"\nsource = \"art. 3\"\n");
  const auto own = (office.folder() / "own.toml").string();
  CHECK(office.done({"profile", "check", own}).says("可用"));
  office.write("own.toml",
               "extends = \"henan\"\nname = \"own\"\ntitle = \"t\"\nsource = \"s\"\n"
               "[limits.objection]\nrule = \"7 wroking days\"\nsource = \"art. 3\"\n");
  const auto wrong = office({"profile", "check", own});
  CHECK(wrong.code == 1);
  CHECK(wrong.complains("own.toml:6"));
  CHECK(office({"profile", "show", "hnan"}).code == 1);
}

TEST_CASE("profile move has a preview and needs the authority", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  office.done({"user", "add", "联络员", "--role", "contact", "--unit", "交通局"});
  office.done({"congress", "change", "340100", "--regulation", "henan"});
  const auto objection = [&] {
    const auto clocks = office.json({"case", "clocks", "1"});
    for (const auto& clock : clocks.as_array())
      if (clock.at("kind") == "objection") return std::string{clock.at("due").as_string()};
    return std::string{};
  };
  CHECK(objection() == "2025-01-17");
  const auto preview = office.done({"profile", "move", "--as", "admin", "--dry-run"});
  CHECK(preview.says("2025-01-24"));
  CHECK(objection() == "2025-01-17");
  CHECK(office({"profile", "move", "--as", "联络员"})
            .complains("“转用新办理办法（move_edition）”须由"));
  CHECK(office({"profile", "move", "99", "--as", "admin"}).code == 1);
  CHECK(office.done({"profile", "move", "1", "--as", "admin"}).says("2025-01-24"));
  CHECK(objection() == "2025-01-24");
  CHECK(office.done({"profile", "move", "--as", "admin"}).says("没有期限变动"));
  CHECK(office.done({"case", "events", "1"}).says("期限重算"));
  CHECK(office.done({"verify"}).says("一致"));
}
