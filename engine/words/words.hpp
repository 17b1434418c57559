#pragma once

#include <filesystem>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace duban {

/// What people read instead of codes, from config/locales/.  A code without a word stands for
/// itself.
class Words {
 public:
  Words() = default;
  /// Reads LANGUAGE.json in `folder`; a file that is not there leaves the codes.  Throws
  /// std::runtime_error if the file is not what it should be.
  [[nodiscard]] static Words load(const std::filesystem::path& folder, std::string_view language);

  /// Chinese, or English where the language begins with `en`: for sentences that stand in the
  /// program.
  [[nodiscard]] std::string_view say(std::string_view chinese, std::string_view english) const {
    return english_ ? english : chinese;
  }

  [[nodiscard]] std::string workflow(std::string_view code) const;
  [[nodiscard]] std::string state(std::string_view workflow, std::string_view code) const;
  [[nodiscard]] std::string event(std::string_view workflow, std::string_view code) const;
  /// What must hold, as a clause.
  [[nodiscard]] std::string condition(std::string_view workflow, std::string_view code) const;
  [[nodiscard]] std::string role(std::string_view code) const;
  [[nodiscard]] std::string roles(const std::vector<std::string>& codes) const;
  [[nodiscard]] std::string clock(std::string_view kind) const;
  [[nodiscard]] std::string notice(std::string_view text) const;
  [[nodiscard]] std::string level(std::string_view code) const;
  [[nodiscard]] std::string field(std::string_view name) const;
  /// One of the fixed values of a field: `mode` `sole` → 独办.
  [[nodiscard]] std::string value(std::string_view field, std::string_view code) const;
  /// `unit:交通局:contact` → 交通局 · 承办单位联络员.
  [[nodiscard]] std::string recipient(std::string_view address) const;

  /// `user:李四` or `unit:县水利局` that somebody stands in for: 张三（代 李四）.
  [[nodiscard]] std::string in_place_of(const std::string& who, std::string_view whom) const;

  /// The word under these keys, or nullptr.
  [[nodiscard]] const std::string* find(std::initializer_list<std::string_view> keys) const;

  /// An English sentence of the engine in the language of the reader; itself if none is known.
  [[nodiscard]] std::string sentence(std::string_view english) const;

  /// `a、b` or `a, b`.
  [[nodiscard]] std::string joined(const std::vector<std::string>& items) const;

 private:
  [[nodiscard]] std::string word(std::initializer_list<std::string_view> keys) const;
  [[nodiscard]] std::string part(const std::string& english) const;
  [[nodiscard]] std::string list(std::string text) const;

  bool english_ = false;
  std::map<std::string, std::string, std::less<>> words_;
  std::vector<std::pair<std::string, std::string>> phrases_;  ///< patterns with {} in them
};

}  // namespace duban
