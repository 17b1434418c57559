#include "bench/seed/seed_patterns.hpp"

#include "adapters/sql/columns.hpp"
#include "bench/seed/seed_office.hpp"
#include "engine/data/canonical.hpp"
#include "engine/register/finding.hpp"

#include <map>
#include <stdexcept>

namespace duban::bench {

namespace {

// In the scratch register: nothing else looks like these.
constexpr std::int64_t marked_root = 7'777'177;
const std::map<std::string, char> marks{{std::to_string(marked_root), 'r'},
                                        {"@C@", 'c'},
                                        {"@T@", 't'},
                                        {"@N@", 'n'},
                                        {"@D@", 'd'},
                                        {"@U@", 'u'},
                                        {"@V@", 'v'},
                                        {"@0@", '0'},
                                        {"@1@", '1'},
                                        {"@2@", '2'}};

/// COPY's own escapes.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\')
      out += "\\\\";
    else if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (c == '\r')
      out += "\\r";
    else
      out += c;
  }
  return out;
}

std::string copied(const std::string& text) {
  return escaped(text);
}
std::string copied(long long number) {
  return std::to_string(number);
}
std::string copied(int number) {
  return std::to_string(number);
}
template <class T>
std::string copied(const sql::Nullable<T>& column) {
  return column.has_value() ? copied(column.value) : "\\N";
}

template <class Row>
std::string line_of(const Row& row) {
  std::string line;
  sql::each_column<Row>([&](auto column) { line += copied(row.*column.pointer) + '\t'; });
  line.pop_back();
  return line;
}

void add_finding(Pattern& pattern, ScratchOffice& office, const Case& kase) {
  const auto findable = office.catalogue().at(kase.workflow).findable(kase.facts);
  for (const auto& mark : findable.marks())
    pattern.marks.emplace_back(line_of(sql::row::mark_row("@C@", mark, kase.id)) + '\n');
  if (!findable.text().empty())
    pattern.texts.push_back(
        {MarkedText{std::to_string(kase.id.stored())}, MarkedText{findable.text()}});
}

Pattern pattern_of(ScratchOffice& office, CaseId root) {
  const auto history = office.store().history(root).value();
  const auto& cases = history.family.cases;
  Pattern pattern;
  pattern.cases_count = cases.size();
  for (std::size_t i = 0; i < cases.size(); ++i) {
    auto row = sql::row::from(cases[i]);
    row.last_hash = "@" + std::to_string(i) + "@";
    const auto listing = sql::row::from(history.summaries[i]);
    pattern.cases.emplace_back(line_of(row) + '\t' + line_of(listing) + '\n');
    if (i == 0) pattern.is_numbered = !listing.number.empty();
  }
  for (const auto& kase : cases) add_finding(pattern, office, kase);
  for (const auto& clock : history.family.clocks)
    pattern.clocks.emplace_back(line_of(sql::row::from(clock, "@C@")) + '\n');
  for (const auto& notice : office.notices_about(root))
    pattern.notices.emplace_back(line_of(sql::row::from(notice.notice, notice.created_at)) + '\n');
  for (const auto& event : history.events) {
    auto row = sql::row::from(event);
    const auto body = std::exchange(row.body, {});
    row.hash.clear();
    auto columns = line_of(row);
    columns.pop_back();  // the empty hash's separator: the body and the hash follow
    std::size_t place = 0;
    while (cases[place].id != event.id) ++place;
    pattern.events.push_back(
        {place, MarkedText{columns}, MarkedText{body}, MarkedText{escaped(body)}});
  }
  return pattern;
}

}  // namespace

MarkedText::MarkedText(std::string_view text) {
  while (true) {
    auto next = text.npos;
    std::string_view found;
    char mark = 0;
    for (const auto& [word, sign] : marks)
      if (const auto at = text.find(word); at < next) next = at, found = word, mark = sign;
    pieces_.push_back({std::string{text.substr(0, next)}, mark});
    if (mark == 0) return;
    text.remove_prefix(next + found.size());
  }
}

void MarkedText::append_to(std::string& out,
                           const Likeness& like,
                           const std::vector<std::string>& hashes) const {
  for (const auto& [before, mark] : pieces_) {
    out += before;
    switch (mark) {
      case 'r':
        out += like.root;
        break;
      case 'c':
        out += like.congress;
        break;
      case 't':
        out += like.title;
        break;
      case 'n':
        out += like.number;
        break;
      case 'd':
        out += like.deputy;
        break;
      case 'u':
        out += like.units[0];
        break;
      case 'v':
        out += like.units[1];
        break;
      case 0:
        break;
      default:
        out += hashes.at(static_cast<std::size_t>(mark - '0'));
    }
  }
}

void add_copy(const Pattern& pattern, const Likeness& like, SeedRows& rows) {
  std::vector<std::string> hashes(pattern.cases_count);
  std::string body;
  for (const auto& event : pattern.events) {
    body.clear();
    event.body.append_to(body, like);
    auto& hash = hashes[event.place];
    hash = chain_hash(hash, body);
    event.columns.append_to(rows.events, like);
    event.copied.append_to(rows.events, like);
    rows.events.append("\t").append(hash).append("\n");
  }
  for (const auto& kase : pattern.cases) kase.append_to(rows.cases, like, hashes);
  for (const auto& clock : pattern.clocks) clock.append_to(rows.clocks, like);
  for (const auto& notice : pattern.notices) notice.append_to(rows.notices, like);
  for (const auto& mark : pattern.marks) mark.append_to(rows.marks, like);
  for (const auto& [id, text] : pattern.texts) {
    std::string searched;
    text.append_to(searched, like);
    id.append_to(rows.texts, like);
    rows.texts.append("\t").append(escaped(stored_grams(searched))).append("\n");
  }
}

std::string session_of(int year) {
  return std::to_string(12 + (year - 1998) / 5) + "-" + std::to_string((year - 1998) % 5 + 1);
}

Patterns decide_patterns(const std::filesystem::path& folder, Date today, int years, int contacts) {
  Patterns all;
  const auto this_year = static_cast<int>(std::chrono::year_month_day{today}.year());
  const auto decided = [&](const Story& story, int year) {
    // Each in a register of its own: all have the same root.
    ScratchOffice office{folder, marked_root, session_of(year), contacts};
    const auto root = office.live(story);
    auto pattern = pattern_of(office, root);
    pattern.session = session_of(year);
    return pattern;
  };
  for (int year = this_year - years; year < this_year; ++year) {
    const Date march{std::chrono::local_days{std::chrono::year{year} / 3 / 5}};
    all.declined.push_back(decided({Mode::sole, Through::declined, march}, year));
    auto& patterns = all.closed.emplace_back();
    for (const auto mode : {Mode::sole, Mode::sole, Mode::lead_and_co, Mode::separate})
      patterns.push_back(decided({mode, Through::closed, march}, year));
  }
  for (const auto mode : {Mode::sole, Mode::lead_and_co})
    for (const auto through : {Through::submitted, Through::registered, Through::assigned,
                               Through::in_handling, Through::answered, Through::closed})
      all.open.push_back(decided({mode, through, first_day(through, today)}, this_year));
  return all;
}

}  // namespace duban::bench
