#include "engine/register/finding.hpp"

#include "engine/data/search_text.hpp"

#include <algorithm>
#include <iterator>

namespace duban {

Finding finding_of(CaseId id, const Findable& findable) {
  return {id, findable.marks(), stored_grams(findable.text())};
}

void note_finding(CaseChange& change, const Findable& before, const Findable& after) {
  const auto had = before.marks(), has = after.marks();
  std::ranges::set_difference(had, has, std::back_inserter(change.marks_lost));
  std::ranges::set_difference(has, had, std::back_inserter(change.marks_gained));
  if (before.text() != after.text()) change.grams = stored_grams(after.text());
}

std::vector<std::string> marks_of(const CaseFilter& filter) {
  auto marks = filter.marks;
  if (!filter.unit.empty()) marks.push_back(mark_of("unit", filter.unit));
  if (!filter.session.empty()) marks.push_back(mark_of("session", filter.session));
  return marks;
}

std::string stored_grams(std::string_view text) {
  std::string stored;
  for (const auto& gram : grams_of(text)) stored.append(stored.empty() ? "" : " ").append(gram);
  return stored;
}

}  // namespace duban
