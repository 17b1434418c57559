#pragma once

#include "adapters/sql/columns.hpp"

#include <string>
#include <vector>

/// Pieces of SQL that both databases read.
namespace duban::sql {

[[nodiscard]] inline std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text.append(text.empty() ? "" : ", ").append(part);
  return text;
}

/// Adds one row; `Rows` stand side by side in the table.
template <class... Rows>
[[nodiscard]] std::string insert(const std::string& table) {
  return "INSERT INTO " + table + " (" + joined({columns<Rows>()...}) + ") VALUES (" +
         joined({columns<Rows>(":")...}) + ")";
}

/// What was settled since the clock was read stays settled; a clock that was moved starts afresh.
inline std::string replace_clock(std::string_view greater) {
  const auto later = [&](const std::string& column) {
    return ", " + column + " = CASE WHEN clocks.generation = excluded.generation THEN " +
           std::string{greater} + "(clocks." + column + ", excluded." + column +
           ") ELSE excluded." + column + " END";
  };
  return " ON CONFLICT (case_id, kind, number) DO UPDATE SET " +
         replacements<row::Clock>(
             {"case_id", "kind", "number", "reminded_through", "raised_through"}) +
         later("reminded_through") + later("raised_through");
}

inline const std::string replace_text =
    " ON CONFLICT (case_id) DO UPDATE SET grams = excluded.grams";

inline const std::string replace_case = " ON CONFLICT (id) DO UPDATE SET " +
                                        replacements<row::Case>({"id"}) + ", " +
                                        replacements<row::Listing>({});

}  // namespace duban::sql
