#include "engine/people/case_listing.hpp"

#include "engine/data/codec.hpp"
#include "engine/data/search_text.hpp"
#include "engine/data/utf8.hpp"
#include "engine/register/finding.hpp"

#include <algorithm>

namespace duban {

namespace {

/// How many rows are looked at together.
constexpr int looked_at = 200;
/// How many texts are compared with a new one, and how alike they must be to be told.
constexpr int compared = 60;
constexpr double least_likeness = 0.3;

const Family* family_of(const std::vector<Family>& families, CaseId id) {
  const auto at =
      std::ranges::find(families, id.root(), [](const Family& family) { return family.root().id; });
  return at == families.end() ? nullptr : &*at;
}

/// As the register's own lists tell it; of one kind, unless `kind` is empty.
const Clock* next_clock_of(const Family& family, CaseId id, std::string_view kind = {}) {
  const Clock* next = nullptr;
  for (const auto& clock : family.clocks) {
    const bool counts = clock.id == id && clock.running() && clock.due;
    if (!counts || (!kind.empty() && clock.kind != kind)) continue;
    if (!next || std::tie(clock.due, clock.kind) < std::tie(next->due, next->kind)) next = &clock;
  }
  return next;
}

/// One line more for each value that is not there yet.
void add_counts(CaseCounts& counts,
                const std::vector<std::pair<std::string, std::string>>& values) {
  for (const auto& named : values) {
    const auto at = std::ranges::find_if(counts.by, [&](const CaseCount& known) {
      return known.by == named.first && known.value == named.second;
    });
    if (at != counts.by.end())
      ++at->cases;
    else
      counts.by.push_back({named.first, named.second, 1});
  }
}

}  // namespace

CaseListing::Page CaseListing::page(CaseFilter filter) {
  if (!narrow(filter)) return {};
  Page page;
  const auto wanted = static_cast<std::size_t>(filter.limit);
  if (!must_look(filter)) {
    ++filter.limit;
    page.rows = directory_.cases(filter);
  } else {
    filter.limit = looked_at;
    for (bool more = true; more && page.rows.size() <= wanted;) {
      auto rows = directory_.cases(filter);
      more = std::ssize(rows) == looked_at;
      if (more) filter.after = rows.back().id;
      if (more && filter.order == CaseOrder::due) filter.after_due = rows.back().next_due;
      std::ranges::move(only_fitting(std::move(rows), filter), std::back_inserter(page.rows));
    }
  }
  page.has_more = page.rows.size() > wanted;
  if (page.has_more) page.rows.resize(wanted);
  for (auto& row : page.rows)
    std::erase_if(row.parts, [&](const CaseRow::Part& part) { return !is_live(part); });
  return page;
}

CaseCounts CaseListing::counts(CaseFilter filter) {
  filter.after = CaseId{};
  filter.order = CaseOrder::oldest;
  if (!narrow(filter)) return {};
  filter.limit = most_counted;
  if (!must_look(filter)) return directory_.count_cases(filter);
  filter.limit = most_looked_at;
  const auto found = page(filter);
  CaseCounts counts{.cases = std::ssize(found.rows), .complete = !found.has_more};
  const auto families = store_.load_all(roots_of(found.rows, &CaseRow::id));
  for (const auto& row : found.rows)
    if (const auto* family = family_of(families, row.id)) count(row, *family, filter, counts);
  std::ranges::sort(counts.by, {},
                    [](const CaseCount& one) { return std::tie(one.by, one.value); });
  return counts;
}

std::vector<CaseListing::Alike> CaseListing::alike(const std::string& congress,
                                                   std::string_view text,
                                                   int limit) {
  const auto grams = grams_of(text);
  std::vector<Alike> all;
  for (const auto& family : store_.load_all(directory_.alike(congress, grams, compared))) {
    const auto& root = family.root();
    if (!sees(family, root)) continue;
    const auto likes = likeness(grams, grams_of(text_of(family, root)));
    if (likes < least_likeness) continue;
    all.push_back({row_of(family), likes});
  }
  std::ranges::stable_sort(all, std::greater{}, &Alike::likeness);
  if (std::ssize(all) > limit) all.resize(static_cast<std::size_t>(limit));
  return all;
}

bool CaseListing::narrow(CaseFilter& filter) const {
  if (!sight_) return true;
  const auto& user = sight_->user();
  if (!user.congress.empty()) {
    if (!filter.congress.empty() && filter.congress != user.congress) return false;
    filter.congress = user.congress;
  }
  const auto own = mark_of("deputy", user.deputy);
  const auto names_deputy = [&](const std::string& mark) {
    return mark.starts_with("deputy:") && mark != own;
  };
  if (std::ranges::any_of(filter.marks, names_deputy)) filter.names_open = true;
  if (const auto unit = sight_->only_unit(); !unit.empty())
    filter.marks.push_back(mark_of("unit", unit));
  if (const auto deputy = sight_->only_deputy(); !deputy.empty()) filter.marks.push_back(own);
  return true;
}

bool CaseListing::must_look(const CaseFilter& filter) const {
  return !filter.text.empty() || (sight_ && !sight_->sees_everything());
}

std::vector<CaseRow> CaseListing::only_fitting(std::vector<CaseRow> rows,
                                               const CaseFilter& filter) {
  const auto families = store_.load_all(roots_of(rows, &CaseRow::id));
  std::erase_if(rows, [&](const CaseRow& row) {
    const auto* family = family_of(families, row.id);
    const auto* self = family ? family->find(row.id) : nullptr;
    return !self || !sees(*family, *self) || !fits(*family, *self, filter);
  });
  for (auto& row : rows)
    std::erase_if(row.parts, [&, family = family_of(families, row.id)](const CaseRow::Part& part) {
      const auto* seen = family->find(part.id);
      return !seen || !sees(*family, *seen);
    });
  return rows;
}

bool CaseListing::fits(const Family& family, const Case& self, const CaseFilter& filter) {
  const auto words = search_words(filter.text);
  const auto found = found_with(family, self);
  const auto holds = [&](const Case* kase) { return holds_all(text_of(family, *kase), words); };
  if (!words.empty() && std::ranges::none_of(found, holds)) return false;
  std::vector<std::string> borne;
  for (const auto* kase : found)
    std::ranges::move(catalogue_.at(kase->workflow).findable(kase->facts).marks(),
                      std::back_inserter(borne));
  return std::ranges::all_of(marks_of(filter), [&](const std::string& mark) {
    return std::ranges::find(borne, mark) != borne.end();
  });
}

/// The case itself, its root, and of a root all parts: those the reader sees (Findable).
std::vector<const Case*> CaseListing::found_with(const Family& family, const Case& self) const {
  std::vector<const Case*> all;
  for (const auto& kase : family.cases)
    if ((self.id.is_root() || kase.id == self.id || kase.id.is_root()) && sees(family, kase))
      all.push_back(&kase);
  return all;
}

bool CaseListing::sees(const Family& family, const Case& self) const {
  return !sight_ || sight_->sees(family, self);
}

std::string CaseListing::text_of(const Family& family, const Case& kase) {
  return protection_.of(family).text(catalogue_.at(kase.workflow).findable(kase.facts).text());
}

bool CaseListing::is_live(const CaseRow::Part& part) const {
  const auto states = catalogue_.at(part.workflow).states();
  const auto at = std::ranges::find(states, part.state, &StateInfo::code);
  return at == states.end() || !at->final;
}

CaseRow CaseListing::row_of(const Family& family) const {
  const auto& root = family.root();
  const auto& workflow = catalogue_.at(root.workflow);
  const auto summary = workflow.summary(root.facts);
  const auto* clock = next_clock_of(family, root.id);
  CaseRow row{.id = root.id,
              .congress = root.congress,
              .workflow = root.workflow,
              .state = root.state,
              .number = summary.number,
              .title = summary.title,
              .unit = summary.unit,
              .session = summary.session,
              .version = root.version,
              .confidential = summary.confidential,
              .opened_on = root.opened_on,
              .next_due = clock ? clock->due : std::nullopt,
              .clock = clock ? clock->kind : std::string{},
              .provisional = clock && clock->provisional,
              .marks = workflow.findable(root.facts).marks(),
              .parts = {}};
  for (const auto& kase : family.cases) {
    CaseRow::Part part{kase.id, kase.workflow, kase.state,
                       catalogue_.at(kase.workflow).summary(kase.facts).unit};
    if (!kase.id.is_root() && sees(family, kase) && is_live(part))
      row.parts.push_back(std::move(part));
  }
  return row;
}

void CaseListing::count(const CaseRow& row,
                        const Family& family,
                        const CaseFilter& filter,
                        CaseCounts& counts) const {
  std::vector<std::pair<std::string, std::string>> values{{"workflow", row.workflow},
                                                          {"state", row.state}};
  for (const auto* kase : found_with(family, *family.find(row.id)))
    for (const auto& mark : catalogue_.at(kase->workflow).findable(kase->facts).marks()) {
      const auto colon = mark.find(':');
      std::pair value{mark.substr(0, colon), mark.substr(colon + 1)};
      const bool names_somebody = value.first == "deputy" || value.first == lead_mark;
      if (!names_somebody && std::ranges::find(values, value) == values.end())
        values.push_back(std::move(value));
    }
  const auto* clock = next_clock_of(family, row.id, filter.clock_kind);
  if (clock && filter.due_through) values.emplace_back("due_on", to_text(*clock->due));
  if (clock && filter.today && *clock->due < *filter.today) values.emplace_back("overdue", "yes");
  add_counts(counts, values);
}

std::string page_key(const CaseRow& last, CaseOrder order) {
  const auto id = to_text(last.id);
  return order == CaseOrder::due ? to_text(last.next_due.value()) + "~" + id : id;
}

Result<void> begin_after(CaseFilter& filter, const std::string& path, std::string_view key) {
  if (filter.order == CaseOrder::due) {
    const auto end = std::min(key.find('~'), key.size());
    const auto day = parse_date(key.substr(0, end));
    if (!day) return bad_input(path, day.error().detail);
    filter.after_due = *day;
    key.remove_prefix(std::min(end + 1, key.size()));
  }
  const auto after = CaseId::parse(key);
  if (!after) return bad_input(path, after.error().detail);
  filter.after = *after;
  return {};
}

Result<void> check_search(const std::string& path, const std::string& text) {
  if (text.empty()) return {};
  const auto words = search_words(text);
  if (std::ranges::any_of(words, [](const auto& word) { return characters_in(word) > 1; }))
    return {};
  return bad_input(path, "needs a word of two characters or more");
}

Result<void> check_known(const CaseFilter& filter, const Catalogue& catalogue) {
  std::vector<std::string> workflows, states, kinds;
  for (const auto& workflow : catalogue.all()) {
    workflows.emplace_back(workflow->name());
    if (!filter.workflow.empty() && filter.workflow != workflow->name()) continue;
    for (const auto& state : workflow->states()) {
      states.emplace_back(state.code);
      kinds.insert(kinds.end(), state.clocks.begin(), state.clocks.end());
    }
  }
  const auto check = [](const char* name, const std::string& given,
                        std::vector<std::string> known) -> Result<void> {
    if (given.empty() || std::ranges::find(known, given) != known.end()) return {};
    std::ranges::sort(known);  // several states wait for one kind of clock
    known.erase(std::unique(known.begin(), known.end()), known.end());
    const auto meant = codec::nearest(given, known);
    return Error{Problem::bad_input, name,
                 std::string{"there is no "} + name + " " + given +
                     (meant.empty() ? "" : "; did you mean " + meant + "?"),
                 known};
  };
  if (auto known = check("workflow", filter.workflow, workflows); !known) return known;
  if (auto known = check("state", filter.state, states); !known) return known;
  return check("clock", filter.clock_kind, kinds);
}

}  // namespace duban
