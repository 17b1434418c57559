#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace duban::cli {

inline constexpr std::size_t widest_title = 44;

/// Rows under headings, in columns as wide as their widest cell.
class TextTable {
 public:
  explicit TextTable(std::vector<std::string> headings) { add(std::move(headings)); }

  /// One cell for each heading.
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  [[nodiscard]] bool empty() const { return rows_.size() == 1; }
  void print(std::ostream& out, std::string_view indent = "") const;

 private:
  std::vector<std::vector<std::string>> rows_;  ///< the headings first
};

}  // namespace duban::cli
