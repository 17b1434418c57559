#include "adapters/cli/verifying.hpp"

#include "adapters/cli/open_register.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <tuple>

namespace duban::cli {

namespace {

constexpr std::size_t most_waiting = 256;
constexpr unsigned most_judges = 8;  ///< each has a connection of its own

/// What has been read and not yet judged.
class Waiting {
 public:
  /// Waits for room; false once nobody judges any more.
  bool put(FamilyHistory history) {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return ended_ || histories_.size() < most_waiting; });
    if (ended_) return false;
    histories_.push_back(std::move(history));
    changed_.notify_all();
    return true;
  }
  /// Waits for the next; nothing once all is read and judged.
  std::optional<FamilyHistory> take() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return ended_ || !histories_.empty(); });
    if (histories_.empty()) return {};
    auto history = std::move(histories_.front());
    histories_.pop_front();
    changed_.notify_all();
    return history;
  }
  void end() {
    const std::lock_guard lock{mutex_};
    ended_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<FamilyHistory> histories_;
  bool ended_ = false;
};

/// Whoever leaves, also by an exception, keeps the other from waiting for ever.
struct EndOnLeaving {
  Waiting& waiting;
  ~EndOnLeaving() { waiting.end(); }
};

void judge(OpenRegister& open, const FamilyHistory& history, Verdict& verdict) {
  verify_family(history, open.catalogue, open.cases.rulebook(), verdict);
}

Result<Verdict> judge_all(const Context& context, Waiting& waiting) {
  const EndOnLeaving end{waiting};
  const auto open = open_register(context);
  if (!open) return open.error();
  Verdict verdict;
  while (const auto history = waiting.take()) judge(**open, *history, verdict);
  return verdict;
}

/// The order of the register, whoever judged what.
void add(Verdict& whole, Verdict part) {
  whole.cases += part.cases;
  whole.events += part.events;
  std::ranges::move(part.differences, std::back_inserter(whole.differences));
  std::ranges::move(part.differently, std::back_inserter(whole.differently));
}

void sort(Verdict& verdict) {
  std::ranges::sort(verdict.differences, {}, &Difference::id);
  std::ranges::sort(verdict.differently, {}, [](const DecidedDifferently& d) {
    return std::tuple{d.id, d.seq};
  });
}

Result<Verdict> verify_one(OpenRegister& open, CaseId id) {
  if (const auto known = open.store.load(id); !known) return known.error();
  Verdict verdict;
  const CaseId before{id.root().stored() / CaseId::family_size - 1};
  open.store.each_family(before, [&](const FamilyHistory& history) {
    if (history.family.root().id == id.root()) judge(open, history, verdict);
    return false;
  });
  return verdict;
}

}  // namespace

Result<Verdict> verify_register(const Context& context, std::optional<CaseId> only) {
  const auto open = open_register(context);
  if (!open) return open.error();
  if (only) return verify_one(**open, *only);
  Waiting waiting;
  std::vector<std::future<Result<Verdict>>> judges;
  for (auto i = std::clamp(std::thread::hardware_concurrency(), 1U, most_judges); i > 0; --i)
    judges.push_back(std::async(std::launch::async, [&] { return judge_all(context, waiting); }));
  {
    const EndOnLeaving end{waiting};
    (*open)->store.each_family(
        {}, [&](FamilyHistory history) { return waiting.put(std::move(history)); });
  }
  Verdict whole;
  for (auto& judge : judges) {
    auto verdict = judge.get();
    if (!verdict) return verdict;
    add(whole, std::move(*verdict));
  }
  sort(whole);
  return whole;
}

}  // namespace duban::cli
