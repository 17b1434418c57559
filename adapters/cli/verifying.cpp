#include "adapters/cli/verifying.hpp"

#include "adapters/cli/open_register.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>

namespace duban::cli {

namespace {

constexpr std::size_t most_waiting = 256;
constexpr int most_readings = 3;

struct Reading {
  Family family;
  std::vector<EventRecord> events;
  std::vector<Reminder> reminders;
};

std::vector<Reminder> reminders_of(OpenRegister& open, CaseId root) {
  std::vector<Reminder> reminders;
  for (auto& row : open.directory.reminders(root)) reminders.push_back(std::move(row.reminder));
  return reminders;
}

/// What has been read and not yet judged.
class Waiting {
 public:
  /// Waits for room; false once nobody judges any more.
  bool put(Reading reading) {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return ended_ || readings_.size() < most_waiting; });
    if (ended_) return false;
    readings_.push_back(std::move(reading));
    changed_.notify_all();
    return true;
  }
  /// Waits for the next; nothing once all is read and judged.
  std::optional<Reading> take() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return ended_ || !readings_.empty(); });
    if (readings_.empty()) return {};
    auto reading = std::move(readings_.front());
    readings_.pop_front();
    changed_.notify_all();
    return reading;
  }
  void end() {
    const std::lock_guard lock{mutex_};
    ended_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Reading> readings_;
  bool ended_ = false;
};

class Judge {
 public:
  explicit Judge(OpenRegister& open) : open_{open} {}

  Verdict verdict;

  void judge(const Reading& first) {
    auto one = verdict_on(first);
    for (int i = 1; i < most_readings && !one.differences.empty(); ++i)
      if (const auto again = read_again(first.family.root().id)) one = verdict_on(*again);
    verdict.cases += one.cases;
    verdict.events += one.events;
    std::ranges::move(one.differences, std::back_inserter(verdict.differences));
    std::ranges::move(one.differently, std::back_inserter(verdict.differently));
  }

  std::optional<Reading> read_again(CaseId root) {
    std::optional<Reading> reading;
    const CaseId before{root.stored() / CaseId::family_size - 1};
    open_.store.each_family(before, [&](const Family& family, std::span<const EventRecord> events) {
      if (family.root().id == root)
        reading = Reading{family, {events.begin(), events.end()}, reminders_of(open_, root)};
      return false;
    });
    return reading;
  }

 private:
  Verdict verdict_on(const Reading& reading) {
    Verdict one;
    verify_family(reading.family, reading.events, reading.reminders, open_.catalogue,
                  open_.cases.rulebook(), one);
    return one;
  }

  OpenRegister& open_;
};

/// Whoever leaves, also by an exception, keeps the other from waiting for ever.
struct EndOnLeaving {
  Waiting& waiting;
  ~EndOnLeaving() { waiting.end(); }
};

Result<Verdict> judge_all(const Context& context, Waiting& waiting) {
  const EndOnLeaving end{waiting};
  const auto open = open_register(context);
  if (!open) return open.error();
  Judge judge{**open};
  while (const auto reading = waiting.take()) judge.judge(*reading);
  return judge.verdict;
}

}  // namespace

Result<Verdict> verify_register(const Context& context, std::optional<CaseId> only) {
  const auto open = open_register(context);
  if (!open) return open.error();
  if (only) {
    if (const auto known = (*open)->store.load(*only); !known) return known.error();
    Judge judge{**open};
    if (const auto reading = judge.read_again(only->root())) judge.judge(*reading);
    return judge.verdict;
  }
  Waiting waiting;
  auto judged = std::async(std::launch::async, [&] { return judge_all(context, waiting); });
  {
    const EndOnLeaving end{waiting};
    (*open)->store.each_family({}, [&](const Family& family, std::span<const EventRecord> events) {
      return waiting.put(
          {family, {events.begin(), events.end()}, reminders_of(**open, family.root().id)});
    });
  }
  return judged.get();
}

}  // namespace duban::cli
