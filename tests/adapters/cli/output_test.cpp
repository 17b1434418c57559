#include "adapters/cli/command_line_fixture.hpp"
#include "adapters/cli/plain_output.hpp"
#include "adapters/cli/run.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

using namespace duban;
using namespace duban::command_line;

namespace {

/// What the program says on stderr and returns when its answer goes to a full disk.
Answer run_to_full_disk(const Office& office, std::vector<std::string> words) {
  words.insert(words.begin(), {"duban", "--db", office.database(), "--lang", "zh-CN", "--config",
                               (office.folder() / "config/duban.toml").string()});
  std::vector<const char*> arguments;
  for (const auto& word : words) arguments.push_back(word.c_str());
  std::ofstream full{"/dev/full"};
  std::ostringstream err;
  const int code = cli::run(static_cast<int>(arguments.size()), arguments.data(), full, err);
  return {code, "", err.str()};
}

std::string shown(const std::vector<std::string>& parts) {
  std::ostringstream out;
  cli::PlainOutput plain{out};
  std::ostream stream{&plain};
  for (const auto& part : parts) stream << part;
  return out.str();
}

}  // namespace

TEST_CASE("An answer that did not arrive is no success", "[cli][sqlite]") {
  const Office office;
  office.open();
  office.hand_over();
  office.write("days.csv", "from,rule\n2025-03-14,3 months\n");
  const std::vector<std::vector<std::string>> telling{
      {"export", "dump"},
      {"case", "list", "--json"},
      {"calendar", "due", "--batch", (office.folder() / "days.csv").string()},
      {"workflow", "show", "suggestion"},
      {"--help"},
  };
  for (const auto& words : telling) {
    CAPTURE(words);
    const auto answer = run_to_full_disk(office, words);
    CHECK(answer.code == 1);
    CHECK(answer.complains("输出没有写完"));
  }
}

TEST_CASE("No control character reaches a terminal", "[cli]") {
  CHECK(shown({"a\x1b[31mb\x07\n\t"}) == "a␛[31mb␇\n\t");
  CHECK(shown({"a\r\nb\rc"}) == "a\r\nb␍c");
  CHECK(shown({"a\r", "\n"}) == "a\r\n");
  CHECK(shown({"\x7f 令\xC2\x9B"
               "31m"}) == "␡ 令\uFFFD31m");
  CHECK(shown({"\xC2", "\x9B", "\xC2\xA7"}) == "\uFFFD§");
}

TEST_CASE("What is refused is not obeyed by the terminal either", "[cli][sqlite]") {
  const Office office;
  office.open();
  CHECK(office({"case", "show", "\x1b[2J"}).complains("“␛[2J”"));
}
