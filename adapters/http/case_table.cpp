#include "adapters/http/case_table.hpp"

#include "adapters/http/case_columns.hpp"
#include "adapters/http/case_filters.hpp"
#include "adapters/http/visible.hpp"
#include "engine/people/case_listing.hpp"

#include <algorithm>
#include <memory>

namespace duban::http {

namespace {

namespace json = boost::json;

constexpr const char* csv_type = "text/csv; charset=utf-8";
/// So that a spreadsheet takes the text for UTF-8.
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::vector<User> principals_of(const Visit& visit) {
  std::vector<User> all;
  for (const auto& each : visit.stand_ins()) all.push_back(each.as);
  return all;
}

/// The lines of a list, a page at a time, for as long as they are asked for: longer than the
/// request that began it, so that nothing in it is the request's.  One thread at a time.
class CaseTable {
 public:
  CaseTable(const Visit& visit,
            const Words& words,
            CaseFilter filter,
            std::vector<const CaseColumn*> columns,
            WriteTableLine write)
      : words_{words},
        filter_{std::move(filter)},
        columns_{std::move(columns)},
        write_{std::move(write)},
        user_{visit.user()},
        sight_{user_, visit.desk.cases.catalogue(), principals_of(visit)},
        protection_{visit.desk.store, visit.desk.directory, words, false, user_.deputy},
        listing_{visit.desk.store, visit.desk.directory, visit.desk.cases.catalogue(), protection_,
                 &sight_},
        names_{visit.desk.directory},
        today_{date_of(visit.desk.cases.now())} {
    filter_.limit = most_rows;
  }

  /// Empty: there are no more.
  [[nodiscard]] std::string next() {
    if (!has_more_) return {};
    auto text = is_begun_ ? std::string{} : header();
    is_begun_ = true;
    const auto page = listing_.page(filter_);
    has_more_ = page.has_more;
    for (const auto& row : page.rows) text += line_of(row);
    rows_ += std::ssize(page.rows);
    if (has_more_) go_on_after(page.rows.back());
    return text;
  }

  [[nodiscard]] std::int64_t rows() const { return rows_; }

 private:
  [[nodiscard]] std::string header() const {
    std::vector<std::string> headings;
    for (const auto* column : columns_) headings.push_back(heading_of(*column, words_));
    return std::string{byte_order_mark} + write_(headings);
  }

  [[nodiscard]] std::string line_of(const CaseRow& row) {
    static const Cover nothing;
    const auto line = case_line(row, row.confidential ? protection_.of(row.id) : nothing, today_);
    std::vector<std::string> cells;
    for (const auto* column : columns_) cells.push_back(column->text(line, words_, names_));
    return write_(cells);
  }

  void go_on_after(const CaseRow& last) {
    filter_.after = last.id;
    if (filter_.order == CaseOrder::due) filter_.after_due = last.next_due;
  }

  const Words& words_;
  CaseFilter filter_;
  std::vector<const CaseColumn*> columns_;
  WriteTableLine write_;
  User user_;
  Sight sight_;
  Protection protection_;
  CaseListing listing_;
  PlaceNames names_;
  Date today_;
  bool is_begun_ = false, has_more_ = true;
  std::int64_t rows_ = 0;
};

struct TableMaker {
  WriteTableLine write_csv;
  const Languages& languages;

  Result<Answer> operator()(Visit& visit) const {
    auto filter = filter_from(visit);
    if (!filter) return filter.error();
    add_order(*filter, visit);
    auto columns = columns_called(visit.has("columns") ? visit.text("columns") : std::string{});
    if (!columns) return columns.error();
    const auto& words = visit.has("lang") ? languages.preferred(visit.text("lang")) : visit.words;
    const auto table =
        std::make_shared<CaseTable>(visit, words, *filter, std::move(*columns), write_csv);
    const auto today = to_text(date_of(visit.desk.cases.now()));
    return Answer{
        .type = csv_type,
        .pieces = [table] { return table->next(); },
        .came_of =
            [table] {
              return json::object{{"rows", table->rows()}};
            },
        .headers = {{"Content-Disposition", "attachment; filename=\"cases-" + today + ".csv\""}}};
  }
};

std::vector<Parameter> table_parameters() {
  auto all = list_filters();
  all.push_back(order_of_list());
  auto columns = columns_of_list();
  columns.means += " Each is called as the member of a case that `GET /api/v1/cases` tells.";
  all.push_back(std::move(columns));
  all.push_back({.name = "format",
                 .means = "What the table is written as.",
                 .schema = {{"type", "string"}, {"enum", json::array{"csv"}}, {"default", "csv"}}});
  all.push_back({.name = "lang",
                 .means = "The language of headings and values, where no header can say it.",
                 .schema = {{"type", "string"}, {"enum", json::array{"zh-CN", "en"}}}});
  return all;
}

}  // namespace

std::vector<Route> case_table_routes(const WriteTableLine& write_csv, const Languages& languages) {
  return {
      {.method = "GET",
       .path = "/api/v1/cases/table",
       .operation = "exportCases",
       .summary = "A whole list of cases as a table for a spreadsheet.",
       .description =
           "All cases that one may see of the list, in its order, as CSV with a byte order mark; "
           "a cell that a spreadsheet would take for a formula has an apostrophe before it. It "
           "is read and sent a piece at a time, so that its length is not told before. Whoever "
           "asks stands in the audit log, with the filter and how many rows went out.",
       .audited = true,
       .parameters = table_parameters(),
       .promises = {{.means = "The table, to be saved.",
                     .types = {csv_type},
                     .headers = {{"Content-Disposition", "To be saved under its name.",
                                  "attachment; filename=\"cases-2025-03-14.csv\""}}}},
       .work = TableMaker{write_csv, languages}}};
}

}  // namespace duban::http
