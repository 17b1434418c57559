#include "adapters/cli/text_table.hpp"

#include "engine/data/width.hpp"

#include <algorithm>
#include <ostream>

namespace duban::cli {

void TextTable::print(std::ostream& out, std::string_view indent) const {
  std::vector<std::size_t> widths(rows_.front().size());
  for (const auto& row : rows_)
    for (std::size_t i = 0; i < row.size(); ++i)
      widths.at(i) = std::max(widths.at(i), width_of(row[i]));
  for (const auto& row : rows_) {
    std::string line{indent};
    for (std::size_t i = 0; i < row.size(); ++i) line += padded(row[i], widths[i]) + "  ";
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << '\n';
  }
}

}  // namespace duban::cli
