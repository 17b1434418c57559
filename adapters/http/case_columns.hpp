#pragma once

#include "engine/views/case_view.hpp"
#include "engine/words/words.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace duban::http {

/// What people call units and deputies, read once for each congress.
class PlaceNames {
 public:
  explicit PlaceNames(Directory& directory) : directory_{directory} {}

  /// The name to a code; what is no code stands for itself.
  [[nodiscard]] std::string unit(const std::string& congress, const std::string& code);
  [[nodiscard]] std::string deputy(const std::string& congress, const std::string& code);

 private:
  using Names = std::map<std::string, std::string, std::less<>>;
  using ByCongress = std::map<std::string, Names, std::less<>>;

  Directory& directory_;
  ByCongress units_, deputies_;
};

/// A column of a table of cases: a member of CaseLine, as people read it.
struct CaseColumn {
  std::string_view name;
  std::string (*text)(const CaseLine& line, const Words& words, PlaceNames& names);
};

/// The columns of these names, with commas between, in their order; of none the usual ones.
/// Refuses, naming `columns`, one that there is not.
[[nodiscard]] Result<std::vector<const CaseColumn*>> columns_called(std::string_view names);

/// All of them.
[[nodiscard]] const std::vector<CaseColumn>& case_columns();

/// What stands above a column.
[[nodiscard]] std::string heading_of(const CaseColumn& column, const Words& words);

}  // namespace duban::http
