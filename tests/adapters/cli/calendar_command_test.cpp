#include "adapters/cli/calendar_command.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace duban;

namespace {

struct Answer {
  int exit_code;
  std::string out;
  std::string err;
};

Answer run(std::vector<std::string> words, const std::string& language = "zh-CN") {
  std::ostringstream out;
  std::ostringstream err;
  cli::Context context{.config = DUBAN_SOURCE_DIR "/config",
                       .json = false,
                       .language = language,
                       .out = out,
                       .err = err,
                       .exit_code = 0};
  CLI::App app;
  cli::add_calendar_command(app, context);
  words.insert(words.begin(), "calendar");
  std::reverse(words.begin(), words.end());  // as CLI11 wants them
  app.parse(words);
  return {context.exit_code, out.str(), err.str()};
}

Answer run_batch(const std::string& table) {
  const auto path = std::filesystem::temp_directory_path() / "duban_calendar_command_test.csv";
  std::ofstream{path, std::ios::binary} << table;
  auto answer = run({"due", "--batch", path.string()});
  std::filesystem::remove(path);
  return answer;
}

}  // namespace

TEST_CASE("calendar due tells when a limit ends", "[cli]") {
  CHECK(run({"due", "--from", "2025-03-14", "--rule", "3 months"}).out ==
        "到期日：2025-06-16（星期一）\n"
        "届满日：2025-06-14（星期六），休息日，顺延至下一工作日\n");
  CHECK(run({"due", "--from", "2025-03-14", "--rule", "until 05-31"}, "en").out ==
        "Due: 2025-05-31 (Saturday)\n"
        "The due date is a rest day and does not move; the last workday is 2025-05-30 (Friday)\n");
  CHECK(run({"due", "--from", "2026-12-31", "--rule", "window 02"}).out.find("暂定") !=
        std::string::npos);
  CHECK(run({"due", "--from", "2022-04-08", "--rule", "5 working days", "--calendar",
             "xishuangbanna"})
            .out == "到期日：2022-04-20（星期三）\n");
}

TEST_CASE("calendar due --explain tells the count day by day", "[cli]") {
  CHECK(run({"due", "--from", "2025-05-12", "--rule", "10 days before", "--explain"}).out ==
        "2025-05-12（星期一）  起算日，不计入\n"
        "2025-05-11（星期日）  第 1 天\n"
        "2025-05-10（星期六）  第 2 天\n"
        "2025-05-09（星期五）  第 3 天\n"
        "2025-05-08（星期四）  第 4 天\n"
        "2025-05-07（星期三）  第 5 天\n"
        "2025-05-06（星期二）  第 6 天\n"
        "2025-05-05（星期一）  第 7 天（劳动节）\n"
        "2025-05-04（星期日）  第 8 天（劳动节）\n"
        "2025-05-03（星期六）  第 9 天（劳动节）\n"
        "2025-05-02（星期五）  届满日（劳动节）\n"
        "2025-05-02（星期五）  休息日，提前（劳动节）\n"
        "2025-05-01（星期四）  休息日，提前（劳动节）\n"
        "2025-04-30（星期三）  到期日\n"
        "到期日：2025-04-30（星期三）\n"
        "届满日：2025-05-02（星期五），休息日，提前至前一工作日\n");
}

TEST_CASE("calendar due --json answers programs", "[cli]") {
  CHECK(run({"due", "--from", "2025-06-13", "--rule", "1 day", "--explain", "--json"}).out ==
        R"({"from":"2025-06-13","rule":"1 day","nominal":"2025-06-14","due":"2025-06-16",)"
        R"("provisional":false,"calendar":"cn","last_workday":"2025-06-16","days":[)"
        R"({"date":"2025-06-13","why":"anchor"},{"date":"2025-06-14","why":"nominal","number":1},)"
        R"({"date":"2025-06-14","why":"rolled"},{"date":"2025-06-15","why":"rolled"},)"
        R"({"date":"2025-06-16","why":"due"}]})"
        "\n");
}

TEST_CASE("calendar due --batch answers row by row", "[cli]") {
  const auto answer = run_batch(
      "rule,from\n3 months,2025-03-14\n10 days before,2025-10-15\nuntil 05-31,2025-03-14\n"
      "window 02,2026-12-31\n");
  CHECK(answer.exit_code == 0);
  CHECK(answer.out ==
        "from,rule,due,provisional\r\n"
        "2025-03-14,3 months,2025-06-16,false\r\n"
        "2025-10-15,10 days before,2025-09-30,false\r\n"
        "2025-03-14,until 05-31,2025-05-31,false\r\n"
        "2026-12-31,window 02,2027-02-28,true\r\n");
}

TEST_CASE("A bad row of a batch stops it with its line, and nothing is written", "[cli]") {
  const std::string bad = GENERATE("2025-02-30,3 months", "2025-03-14,3 moons", "2025-03-14",
                                   "2025-03-14,3 months,x", "2025-03-14,\"3 months");
  const auto answer = run_batch("from,rule\n2025-03-14,3 months\n" + bad + "\n");
  CHECK(answer.exit_code == 1);
  CHECK(answer.out.empty());
  CHECK(answer.err.find("duban_calendar_command_test.csv:3：") != std::string::npos);
}

TEST_CASE("calendar days tells which days are worked", "[cli]") {
  CHECK(run({"days", "--from", "2025-04-26", "--to", "2025-04-28"}, "en").out ==
        "2025-04-26 (Saturday)  rest day\n"
        "2025-04-27 (Sunday)  make-up workday (劳动节)\n"
        "2025-04-28 (Monday)  workday\n"
        "Working days: 2\n");
  CHECK(run({"days", "--from", "2025-04-27", "--to", "2025-04-27", "--json"}).out ==
        R"({"calendar":"cn","workdays":1,"days":[{"date":"2025-04-27","is_workday":true,)"
        R"("name":"劳动节","provisional":false}]})"
        "\n");
}

TEST_CASE("calendar refuses with a sentence", "[cli]") {
  const auto words = GENERATE(values<std::vector<std::string>>({
      {"due", "--from", "2025-02-30", "--rule", "3 months"},
      {"due", "--from", "2025-03-14", "--rule", "3 moons"},
      {"due", "--from", "2025-03-14", "--rule", "3 months", "--calendar", "mars"},
      {"due", "--batch", "/no/such/file.csv"},
      {"days", "--from", "2025-04-28", "--to", "2025-04-26"},
      {"days", "--from", "2025-04-28", "--to", "never"},
  }));
  const auto answer = run(words);
  CHECK(answer.exit_code == 1);
  CHECK(answer.out.empty());
  CHECK_FALSE(answer.err.empty());
}

TEST_CASE("calendar due wants one limit or one batch", "[cli]") {
  const auto words = GENERATE(values<std::vector<std::string>>({
      {"due"},
      {"due", "--from", "2025-03-14"},
      {"due", "--rule", "3 months"},
      {"due", "--batch", "-", "--rule", "3 months"},
      {"due", "--batch", "-", "--explain"},
  }));
  CHECK(run(words).exit_code == 2);
}
