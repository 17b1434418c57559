#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <variant>
#include <vector>

namespace duban {

/// Requests of many threads done in groups: while some are being done the next gather.
///
/// A caller whose request finds a lane free does it itself, at once, with whatever waits beside it;
/// the others sleep until one of them has done theirs.  So a caller that is alone waits for nobody
/// and never changes threads, and the busier it gets the larger the groups become.  (The queue of
/// writers of LevelDB is the model.)
///
/// What always holds:
/// - A request is answered once, by its own answer or its own exception.
/// - Requests of one key are never being done at the same time, be it in one group or in two.
/// - The oldest request whose key is free is in the next group: nobody is passed over for ever.
/// - At most `lanes` groups are being done; each is at most `requests` long and weighs at most
///   `weight`, unless a single request weighs more.
///
/// Thread-safe.  Requests must outlive the call that asks for them, and so must the Groups.
template <class Request, class Answer>
class Groups {
 public:
  using Outcome = std::variant<Answer, std::exception_ptr>;
  /// Does a group on the thread of one of its callers: an outcome for each, in order.  What it
  /// throws becomes the outcome of all.
  using Work = std::function<std::vector<Outcome>(std::span<const Request* const>)>;

  struct Limits {
    std::size_t lanes = 2, requests = 64, weight = 4'000'000;
  };

  /// What must not be done beside another of the same key; nothing: whatever it may.
  using Key = std::optional<std::int64_t>;

  Groups(Limits limits, Work work) : limits_{limits}, work_{std::move(work)} {}
  ~Groups() = default;
  Groups(const Groups&) = delete;
  Groups& operator=(const Groups&) = delete;

  /// Waits until the request has been done.
  [[nodiscard]] Answer ask(const Request& request, Key key = {}, std::size_t weight = 1) {
    Waiting mine{request, key, weight};
    auto group = queue_up(mine);
    if (group.empty() && !mine.wait()) group = take_group(mine);
    if (!group.empty()) lead(group);
    if (auto* failure = std::get_if<std::exception_ptr>(&*mine.outcome))
      std::rethrow_exception(std::move(*failure));
    return std::move(std::get<Answer>(*mine.outcome));
  }

  /// How many wait to be taken into a group.
  [[nodiscard]] std::size_t waiting() {
    const std::scoped_lock lock{mutex_};
    return waiting_.size();
  }

 private:
  struct Waiting {
    const Request& request;
    Key key;
    std::size_t weight = 1;
    bool leads = false;  ///< has a lane, and does the next group with its own request first
    std::optional<Outcome> outcome{};
    // Of its own, or all of a group would wake up only to wait for the lock of all.
    std::mutex mutex{};
    std::condition_variable woken{};

    /// Until it has been done, or must lead; says whether it has been done.
    [[nodiscard]] bool wait() {
      std::unique_lock lock{mutex};
      woken.wait(lock, [&] { return leads || outcome.has_value(); });
      return outcome.has_value();
    }
    void give(Outcome&& done) {
      const std::scoped_lock lock{mutex};
      outcome = std::move(done);
      woken.notify_one();
    }
    void give_lane() {
      const std::scoped_lock lock{mutex};
      leads = true;
      woken.notify_one();
    }
  };

  /// The group to do at once if a lane is free.
  [[nodiscard]] std::vector<Waiting*> queue_up(Waiting& one) {
    const std::scoped_lock lock{mutex_};
    waiting_.push_back(&one);
    let_somebody_lead();
    return one.leads ? group_of(one) : std::vector<Waiting*>{};
  }
  [[nodiscard]] std::vector<Waiting*> take_group(Waiting& leader) {
    const std::scoped_lock lock{mutex_};
    return group_of(leader);
  }

  [[nodiscard]] bool is_free(const Waiting& one) const {
    return !one.leads && (!one.key || !busy_.contains(*one.key));
  }

  /// Gives a free lane to the oldest whose key is free.
  void let_somebody_lead() {
    if (lanes_taken_ == limits_.lanes) return;
    for (auto* one : waiting_) {
      if (!is_free(*one)) continue;
      if (one->key) busy_.insert(*one->key);
      ++lanes_taken_;
      one->give_lane();
      return;
    }
  }

  void lead(const std::vector<Waiting*>& group) {
    auto outcomes = outcomes_of(group);
    let_go(group);
    for (std::size_t i = 0; i < group.size(); ++i) group[i]->give(std::move(outcomes[i]));
  }

  void let_go(const std::vector<Waiting*>& group) {
    const std::scoped_lock lock{mutex_};
    for (const auto* one : group)
      if (one->key) busy_.erase(*one->key);
    --lanes_taken_;
    let_somebody_lead();
  }

  /// The leader and the oldest others that may go with it; they wait no longer.
  std::vector<Waiting*> group_of(Waiting& leader) {
    std::vector<Waiting*> group{&leader};
    auto weight = leader.weight;
    for (auto* one : waiting_) {
      if (group.size() == limits_.requests) break;
      if (!is_free(*one)) continue;
      if (weight + one->weight > limits_.weight) break;
      weight += one->weight;
      if (one->key) busy_.insert(*one->key);
      group.push_back(one);
    }
    const std::set<const Waiting*> taken{group.begin(), group.end()};
    std::erase_if(waiting_, [&](const Waiting* one) { return taken.contains(one); });
    return group;
  }

  std::vector<Outcome> outcomes_of(const std::vector<Waiting*>& group) {
    std::vector<const Request*> requests;
    requests.reserve(group.size());
    for (const auto* one : group) requests.push_back(&one->request);
    std::exception_ptr failure;
    try {
      auto outcomes = work_(requests);
      if (outcomes.size() == group.size()) return outcomes;
      failure = std::make_exception_ptr(std::logic_error("a group was not answered whole"));
    } catch (...) {  // whatever it is belongs to the callers
      failure = std::current_exception();
    }
    return std::vector<Outcome>(group.size(), Outcome{failure});
  }

  const Limits limits_;
  const Work work_;
  std::mutex mutex_;
  std::deque<Waiting*> waiting_;  ///< oldest first
  std::set<std::int64_t> busy_;   ///< keys of what is being done
  std::size_t lanes_taken_ = 0;
};

}  // namespace duban
