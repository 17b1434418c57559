#include "adapters/cli/verifying.hpp"

#include "adapters/cli/open_register.hpp"
#include "adapters/sql/sql_attachments.hpp"
#include "adapters/sql/sql_audit.hpp"
#include "engine/proof/case_proof.hpp"
#include "engine/proof/files.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>
#include <tuple>
#include <vector>

namespace duban::cli {

namespace {

constexpr std::int64_t stretch = 1000;  ///< ids of families that a judge takes at a time
constexpr unsigned most_judges = 8;     ///< each has a connection of its own

void judge(OpenRegister& open, const FamilyHistory& history, Verdict& verdict) {
  sql::SqlAttachments attachments{*open.database};
  prove(history, open.cases, attachments, verdict);
}

/// Nobody need look for families between here and `root`.
void skip_to(std::atomic<std::int64_t>& next, CaseId root) {
  const auto number = root.stored() / CaseId::family_size;
  const auto stretch_of_root = (number - 1) / stretch * stretch;
  for (auto now = next.load(); now < stretch_of_root;)
    if (next.compare_exchange_weak(now, stretch_of_root)) return;
}

/// Takes one stretch of the register after the other, as long as families come after it.
Result<Verdict> judge_stretches(const Context& context, std::atomic<std::int64_t>& next) {
  const auto open = open_register(context);
  if (!open) return open.error();
  Verdict verdict;
  for (bool more = true; more;) {
    const CaseId before{next.fetch_add(stretch)};
    const CaseId last{before.stored() / CaseId::family_size + stretch};
    more = false;
    (*open)->store.each_family(before, [&](const FamilyHistory& history) {
      more = true;
      if (history.root > last)
        skip_to(next, history.root);
      else
        judge(**open, history, verdict);
      return history.root < last;
    });
  }
  return verdict;
}

void add(Verdict& whole, Verdict part) {
  whole.cases += part.cases;
  whole.events += part.events;
  std::ranges::move(part.differences, std::back_inserter(whole.differences));
  std::ranges::move(part.differently, std::back_inserter(whole.differently));
}

/// The order of the register, whoever judged what.
void sort(Verdict& verdict) {
  std::ranges::sort(verdict.differences, {}, &Difference::id);
  std::ranges::sort(verdict.differently, {}, [](const DecidedDifferently& d) {
    return std::tuple{d.id, d.seq};
  });
}

Result<Verdict> verify_one(const Context& context, CaseId id) {
  const auto open = open_register(context);
  if (!open) return open.error();
  sql::SqlAttachments attachments{*(*open)->database};
  return prove_case(id, (*open)->cases, attachments);
}

}  // namespace

Result<Verdict> verify_register(const Context& context, std::optional<CaseId> only) {
  if (only) return verify_one(context, *only);
  const auto moved = open_register(context);
  if (!moved) return moved.error();
  auto still = context;  // --now has moved the clock: the judges must not move it again
  still.now.clear();
  std::atomic<std::int64_t> next{0};
  std::vector<std::future<Result<Verdict>>> judges;
  for (auto i = std::clamp(std::thread::hardware_concurrency(), 1U, most_judges); i > 0; --i)
    judges.push_back(std::async(std::launch::async, [&] { return judge_stretches(still, next); }));
  Verdict whole;
  sql::SqlAudit log{*(*moved)->database};
  whole.audit_fault = fault_of(log).value_or("");
  for (auto& one : judges) {
    auto verdict = one.get();
    if (!verdict) return verdict;
    add(whole, std::move(*verdict));
  }
  sql::SqlAttachments attachments{*(*moved)->database};
  verify_taken((*moved)->store, attachments, whole);
  sort(whole);
  return whole;
}

}  // namespace duban::cli
