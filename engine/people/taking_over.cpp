#include "engine/people/taking_over.hpp"

#include "engine/data/sound_text.hpp"
#include "engine/people/names.hpp"
#include "engine/register/succeeding.hpp"

#include <algorithm>

namespace duban {

namespace {

constexpr int families_at_once = 500;

template <class Row>
Result<void> check_there(const std::vector<Row>& rows,
                         const char* path,
                         const char* thing,
                         const std::string& code) {
  if (std::ranges::find(rows, code, &Row::code) != rows.end()) return {};
  return bad_input(path, "there is no " + std::string{thing} + " " + code);
}

Result<void> check_known_party(const Succession& succession,
                               Directory& directory,
                               const char* path,
                               const std::string& name) {
  switch (succession.what) {
    case Party::unit:
      return check_there(directory.units(succession.congress), path, "unit", name);
    case Party::deputy:
      return check_there(directory.deputies(succession.congress), path, "deputy", name);
    case Party::leader:
      break;
  }
  return check_title(path, name);
}

/// Adds up the families of one congress.
class Rehearsal {
 public:
  Rehearsal(const Catalogue& catalogue, const Succession& succession, CaseId after, int limit)
      : catalogue_{catalogue},
        succession_{succession},
        after_{after},
        limit_{static_cast<std::size_t>(limit)} {}

  void add(const Family& family) {
    // Or it would be a search by protected names.
    if (succession_.what == Party::deputy && is_confidential(family.root())) return;
    for (const auto id : succeeded_cases(family, catalogue_, succession_)) {
      const auto clocks = std::ranges::count_if(
          family.clocks, [&](const Clock& clock) { return clock.id == id && clock.running(); });
      ++come_to_.cases;
      come_to_.clocks += clocks;
      if (id <= after_) continue;
      if (come_to_.page.size() == limit_)
        come_to_.has_more = true;
      else
        come_to_.page.push_back(line_of(family, *family.find(id), clocks));
    }
  }

  [[nodiscard]] TakingOver come_to() && { return std::move(come_to_); }

 private:
  [[nodiscard]] bool is_confidential(const Case& root) const {
    return catalogue_.at(root.workflow).summary(root.facts).confidential;
  }
  [[nodiscard]] TakenOver line_of(const Family& family,
                                  const Case& self,
                                  std::int64_t clocks) const {
    const auto& root = family.root();
    const auto own = catalogue_.at(self.workflow).summary(self.facts);
    const auto whole = catalogue_.at(root.workflow).summary(root.facts);
    return {self.id, self.workflow, self.state, whole.number, whole.title, own.unit, clocks};
  }

  const Catalogue& catalogue_;
  const Succession& succession_;
  CaseId after_;
  std::size_t limit_;
  TakingOver come_to_;
};

}  // namespace

Result<void> check_succession(const Succession& succession, Directory& directory, Date today) {
  if (succession.before == succession.after)
    return bad_input("after", "nobody is succeeded by themselves");
  if (succession.happened_on > today)
    return bad_input(
        "on", to_text(succession.happened_on) + " lies in the future; today is " + to_text(today));
  if (auto sound = check_long_text("reason", succession.reason); !sound) return sound;
  const auto earlier = directory.successions(succession.congress);
  for (const auto* name : {&succession.before, &succession.after}) {
    const auto* path = name == &succession.before ? "before" : "after";
    if (auto known = check_known_party(succession, directory, path, *name); !known) return known;
    if (const auto* gone = succession_of(earlier, succession.what, *name))
      return Error{Problem::conflict, path,
                   *name + " has been succeeded by " + gone->after + " already"};
  }
  return {};
}

TakingOver rehearse_succession(Register& cases,
                               const Succession& succession,
                               CaseId after,
                               int limit) {
  Rehearsal rehearsal{cases.catalogue(), succession, after, limit};
  for (CaseId last;;) {
    const auto roots =
        cases.directory().running_families(succession.congress, last, families_at_once);
    if (roots.empty()) return std::move(rehearsal).come_to();
    for (const auto& family : cases.store().load_all(roots)) rehearsal.add(family);
    last = roots.back();
  }
}

}  // namespace duban
