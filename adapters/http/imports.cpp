#include "adapters/http/imports.hpp"

#include "adapters/http/json_rows.hpp"
#include "adapters/http/problem.hpp"
#include "adapters/http/visible.hpp"
#include "engine/import/case_import.hpp"

#include <algorithm>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr std::string_view csv = "text/csv";
constexpr int usual_first_line = 2, most_lines = 10'000'000;

BOOST_DEFINE_ENUM_CLASS(TakenAs, taken, refused, already_there)

/// What became of one line.
struct ImportedLine {
  std::int64_t line = 0;
  TakenAs verdict{};
  std::string number, title;
  std::optional<std::string> id;  ///< of the case; none in a dry run
  std::optional<std::string> state, state_label;
  std::optional<std::string> column;  ///< at fault, as the table calls it
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(ImportedLine,
                      (),
                      (line, verdict, number, title, id, state, state_label, column, reason))

struct ImportedTable {
  bool dry_run = false;
  std::int64_t lines = 0, taken = 0, refused = 0, already_there = 0;
  std::map<std::string, std::int64_t> states;  ///< code of the state → cases that reached it
  std::vector<std::string> new_units;          ///< that the directory did not know
  std::vector<ImportedLine> items;
};
BOOST_DESCRIBE_STRUCT(ImportedTable,
                      (),
                      (dry_run, lines, taken, refused, already_there, states, new_units, items))

struct ColumnView {
  std::string name, label;
  std::vector<std::string> headings;  ///< what offices call it
  bool required = false;
  bool ignored = false;  ///< may stand there, tells nothing
};
BOOST_DESCRIBE_STRUCT(ColumnView, (), (name, label, headings, required, ignored))

struct TableView {
  std::string name, workflow;
  std::vector<ColumnView> columns;
};
BOOST_DESCRIBE_STRUCT(TableView, (), (name, workflow, columns))

/// Words the verdicts for whoever imports.
class Told final : public RowWitness {
 public:
  Told(const Workflow& workflow, const Words& words) : workflow_{workflow}, words_{words} {}

  void tell(const RowVerdict& verdict) override {
    ImportedLine line;
    line.line = static_cast<std::int64_t>(verdict.line);
    line.number = verdict.number;
    line.title = verdict.title;
    if (verdict.done)
      tell_taken(*verdict.done, line);
    else
      tell_refused(verdict, line);
    ++table.lines;
    table.items.push_back(std::move(line));
  }

  ImportedTable table;

 private:
  void tell_taken(const Done& done, ImportedLine& line) {
    line.verdict = TakenAs::taken;
    if (done.id != CaseId{}) line.id = to_text(done.id);
    line.state = done.state;
    line.state_label = words_.state(workflow_.name(), done.state);
    ++table.states[done.state];
    ++table.taken;
  }

  void tell_refused(const RowVerdict& verdict, ImportedLine& line) {
    line.verdict = verdict.is_there() ? TakenAs::already_there : TakenAs::refused;
    ++(verdict.is_there() ? table.already_there : table.refused);
    auto error = verdict.done.error();
    error.subject = {};  // stands beside it
    line.reason = worded(error, words_);
    if (!verdict.column.empty()) line.column = verdict.column;
  }

  const Workflow& workflow_;
  const Words& words_;
};

const Importer& importer_for(const Imports& imports, Visit& visit) {
  if (!visit.has("table")) return imports.importers.front();
  return *std::ranges::find(imports.importers, visit.text("table"), &Importer::name);
}

Result<std::unique_ptr<ImportTable>> table_in(const Imports& imports,
                                              const Importer& importer,
                                              Visit& visit) {
  const auto first_line = static_cast<std::size_t>(
      visit.has("first_line") ? visit.number("first_line") : usual_first_line);
  if (media_type_of(visit.request) == csv)
    return imports.read_csv(visit.request.body, importer, first_line);
  auto sheet = decode<Sheet>(visit.body);
  if (!sheet) return sheet.error();
  return table_of(std::move(*sheet), importer, first_line);
}

Result<Answer> import_table(const Imports& imports, Visit& visit) {
  visit.is_rehearsal = visit.has("dry_run") && visit.flag("dry_run");
  const auto congress = congress_for(visit);
  if (!congress) return congress.error();
  const auto& importer = importer_for(imports, visit);
  auto& cases = visit.desk.cases;
  const auto& workflow = cases.catalogue().at(importer.workflow);
  const auto actor = importing_actor(actors_for(visit), *congress, importer, cases);
  if (!actor)
    return problem(document_of(actor.error(), visit.words,
                               {.workflow = &workflow,
                                .event = actor.error().subject,
                                .who = who_text(visit.user(), visit.words)}));
  if (!visit.is_rehearsal)
    if (auto free = cases.check_released(); !free) return free.error();
  const auto table = table_in(imports, importer, visit);
  if (!table) return table.error();
  Told told{workflow, visit.words};
  CaseImport import{cases, importer, import_place(cases, *congress, *actor), visit.is_rehearsal};
  import.run(**table, told);
  told.table.dry_run = visit.is_rehearsal;
  told.table.new_units = import.new_units();
  return Answer::of(whole(told.table));
}

Result<Answer> list_tables(const Imports& imports, Visit& visit) {
  std::vector<TableView> tables;
  for (const auto& importer : imports.importers) {
    TableView table{std::string{importer.name}, std::string{importer.workflow}, {}};
    for (const auto& column : importer.columns)
      table.columns.push_back({std::string{column.name},
                               column.headings.empty() ? visit.words.field(column.name)
                                                       : std::string{column.headings.front()},
                               {column.headings.begin(), column.headings.end()},
                               column.is_required,
                               column.is_ignored});
    tables.push_back(std::move(table));
  }
  return Answer::of(items_of(tables));
}

json::object table_names(const Imports& imports) {
  json::array names;
  for (const auto& importer : imports.importers) names.emplace_back(importer.name);
  const auto first = names.front();
  return {{"type", "string"}, {"enum", std::move(names)}, {"default", first}};
}

Route import_route(const Imports& imports) {
  return {
      .method = "POST",
      .path = "/api/v1/imports",
      .operation = "importTable",
      .summary = "Import a table of another system, or a piece of it.",
      .description =
          "As CSV (UTF-8 or GB18030, the header first), or as rows that were read from a "
          "spreadsheet. Every row is taken whole, or refused with line and reason, or in the "
          "register already; the same rows again add nothing. It takes the authority to register. "
          "A body has at most 4 MB: a longer table comes in pieces, one after the other, each with "
          "the header and with the number of its first line, and each an import of its own, so "
          "that one that broke off is sent again. Rows without a number that share title and "
          "session belong in one piece: of a later piece they would be in the register already. "
          "A dry run looks for doubles within its piece, and in the register.",
      .audited = true,
      .parameters = {{.name = "table",
                      .means = "Which table it is.",
                      .schema = table_names(imports)},
                     congress_parameter(),
                     {.name = "dry_run",
                      .means = "Say every row's verdict and write nothing.",
                      .schema = {{"type", "boolean"}}},
                     {.name = "first_line",
                      .means = "The line on which the first row of this piece stands in its table.",
                      .schema = {{"type", "integer"},
                                 {"minimum", usual_first_line},
                                 {"maximum", most_lines},
                                 {"default", usual_first_line}}}},
      .body = schema_of<Sheet>(),
      .body_types = {"application/json", std::string{csv}},
      .promises = {{.means = "A verdict for every row.", .schema = whole_schema<ImportedTable>()}},
      .work = [imports](Visit& visit) { return import_table(imports, visit); }};
}

Route tables_route(const Imports& imports) {
  return {
      .method = "GET",
      .path = "/api/v1/imports",
      .operation = "listImports",
      .summary = "The tables that may be imported, with their columns.",
      .parameters = {},
      .promises = {{.means = "All of them.", .schema = items_schema(whole_schema<TableView>())}},
      .work = [imports](Visit& visit) { return list_tables(imports, visit); }};
}

}  // namespace

std::vector<Route> import_routes(const Imports& imports) {
  return {tables_route(imports), import_route(imports)};
}

}  // namespace duban::http
