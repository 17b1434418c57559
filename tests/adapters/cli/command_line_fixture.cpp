#include "adapters/cli/command_line_fixture.hpp"

#include "adapters/cli/run.hpp"

#include <catch2/catch.hpp>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <random>
#include <sstream>

namespace duban::command_line {

namespace fs = std::filesystem;

Answer run(const std::vector<std::string>& words) {
  std::vector<const char*> arguments{"duban"};
  for (const auto& word : words) arguments.push_back(word.c_str());
  std::ostringstream out, err;
  const int code = cli::run(static_cast<int>(arguments.size()), arguments.data(), out, err);
  return {code, out.str(), err.str()};
}

Office::Office() {
  static std::atomic<unsigned> number{std::random_device{}()};  // a killed test leaves its folder
  folder_ = fs::temp_directory_path() /
            ("duban_office_" + std::to_string(getpid()) + "_" + std::to_string(++number));
  fs::create_directories(folder_);
  fs::copy(DUBAN_SOURCE_DIR "/config", folder_ / "config", fs::copy_options::recursive);
  write("config/duban.toml", "busy_timeout_seconds = 1\n");
}

Office::~Office() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

Answer Office::operator()(std::vector<std::string> words) const {
  std::vector<std::string> all{"--db", database(), "--config",
                               (folder_ / "config/duban.toml").string()};
  if (std::ranges::find(words, "--lang") == words.end()) all.insert(all.end(), {"--lang", "zh-CN"});
  all.insert(all.end(), words.begin(), words.end());
  return run(all);
}

Answer Office::done(std::vector<std::string> words) const {
  auto answer = (*this)(words);
  INFO(words.front() << ": " << answer.err);
  REQUIRE(answer.code == 0);
  REQUIRE(answer.err.empty());
  return answer;
}

boost::json::value Office::json(std::vector<std::string> words) const {
  words.emplace_back("--json");
  return done(std::move(words)).json();
}

void Office::open() const {
  done({"db", "create", "--simulated-clock", "2025-01-10T09:00:00+08:00"});
  done({"congress", "add", "340100", "合肥市", "--level", "city"});
  done({"unit", "add", "交通局"});
  done({"unit", "add", "水利局"});
}

void Office::hand_over() const {
  done(
      {"case", "open", "submit", "--data",
       R"({"title":"治理道路积水","text":"雨后积水严重。","lead_deputy":"张三","session":"17-3"})"});
  done({"case", "fire", "1", "register"});
  done({"case", "fire", "1", "assign", "--data",
        R"({"mode":"sole","units":[{"unit":"交通局","role":"sole"}]})"});
}

void Office::write(const std::string& file, const std::string& text) const {
  std::ofstream{folder_ / file, std::ios::binary} << text;
}

}  // namespace duban::command_line
