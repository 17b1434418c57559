#include "adapters/cli/command_line_fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

using namespace duban::command_line;

namespace {

constexpr auto real_table = DUBAN_SOURCE_DIR "/tests/data/suggestions-cn.csv";

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// An office on the given day, and tables beside its register.
class Newcomer : public Office {
 public:
  explicit Newcomer(const std::string& today = "2026-11-20") {
    done({"db", "create", "--simulated-clock", today});
    done({"congress", "add", "340100", "合肥市", "--level", "city"});
  }
  [[nodiscard]] Answer import_text(const std::string& text,
                                   std::vector<std::string> more = {}) const {
    write("table.csv", text);
    return import_file((folder() / "table.csv").string(), std::move(more));
  }
  [[nodiscard]] Answer import_file(const std::string& file,
                                   std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"import", "suggestions", file});
    return (*this)(more);
  }
  [[nodiscard]] std::size_t cases() const {
    std::size_t roots = 0;
    const auto rows = json({"case", "list", "--limit", "10000"});
    for (const auto& row : rows.as_array())
      if (std::string_view{row.at("id").as_string()}.find('.') == std::string_view::npos) ++roots;
    return roots;
  }
};

std::string bare(std::string text) {
  for (const auto* taken : {"可收", "已收为 "})
    for (auto at = text.find(taken); at != text.npos; at = text.find(taken))
      text.erase(at, text.find("，", at) - at);
  return text;
}

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

}  // namespace

TEST_CASE("The published table is taken row by row, another body's items are not",
          "[cli][import]") {
  const Newcomer office;
  const auto answer = office.import_file(real_table);
  CHECK(answer.code == 1);
  CHECK(answer.err == "有 8 行未收，见各行说明\n");
  CHECK(answer.says("第 2 行：已收为 1，已答复（answered）\n"));
  CHECK(answer.says("第 30 行：未收，kind：政协提案属于另一机构：政协提案由政协登记\n"));
  CHECK(answer.says("共 44 行：收 36 行，未收 8 行\n"));
  CHECK(answer.says("办理中 2"));
  CHECK(answer.says("县水务局"));
  CHECK(office.done({"unit", "list"}).says("市房地产服务中心"));
  CHECK(office.done({"verify"}).code == 0);
}

TEST_CASE("A dry run says the same and writes nothing", "[cli][import]") {
  const Newcomer office;
  const auto before = office.done({"db", "status"}).out;
  const auto dry = office.import_file(real_table, {"--dry-run"});
  CHECK(office.done({"db", "status"}).out == before);
  CHECK(office.done({"unit", "list"}).says("还没有单位"));
  const auto wet = office.import_file(real_table);
  CHECK(dry.code == wet.code);
  const auto dry_lines = dry.out.substr(0, dry.out.find("试运行"));
  const auto wet_lines = wet.out.substr(0, wet.out.find("共 44 行"));
  CHECK(bare(dry_lines) == bare(wet_lines));
  CHECK(dry.out.substr(dry.out.find("共 44 行")) == wet.out.substr(wet.out.find("共 44 行")));
}

TEST_CASE("The same table again adds nothing, a longer one what is new", "[cli][import]") {
  const Newcomer office;
  CHECK(office.import_file(real_table).code == 1);
  const auto again = office.import_file(real_table);
  CHECK(again.says("共 44 行：收 0 行，未收 44 行"));
  CHECK(again.says("第 2 行：未收，number：事项 1 已有这个编号：沙河市-市九届人大三次会议-31"));
  CHECK(again.says("已是同一届次、同一标题"));
  const auto more = office.import_text("title,session,number\n新的建议,17-3,1\n老的建议,17-3,1\n");
  CHECK(more.says("收 1 行，未收 1 行"));
  CHECK(more.says("第 3 行：未收，number：第 2 行也是这个编号：17-3-1"));
}

TEST_CASE("Lines without a number that are alike are all taken, once", "[cli][import]") {
  const Newcomer office;
  const std::string two = "title,session\n修路,17-3\n修路,17-3\n";
  CHECK(office.import_text(two).code == 0);
  CHECK(office.import_text(two + "修路,17-3\n").says("收 1 行，未收 2 行"));
  CHECK(office.cases() == 3);
}

TEST_CASE("A number is the same with and without leading zeros", "[cli][import]") {
  const Newcomer office;
  CHECK(office.import_text("title,session,number\n修路,17-3,001\n").code == 0);
  const auto again = office.import_text(
      "title,session,number\n修桥,17-3,1\n修坝,17-3,第２号\n修渠,17-3,002\n修塘,17-3,"
      "9223372036854775807\n");
  CHECK(again.says("第 2 行：未收，number：事项 1 已有这个编号：17-3-001"));
  CHECK(office.import_text("title,session,number\n修堤,18-1,0001\n").code == 0);
  CHECK(office.import_text("title,session,number\n修闸,18-1,1\n").says("已有这个编号：18-1-0001"));
  CHECK(again.says("第 4 行：未收，number：第 3 行也是这个编号：17-3-002"));
  const auto submitted =
      office.json({"case", "open", "submit", "--data",
                   R"({"title":"修坝","text":"好","lead_deputy":"张三","session":"17-3"})"});
  const std::string id{std::string_view{submitted.at("id").as_string()}};
  office.done({"case", "fire", id, "register"});
  CHECK(office.done({"case", "show", id}).says("17-3-003"));
}

TEST_CASE("Texts of a table hold no control characters", "[cli][import]") {
  const Newcomer office;
  const auto answer =
      office.import_text("title,undertaker\n红\x1b[31m色,甲局\n修路,局\x1b[31m红\n");
  CHECK(answer.says("收 0 行，未收 2 行"));
  CHECK(answer.says("U+001B"));
}

TEST_CASE("Every verdict is written to a table that can be read again", "[cli][import]") {
  const Newcomer office;
  const auto verdicts = (office.folder() / "verdicts.csv").string();
  static_cast<void>(office.import_file(real_table, {"--verdicts", verdicts}));
  const auto text = text_of(verdicts);
  CHECK(text.starts_with(
      "line,number,title,verdict,case,state,reason\r\n"
      "2,沙河市-市九届人大三次会议-31,关于老邢峰线（群英路）进行改造,taken,1,answered,\r\n"));
  CHECK(lines_in(text) == 45);
  CHECK(text.find("5,舒城县-县十六届人大一次会议-3,\"关于加固杭埠河河堤,提高防洪能力\",taken") !=
        text.npos);
  const auto nowhere = office.import_file(real_table, {"--verdicts", "/nowhere/at/all.csv"});
  CHECK(nowhere.code == 1);
  CHECK(nowhere.complains("文件不能写入"));
}

TEST_CASE("Tables come as they are: mark, line ends, encodings, Chinese headings",
          "[cli][import]") {
  const std::string header = "届次,编号,建议标题,承办单位,交办日期,答复日期,办理结果类别,来源";
  const std::string row = "17-3,034,修路,交通局,2025/3/14,2025年6月16日,A类,网页";
  const auto taken = [](const std::string& text) {
    const Newcomer office;
    const auto answer = office.import_text(text);
    INFO(answer.out << answer.err);
    CHECK(answer.code == 0);
    const auto list = office.done({"case", "list"});
    return list.says("17-3-034") && list.says("修路");
  };
  CHECK(taken(header + "\n" + row + "\n"));
  CHECK(taken("\xEF\xBB\xBF" + header + "\r\n" + row + "\r\n"));
  CHECK(taken(header + "\n" + row));
  // 标题,编号 / 修路,034 and the session in GB18030.
  CHECK(
      taken("\xB1\xEA\xCC\xE2,\xB1\xE0\xBA\xC5,\xBD\xEC\xB4\xCE\r\n\xD0\xDE\xC2\xB7,034,17-3\r\n"));
}

TEST_CASE("A table that cannot be used is refused whole, with what would be right",
          "[cli][import]") {
  const Newcomer office;
  const auto refused = [&](const std::string& text, const std::string& why) {
    const auto answer = office.import_text(text);
    INFO(answer.out << answer.err);
    CHECK(answer.code == 1);
    CHECK(answer.out.empty());
    CHECK(answer.complains(why));
    CHECK(office.cases() == 0);
  };
  refused("", "table.csv:1：文件是空的");
  refused("title,colour\n修路,red\n", "table.csv:1：不认识的列“colour”；可用的列：title (标题)");
  refused("number\n1\n", "缺少列“title”");
  refused("title,标题\n修路,修路\n", "列“title”和“标题”是同一项");
  refused("title,title\n修路,修路\n", "列“title”和“title”是同一项");
  refused("title,number\n修路,1\n修桥,2,3\n", "table.csv:3：这一行有 3 个字段，表头有 2 个");
  refused("title,text\n修路,好\n修桥,\"一半",
          "table.csv:3：“text”列的引号没有闭合，可能只有半个文件");
  refused("title,text\n修路,\xFF\xFE\n", "table.csv:2");
  refused("title,text\n修路,\"" + std::string(10 << 20, 'x') + "\"\n",
          "table.csv:2：“text”列超过 1 MiB");
  CHECK(office.import_file("/nowhere/at/all.csv").complains("文件无法读取"));
  CHECK(office.import_file(office.folder().string()).complains("文件无法读取"));
}

TEST_CASE("A header alone is a table without lines", "[cli][import]") {
  const Newcomer office;
  const auto answer = office.import_text("title,number\n");
  CHECK(answer.code == 0);
  CHECK(answer.says("共 0 行：收 0 行，未收 0 行"));
}

TEST_CASE("A refused line says where and why and does not stop the others", "[cli][import]") {
  const Newcomer office;
  const auto answer = office.import_text(
      "标题,交办日期,答复日期\n修路,2025-03-14,2025-02-30\n修桥,2025-03-14,2025-03-01\n修坝,,\n,,"
      "\n修塘,2027-01-01,\n");
  CHECK(answer.code == 1);
  CHECK(answer.says("第 2 行：未收，答复日期：2025-02-30：日历上没有这一天\n"));
  CHECK(answer.says("第 3 行：未收，答复日期：2025-03-01 早于交办日期 2025-03-14\n"));
  CHECK(answer.says("第 4 行：已收为 1，已登记（registered）\n"));
  CHECK(answer.says("第 5 行：未收，标题：缺少\n"));
  CHECK(answer.says("第 6 行：未收，交办日期：2027-01-01 在将来，今天是 2026-11-20\n"));
  CHECK(office.cases() == 1);
}

TEST_CASE("An office that starts in the middle of a year goes on numbering", "[cli][import]") {
  const Newcomer office{"2025-05-20"};
  CHECK(office.import_text("title,session,number\n修路,17-3,041\n修桥,17-3,040\n").code == 0);
  const auto submitted =
      office.json({"case", "open", "submit", "--data",
                   R"({"title":"修坝","text":"好","lead_deputy":"张三","session":"17-3"})"});
  const std::string id{std::string_view{submitted.at("id").as_string()}};
  office.done({"case", "fire", id, "register"});
  CHECK(office.done({"case", "show", id}).says("17-3-042"));
}

TEST_CASE("Open limits of a table run on when the clock is moved", "[cli][import]") {
  const Newcomer office{"2025-06-10"};
  CHECK(office.import_text("title,undertaker,assigned_on\n修路,交通局,2025-03-14\n").code == 0);
  CHECK(office.done({"case", "clocks", "1.1"}).says("2025-06-16"));
  office.done({"--now", "2025-06-18T18:00:00+08:00", "case", "list"});
  CHECK(office.done({"remind", "outbox"}).says("交通局"));
  CHECK(office.done({"verify"}).code == 0);
}

TEST_CASE("A long table is taken with progress, each line once", "[cli][import]") {
  const Newcomer office;
  std::string table = "title,session,number,undertaker,role,assigned_on,replied_on,result_class\n";
  for (int i = 1; i <= 6'000; ++i)
    table += "第" + std::to_string(i) + "号建议,17-3," + std::to_string(i % 5'999) + ",第" +
             std::to_string(i % 60) + "局,主办,2025-03-14,2025-06-10,A\n";
  const auto answer = office.import_text(table);
  CHECK(answer.code == 1);
  CHECK(answer.complains("已读 5000 / 6000 行\n"));
  CHECK(answer.says("第 6001 行：未收，number：第 2 行也是这个编号：17-3-1\n"));
  CHECK(answer.says("共 6000 行：收 5999 行，未收 1 行\n"));
  CHECK(answer.says("新增单位 60 个"));
}

TEST_CASE("Only who may register in this congress imports", "[cli][import]") {
  const Newcomer office;
  office.done({"unit", "add", "水务局"});
  office.done({"deputy", "add", "张三"});
  office.done({"congress", "add", "340200", "芜湖市", "--level", "city"});
  office.done({"user", "add", "芜湖", "--role", "officer", "--congress", "340200"});
  office.done(
      {"user", "add", "三", "--role", "deputy", "--deputy", "张三", "--congress", "340100"});
  office.done(
      {"user", "add", "水务", "--role", "contact", "--unit", "水务局", "--congress", "340100"});
  office.done({"user", "add", "督办", "--role", "officer", "--congress", "340100"});
  const auto import_as = [&](const std::string& user) {
    return office.import_text("title,session\n修路,17-3\n", {"--congress", "340100", "--as", user});
  };
  CHECK(import_as("芜湖").complains("芜湖 属于另一个人大"));
  CHECK(import_as("三").complains(
      "“登记编号（register）”须由督办人员进行；三（代表，张三） 没有这个权限"));
  CHECK(import_as("水务").complains("没有这个权限"));
  CHECK(import_as("水务").code == 1);
  CHECK(import_as("水务").out.empty());
  CHECK(office.import_text("title,session\n修路,17-3\n", {"--congress", "340100"})
            .complains("有多个用户，请指明是谁"));
  CHECK(office.cases() == 0);
  CHECK(import_as("督办").code == 0);
}

TEST_CASE("Verdicts never take the place of a file that is there", "[cli][import]") {
  const Newcomer office;
  const std::string table = "title,session\n修路,17-3\n";
  const auto file = (office.folder() / "table.csv").string();
  const auto answer = office.import_text(table, {"--verdicts", file});
  CHECK(answer.code == 1);
  CHECK(answer.complains("table.csv：已经存在"));
  CHECK(text_of(file) == table);
  CHECK(office.cases() == 0);
}

TEST_CASE("Verdicts that could not be written are no success", "[cli][import]") {
  const Newcomer office;
  const auto answer = office.import_text("title,session\n修路,17-3\n", {"--verdicts", "/dev/full"});
  CHECK(answer.code == 1);
  CHECK(answer.complains("/dev/full：没有写完"));
  CHECK(office.cases() == 1);
}
