#pragma once

#include <boost/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace duban::command_line {

struct Answer {
  int code = 0;
  std::string out;
  std::string err;

  [[nodiscard]] bool says(std::string_view text) const { return out.find(text) != out.npos; }
  [[nodiscard]] bool complains(std::string_view text) const { return err.find(text) != err.npos; }
  [[nodiscard]] boost::json::value json() const { return boost::json::parse(out); }
};

/// Runs the program in this process.
[[nodiscard]] Answer run(const std::vector<std::string>& words);

/// A folder with a copy of config/ and room for a register, removed in the end.
class Office {
 public:
  Office();
  ~Office();
  Office(const Office&) = delete;
  Office& operator=(const Office&) = delete;

  /// Runs a command on the register of this office, in Chinese.
  [[nodiscard]] Answer operator()(std::vector<std::string> words) const;
  /// The same, and it must succeed.
  Answer done(std::vector<std::string> words) const;
  /// The same with --json.
  [[nodiscard]] boost::json::value json(std::vector<std::string> words) const;

  /// A simulated register that begins on 10 January 2025 at nine, with one congress, the units
  /// 交通局 and 水利局, and the user admin.
  void open() const;
  /// A suggestion received, registered and handed over to 交通局 alone: case 1 and its task 1.1.
  void hand_over() const;

  [[nodiscard]] std::filesystem::path folder() const { return folder_; }
  [[nodiscard]] std::string database() const {
    return "sqlite:" + (folder_ / "office.db").string();
  }
  void write(const std::string& file, const std::string& text) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace duban::command_line
