#include "adapters/cli/command_line_fixture.hpp"
#include "adapters/files/archive.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

using namespace duban;
using namespace duban::command_line;

namespace {

constexpr auto suggestion = R"({"title":"一","text":"二","lead_deputy":"张三","session":"17-3"})";

std::string path_in(const Office& office, const std::string& name) {
  return (office.folder() / name).string();
}

std::string read(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// `verify` of another register, by the settings of this office.
Answer verify(const Office& office, const std::string& file) {
  return run({"--db", "sqlite:" + file, "--config", path_in(office, "config/duban.toml"), "--lang",
              "zh-CN", "verify"});
}

}  // namespace

TEST_CASE("Files are attached, listed and fetched", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  const auto content = test::pdf_of(4'000'000);
  office.write("答复函.pdf", content);
  office.write("附图.ofd", test::archive_of({"OFD.xml"}));
  CHECK(office
            .done({"case", "attach", "1.1", path_in(office, "答复函.pdf"),
                   path_in(office, "附图.ofd")})
            .says("补交附件"));
  const auto listed = office.json({"case", "attachments", "1"}).as_array();
  REQUIRE(listed.size() == 2);
  CHECK(listed.at(0).at("name") == "答复函.pdf");
  CHECK(listed.at(0).at("case") == "1.1");
  CHECK(listed.at(1).at("type") == "application/ofd");
  CHECK(office.done({"case", "attachments", "1.1"}).says("附图.ofd"));
  CHECK(office.done({"case", "events", "1.1"}).says("补交附件"));

  const auto copy = path_in(office, "取出.pdf");
  CHECK(office({"case", "attachments", "1", "--output", copy}).complains("哪个附件"));
  CHECK(office({"case", "attachments", "1", "--output", copy, "--get", "99"})
            .complains("没有编号为 99 的附件"));
  office.done({"case", "attachments", "1", "--output", copy, "--get", "1"});
  CHECK(read(copy) == content);
  CHECK(office({"case", "attachments", "1", "--output", copy, "--get", "1"}).complains("已经存在"));
  CHECK(office.done({"verify"}).says("一致"));
}

TEST_CASE("An event takes its files along, or none of them", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.write("原件.pdf", test::pdf_of(1000));
  office.write("假.pdf", "不是 PDF");
  const auto scan = path_in(office, "原件.pdf"), false_one = path_in(office, "假.pdf");
  const auto refused = office(
      {"case", "open", "submit", "--data", suggestion, "--attach", scan, "--attach", false_one});
  CHECK(refused.code == 1);
  CHECK(refused.complains("从内容看是 text/plain"));
  CHECK(office.json({"case", "list"}).as_array().empty());
  office.done({"case", "open", "submit", "--data", suggestion, "--attach", scan});
  CHECK(office.json({"case", "attachments", "1"}).as_array().size() == 1);
  CHECK(office({"case", "fire", "1", "close", "--attach", scan}).code == 1);
  CHECK(office({"case", "attach", "1", path_in(office, "无.pdf")}).complains("没有这个文件"));
  CHECK(office({"case", "attach", "1", office.folder().string()}).complains("是文件夹"));
  CHECK(office({"case", "attach", "9", scan}).complains("没有编号为 9 的事项"));
  CHECK(office({"case", "fire", "1", "attach"}).complains("缺少"));
  CHECK(office({"case", "open", "submit", "--data", R"({"state_secret":true,"session":"17-3"})",
                "--attach", scan})
            .complains("涉密"));
  CHECK(office.json({"case", "attachments", "1"}).as_array().size() == 1);
  CHECK(office.done({"verify"}).code == 0);
}

TEST_CASE("A backup has the files, and verify finds one that was changed", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.write("原件.pdf", test::pdf_of(2'000'000));
  office.done(
      {"case", "open", "submit", "--data", suggestion, "--attach", path_in(office, "原件.pdf")});
  const auto backup = path_in(office, "备份.db");
  CHECK(office.done({"db", "backup", backup}).says("attachment_rows：3 行"));
  CHECK(verify(office, backup).code == 0);
  // A flipped byte, as a failing disk makes it.
  std::fstream file{backup, std::ios::in | std::ios::out | std::ios::binary};
  const auto at = read(backup).find("JVBERi0xLjcK");  // %PDF-1.7 in base64
  REQUIRE(at != std::string::npos);
  file.seekp(static_cast<std::streamoff>(at + 40));
  file.put('!');
  file.close();
  const auto verdict = verify(office, backup);
  CHECK(verdict.code == 1);
  CHECK(verdict.says("附件 1 的内容已不是收到时的内容"));
}
