#include "adapters/sql/migration.hpp"

#include <sstream>
#include <stdexcept>

namespace duban::sql {

namespace {

struct Word {
  std::string_view placeholder, sqlite, postgresql;
};

// Bytewise comparison also keeps PostgreSQL's indexes right when the system's collations change.
constexpr Word words[] = {
    {"{key}", "INTEGER PRIMARY KEY", "bigint PRIMARY KEY"},
    {"{serial}", "INTEGER PRIMARY KEY AUTOINCREMENT",
     "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY"},
    {"{text}", "text", "text COLLATE \"C\""},
    {"{commit number}", "INTEGER PRIMARY KEY AUTOINCREMENT",
     "bigint NOT NULL DEFAULT CAST(CAST(pg_current_xact_id() AS text) AS bigint)"},
    {"{random}", "lower(hex(randomblob(8)))",
     "substr(replace(CAST(gen_random_uuid() AS text), '-', ''), 1, 16)"},
    {"{number}", "INTEGER", "bigint"},
    {"{small}", "INTEGER", "integer"},
    // SQLite keeps to the types only where it is told to.
    {"{plain}", "STRICT", ""},
    {"{clustered}", "STRICT, WITHOUT ROWID", ""},
    {"{rewritten}", "STRICT", "WITH (fillfactor = 80)"},
    {"{end}", ";", ";"},  // of a statement within another
    {"{commit of body}", "json_extract(body, '$.commit')",
     "CAST(CAST(body AS json) ->> 'commit' AS bigint)"},
    {"{regulation of body}", "json_extract(body, '$.editions.regulation')",
     "CAST(body AS json) -> 'editions' ->> 'regulation'"},
};

/// Takes the mark off a statement of one dialect; whether the statement is for `dialect` at all.
bool take_mark(std::string& statement, Dialect dialect) {
  constexpr std::pair<std::string_view, Dialect> marks[] = {
      {"{only postgresql}", Dialect::postgresql}, {"{only sqlite}", Dialect::sqlite}};
  for (const auto& [mark, only] : marks) {
    const auto at = statement.find(mark);
    if (at == statement.npos) continue;
    statement.erase(at, mark.size());
    return dialect == only;
  }
  return true;
}

std::string in_dialect(std::string text, Dialect dialect) {
  for (const auto& word : words)
    for (auto at = text.find(word.placeholder); at != text.npos; at = text.find(word.placeholder))
      text.replace(at, word.placeholder.size(),
                   dialect == Dialect::sqlite ? word.sqlite : word.postgresql);
  if (text.find('{') != text.npos) throw std::logic_error("unknown placeholder in a migration");
  return text;
}

// SOCI takes every colon for a parameter, in comments too.
std::string without_comments(const std::string& text) {
  std::istringstream lines{text};
  std::string kept;
  for (std::string line; std::getline(lines, line);) {
    line.erase(std::min(line.find("--"), line.size()));
    kept += line + '\n';
  }
  return kept;
}

}  // namespace

std::vector<std::string> statements(const Migration& migration, Dialect dialect) {
  std::istringstream text{without_comments(migration.text)};
  std::vector<std::string> all;
  for (std::string statement; std::getline(text, statement, ';');)
    if (statement.find_first_not_of(" \n") != statement.npos && take_mark(statement, dialect))
      all.push_back(in_dialect(std::move(statement), dialect));
  return all;
}

}  // namespace duban::sql
