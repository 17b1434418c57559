#include "adapters/sql/file_changes.hpp"

#include <algorithm>

namespace duban::sql {

FileChanges::FileChanges(Database& database)
    : database_{database}, checks_{database}, writes_{database} {}

std::vector<Applied> FileChanges::apply(std::span<const ChangeSet* const> group) {
  Transaction transaction{database_};
  std::vector<Applied> results;
  results.reserve(group.size());
  for (const auto* set : group) results.push_back(apply(*set));
  transaction.commit();
  return results;
}

Applied FileChanges::apply(const ChangeSet& set) {
  if (is_repeated(set)) return Applied::repeated;
  if (!fits(set)) return Applied::stale;
  write(set);
  return Applied::yes;
}

bool FileChanges::is_repeated(const ChangeSet& set) {
  if (set.idempotency_key.empty()) return false;
  checks_.user = set.idempotency_user;
  checks_.key = set.idempotency_key;
  return checks_.answers.one() && checks_.count > 0;
}

bool FileChanges::fits(const ChangeSet& set) {
  checks_.id = set.root.stored();
  const auto family_version = checks_.versions.one() ? checks_.family_version : 0;
  if (family_version != set.expected_family_version) return false;

  for (const auto& taken : set.serials) {
    checks_.congress = set.congress;
    checks_.series = taken.series;
    const auto last = checks_.serials.one() ? checks_.last : 0;
    if (last + 1 != taken.serial) return false;
  }
  return are_free(set) &&
         std::ranges::all_of(set.cases, [&](const auto& change) { return fits(change); });
}

bool FileChanges::are_free(const ChangeSet& set) {
  return std::ranges::all_of(taken_by(set), [&](const TakenFile& taken) {
    checks_.id = taken.id;
    return checks_.files.one() && checks_.count == 1;
  });
}

bool FileChanges::fits(const CaseChange& change) {
  checks_.id = change.after.id.stored();
  const bool exists = checks_.versions.one();
  if ((exists ? checks_.version : 0) != change.expected_version) return false;
  if (change.summary.number.empty()) return true;
  if (exists && change.summary.number == checks_.stored_number) return true;

  checks_.congress = change.after.congress;
  checks_.number = change.summary.number;
  return checks_.numbers.one() && checks_.count == 0;
}

void FileChanges::write(const ChangeSet& set) {
  write_cases(set);
  for (const auto& event : set.events) {
    writes_.event = row::from(event);
    writes_.add_event.run();
    writes_.note_change.run();
  }
  for (const auto& taken : taken_by(set)) {
    writes_.taken = taken;
    writes_.take_file.run();
  }
  for (const auto& clock : set.clocks) {
    writes_.clock = row::from(clock, set.congress);
    writes_.put_clock.run();
  }
  for (const auto& notice : set.notices) write_notice(notice, recorded_at(set));
  for (const auto& taken : set.serials) {
    writes_.series = {set.congress, taken.series, taken.serial};
    writes_.put_series.run();
  }
  if (set.idempotency_key.empty()) return;
  writes_.answer = {set.idempotency_user, set.idempotency_key, set.idempotency_request,
                    set.idempotency_answer, stored(recorded_at(set))};
  writes_.add_answer.run();
}

void FileChanges::write_cases(const ChangeSet& set) {
  if (touches_root(set)) {
    writes_.root = set.root.stored();
    if (writes_.touch_root.run() != 1)
      throw std::logic_error("a change set opens a family without its root");
  }
  for (const auto& change : set.cases) {
    writes_.of_case = row::from(stored_form(change, set));
    writes_.listing = row::from(change.summary);
    writes_.put_case.run();
    write_finding(change);
  }
}

void FileChanges::write_finding(const CaseChange& change) {
  const auto& [id, congress] = std::tie(change.after.id, change.after.congress);
  for (const auto& mark : change.marks_lost) {
    writes_.mark = row::mark_row(congress, mark, id);
    writes_.remove_mark.run();
  }
  for (const auto& mark : change.marks_gained) {
    writes_.mark = row::mark_row(congress, mark, id);
    writes_.add_mark.run();
  }
  if (!change.grams) return;
  writes_.text = {id.stored(), *change.grams};
  writes_.put_text.run();
}

void FileChanges::write_notice(const Notice& notice, Instant created_at) {
  writes_.notice = row::from(notice, created_at);
  writes_.add_notice.run();
}

void FileChanges::settle(std::span<const Settlement> settlements, Instant now) {
  for (const auto& settlement : settlements) {
    for (const auto& clock : settlement.clocks) {
      writes_.clock = row::from(clock, "");  // the row keeps its congress
      writes_.move_clock.run();
    }
    for (const auto& reminder : settlement.reminders) {
      writes_.reminder = row::from(reminder, now);
      writes_.add_reminder.run();
    }
    for (const auto& notice : settlement.notices) write_notice(notice, now);
  }
}

}  // namespace duban::sql
