#pragma once

#include "adapters/sql/query.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace duban::sql {

/// A page of rows that have a number: those after `from`, or backwards those before it; of one
/// congress, or of all if it is empty.  Its text has the parameters :from and :limit, and those of
/// `values`.
struct NumberedPage {
  enum class Way { forwards, backwards };

  NumberedPage(std::string_view key, std::string_view congress, Way way) {
    text.append(" WHERE ").append(key).append(way == Way::forwards ? " > :from" : " < :from");
    if (!congress.empty()) {
      text += " AND congress = :congress";
      values.push_back({"congress", std::string{congress}});
    }
    text.append(" ORDER BY ").append(key).append(way == Way::forwards ? "" : " DESC");
    text += " LIMIT :limit";
  }

  std::string text;
  std::vector<ParameterText> values;
};

}  // namespace duban::sql
