#pragma once

#include "engine/register/command.hpp"
#include "engine/workflow.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace duban {

/// A column of a table that may be imported: its name, and what offices call it.
struct ImportColumn {
  std::string_view name;
  std::vector<std::string_view> headings{};
  bool is_required = false;
  bool is_ignored = false;  ///< may stand there, tells the register nothing
};

/// One row, by the names of the columns.
struct ImportRow {
  std::map<std::string, std::string, std::less<>> texts;

  /// Empty if the table lacks the column.
  [[nodiscard]] std::string_view operator[](std::string_view column) const {
    const auto at = texts.find(column);
    return at == texts.end() ? std::string_view{} : at->second;
  }
};

/// Where the rows go: who imports them into which congress, and the codes of what people call by
/// name.
struct ImportPlace {
  std::string congress;
  std::string congress_name;
  Date today{};
  Actor actor;
  std::map<std::string, std::string, std::less<>> units;     ///< name → code
  std::map<std::string, std::string, std::less<>> deputies;  ///< name → code
};

/// The next number of a series is to come after this one.
struct SeriesMark {
  std::string series;
  std::int64_t last = 0;
};

/// What a row comes to: the events that bring a new family to the furthest state the row proves.
struct ImportedRow {
  std::vector<Command> commands;
  Summary summary;                     ///< what people know the case by
  std::vector<std::string> new_units;  ///< names the place does not know; used as codes
  std::optional<SeriesMark> numbered;
};

/// How a workflow reads the tables of other systems; registered in the catalogue of workflows.
struct Importer {
  std::string_view name;  ///< of the table: `suggestions`
  std::string_view workflow;
  std::span<const ImportColumn> columns;

  /// Pure.  Refuses a row that is not one of the workflow's, or contradicts itself; the error's
  /// subject is the column.  What the row does not tell stays unknown and is named as such.
  Result<ImportedRow> (*read)(const ImportRow& row, const ImportPlace& place);
};

}  // namespace duban
