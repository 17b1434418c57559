#include "adapters/http/case_columns.hpp"

#include "engine/data/codec.hpp"

#include <algorithm>

namespace duban::http {

namespace {

constexpr std::string_view usual_columns =
    "number,title,lead_deputy,category,session,units,state,opened_on,clock,next_due,days_left";

std::string text_of(const std::string& text) {
  return text;
}
std::string text_of(const std::optional<std::string>& text) {
  return text.value_or("");
}

/// As it stands in the line.
template <auto member>
std::string plain(const CaseLine& line, const Words&, PlaceNames&) {
  return text_of(line.*member);
}

template <auto member>
std::string flagged(const CaseLine& line, const Words& words, PlaceNames&) {
  return line.*member ? std::string{words.say("是", "yes")} : std::string{};
}

/// One of the fixed values of a field.
template <auto member>
std::string valued(const CaseLine& line, const Words& words, std::string_view field) {
  const auto& code = line.*member;
  return code ? words.value(field, *code) : std::string{};
}

std::string units_of(const CaseLine& line, const Words& words, PlaceNames& names) {
  std::vector<std::string> all;
  for (const auto& code : line.units) all.push_back(names.unit(line.congress, code));
  return words.joined(all);
}

std::vector<std::string_view> split(std::string_view names) {
  std::vector<std::string_view> all;
  for (auto rest = names;;) {
    const auto comma = rest.find(',');
    all.push_back(rest.substr(0, comma));
    if (comma == rest.npos) return all;
    rest.remove_prefix(comma + 1);
  }
}

std::string name_for(std::map<std::string, std::string, std::less<>>& names,
                     const std::string& code) {
  const auto at = names.find(code);
  return at == names.end() ? code : at->second;
}

std::string workflow_cell(const CaseLine& line, const Words& words, PlaceNames& /*names*/) {
  return words.workflow(line.workflow);
}
std::string state_cell(const CaseLine& line, const Words& words, PlaceNames& /*names*/) {
  return words.state(line.workflow, line.state);
}
std::string lead_deputy_cell(const CaseLine& line, const Words& /*words*/, PlaceNames& names) {
  return line.lead_deputy ? names.deputy(line.congress, *line.lead_deputy) : std::string{};
}
std::string unit_cell(const CaseLine& line, const Words& /*words*/, PlaceNames& names) {
  return names.unit(line.congress, line.unit);
}
std::string role_cell(const CaseLine& line, const Words& words, PlaceNames& /*names*/) {
  return valued<&CaseLine::role>(line, words, "role");
}
std::string rating_cell(const CaseLine& line, const Words& words, PlaceNames& /*names*/) {
  return valued<&CaseLine::rating>(line, words, "rating");
}
std::string clock_cell(const CaseLine& line, const Words& words, PlaceNames& /*names*/) {
  return line.clock ? words.clock(*line.clock) : std::string{};
}
std::string next_due_cell(const CaseLine& line, const Words& /*words*/, PlaceNames& /*names*/) {
  return line.next_due ? to_text(*line.next_due) : std::string{};
}
std::string days_left_cell(const CaseLine& line, const Words& /*words*/, PlaceNames& /*names*/) {
  return line.days_left ? std::to_string(*line.days_left) : std::string{};
}

}  // namespace

std::string PlaceNames::unit(const std::string& congress, const std::string& code) {
  const auto [at, is_new] = units_.try_emplace(congress);
  if (is_new)
    for (const auto& unit : directory_.units(congress)) at->second.emplace(unit.code, unit.name);
  return name_for(at->second, code);
}

std::string PlaceNames::deputy(const std::string& congress, const std::string& code) {
  const auto [at, is_new] = deputies_.try_emplace(congress);
  if (is_new)
    for (const auto& deputy : directory_.deputies(congress))
      at->second.emplace(deputy.code, deputy.name);
  return name_for(at->second, code);
}

const std::vector<CaseColumn>& case_columns() {
  using Line = CaseLine;
  static const std::vector<CaseColumn> all{{"id", plain<&Line::id>},
                                           {"congress", plain<&Line::congress>},
                                           {"number", plain<&Line::number>},
                                           {"title", plain<&Line::title>},
                                           {"workflow", workflow_cell},
                                           {"state", state_cell},
                                           {"session", plain<&Line::session>},
                                           {"lead_deputy", lead_deputy_cell},
                                           {"category", plain<&Line::category>},
                                           {"unit", unit_cell},
                                           {"units", units_of},
                                           {"role", role_cell},
                                           {"class", plain<&Line::class_>},
                                           {"rating", rating_cell},
                                           {"key", flagged<&Line::key>},
                                           {"opened_on", plain<&Line::opened_on>},
                                           {"clock", clock_cell},
                                           {"next_due", next_due_cell},
                                           {"days_left", days_left_cell},
                                           {"overdue", flagged<&Line::overdue>},
                                           {"provisional", flagged<&Line::provisional>},
                                           {"confidential", flagged<&Line::confidential>}};
  return all;
}

Result<std::vector<const CaseColumn*>> columns_called(std::string_view names) {
  std::vector<const CaseColumn*> chosen;
  for (const auto name : split(names.empty() ? usual_columns : names)) {
    const auto& all = case_columns();
    const auto at = std::ranges::find(all, name, &CaseColumn::name);
    if (at != all.end()) {
      chosen.push_back(&*at);
      continue;
    }
    std::vector<std::string> known;
    for (const auto& column : all) known.emplace_back(column.name);
    const auto meant = codec::nearest(name, known);
    return Error{Problem::bad_input, "columns",
                 "there is no column " + std::string{name} +
                     (meant.empty() ? "" : "; did you mean " + meant + "?"),
                 std::move(known)};
  }
  return chosen;
}

std::string heading_of(const CaseColumn& column, const Words& words) {
  const auto* heading = words.find({"columns", column.name});
  return heading ? *heading : std::string{column.name};
}

}  // namespace duban::http
