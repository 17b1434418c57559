#include "engine/register/groups.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <future>
#include <latch>
#include <map>
#include <stdexcept>
#include <thread>

namespace duban {

namespace {

using Numbers = Groups<int, int>;
using Asked = std::span<const int* const>;

/// Answers each number with its double.
std::vector<Numbers::Outcome> doubled(Asked asked) {
  std::vector<Numbers::Outcome> outcomes;
  for (const auto* number : asked) outcomes.emplace_back(*number * 2);
  return outcomes;
}

/// Groups whose first group is done only when the test says so, and what groups there were.
class Held {
 public:
  explicit Held(Numbers::Limits limits)
      : groups{limits, [this](Asked asked) {
                 done.emplace_back();
                 for (const auto* number : asked) done.back().push_back(*number);
                 if (done.size() == 1) {
                   begun.count_down();
                   go_on.wait();
                 }
                 return doubled(asked);
               }} {}

  /// Lets others come while the first group is being done, one after the other.
  void ask(int number, Numbers::Key key = {}, std::size_t weight = 1) {
    const auto before = groups.waiting();
    callers.push_back(std::async(std::launch::async, [this, number, key, weight] {
      return groups.ask(number, key, weight) == number * 2;
    }));
    if (callers.size() == 1)
      begun.wait();
    else
      while (groups.waiting() == before) std::this_thread::yield();
  }

  /// The groups, once everybody has been answered.
  std::vector<std::vector<int>> all() {
    go_on.count_down();
    for (auto& caller : callers) CHECK(caller.get());
    return done;
  }

  std::vector<std::vector<int>> done;
  std::latch begun{1}, go_on{1};
  Numbers groups;
  std::vector<std::future<bool>> callers;
};

}  // namespace

TEST_CASE("Who is alone is served at once, on the own thread", "[register]") {
  std::thread::id served_by;
  Numbers groups{{}, [&](Asked asked) {
                   CHECK(asked.size() == 1);
                   served_by = std::this_thread::get_id();
                   return doubled(asked);
                 }};
  CHECK(groups.ask(21) == 42);
  CHECK(served_by == std::this_thread::get_id());
}

TEST_CASE("While one group is being done the next gathers, in order", "[register]") {
  Held held{{.lanes = 1}};
  for (int number = 1; number <= 5; ++number) held.ask(number);
  CHECK(held.all() == std::vector<std::vector<int>>{{1}, {2, 3, 4, 5}});
}

TEST_CASE("A group is no longer and no heavier than allowed", "[register]") {
  SECTION("longer") {
    Held held{{.lanes = 1, .requests = 2}};
    for (int number = 1; number <= 6; ++number) held.ask(number);
    CHECK(held.all() == std::vector<std::vector<int>>{{1}, {2, 3}, {4, 5}, {6}});
  }
  SECTION("heavier") {
    Held held{{.lanes = 1, .weight = 10}};
    held.ask(1);
    held.ask(2, {}, 6);
    held.ask(3, {}, 6);
    held.ask(4, {}, 100);
    held.ask(5, {}, 1);
    CHECK(held.all() == std::vector<std::vector<int>>{{1}, {2}, {3}, {4}, {5}});
  }
}

TEST_CASE("Two of one key are in different groups, and keep nobody else waiting", "[register]") {
  Held held{{.lanes = 1}};
  held.ask(1, 7);
  held.ask(2, 8);
  held.ask(3, 8);
  held.ask(4, 9);
  CHECK(held.all() == std::vector<std::vector<int>>{{1}, {2, 4}, {3}});
}

TEST_CASE("A free lane does not take what is of the key being done", "[register]") {
  Held held{{.lanes = 2}};
  held.ask(1, 7);
  held.ask(2, 7);
  CHECK(held.groups.ask(3, 8) == 6);  // the other lane goes on meanwhile
  CHECK(held.groups.waiting() == 1);
  CHECK(held.all() == std::vector<std::vector<int>>{{1}, {3}, {2}});
}

TEST_CASE("What a group throws is thrown to each of its callers", "[register]") {
  Numbers groups{{}, [](Asked) -> std::vector<Numbers::Outcome> {
                   throw std::runtime_error("the disk is full");
                 }};
  CHECK_THROWS_WITH(groups.ask(1), "the disk is full");
  CHECK_THROWS_WITH(groups.ask(2), "the disk is full");
}

TEST_CASE("An exception of one request is its own", "[register]") {
  Numbers groups{
      {}, [](Asked) {
        return std::vector<Numbers::Outcome>{std::make_exception_ptr(std::logic_error("poison"))};
      }};
  CHECK_THROWS_AS(groups.ask(1), std::logic_error);
}

TEST_CASE("Whoever asks is answered once, and no key is in two groups", "[register][property]") {
  rc::prop("any callers, keys and lanes", [] {
    const auto keys = *rc::gen::container<std::vector<std::vector<int>>>(
        rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 5)));
    const auto lanes = static_cast<std::size_t>(*rc::gen::inRange(1, 4));
    std::mutex mutex;
    std::multiset<int> being_done;
    std::size_t groups_at_once = 0, served = 0;
    bool is_sound = true;
    Groups<int, int> groups{{.lanes = lanes, .requests = 3}, [&](Asked asked) {
                              {
                                const std::scoped_lock lock{mutex};
                                is_sound =
                                    is_sound && ++groups_at_once <= lanes && asked.size() <= 3;
                                for (const auto* key : asked) {
                                  is_sound = is_sound && !being_done.contains(*key);
                                  being_done.insert(*key);
                                }
                              }
                              std::this_thread::yield();
                              const std::scoped_lock lock{mutex};
                              --groups_at_once;
                              served += asked.size();
                              for (const auto* key : asked) being_done.extract(*key);
                              return doubled(asked);
                            }};
    std::atomic<std::size_t> answered{0};
    std::size_t wanted = 0;
    {
      std::vector<std::jthread> callers;
      for (const auto& own : keys) {
        wanted += own.size();
        callers.emplace_back([&] {
          for (const auto key : own)
            if (groups.ask(key, key) == key * 2) ++answered;
        });
      }
    }
    RC_ASSERT(is_sound);
    RC_ASSERT(answered == wanted);
    RC_ASSERT(served == wanted);
  });
}

}  // namespace duban
