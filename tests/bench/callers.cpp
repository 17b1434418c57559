#include "bench/callers.hpp"

#include <atomic>
#include <barrier>
#include <exception>
#include <thread>

namespace duban::bench {

namespace {

using steady = std::chrono::steady_clock;

/// One caller: its latencies, or what stopped it.
struct Caller {
  std::function<void()> work;
  std::vector<double> milliseconds{};
  std::exception_ptr failure{};

  void call_until(const std::atomic<bool>& over) {
    try {
      while (!over) {
        const auto start = steady::now();
        work();
        milliseconds.push_back(
            std::chrono::duration<double, std::milli>(steady::now() - start).count());
      }
    } catch (...) {
      failure = std::current_exception();
    }
  }
};

}  // namespace

Calls& Calls::operator+=(const Calls& other) {
  per_second += other.per_second;
  milliseconds.insert(milliseconds.end(), other.milliseconds.begin(), other.milliseconds.end());
  return *this;
}

Calls call_together(int count,
                    std::chrono::milliseconds time,
                    const std::function<std::function<void()>(int)>& work_of) {
  std::vector<Caller> callers;
  for (int i = 0; i < count; ++i) callers.push_back({work_of(i)});
  std::atomic<bool> over{false};
  std::barrier together{count + 1};
  const auto start = steady::now();
  {
    std::vector<std::jthread> threads;
    for (auto& caller : callers)
      threads.emplace_back([&] {
        together.arrive_and_wait();
        caller.call_until(over);
      });
    together.arrive_and_wait();
    std::this_thread::sleep_for(time);
    over = true;
  }
  const std::chrono::duration<double> spent = steady::now() - start;
  Calls calls;
  for (auto& caller : callers) {
    if (caller.failure) std::rethrow_exception(caller.failure);
    calls += {0, std::move(caller.milliseconds)};
  }
  calls.per_second = static_cast<double>(calls.milliseconds.size()) / spent.count();
  return calls;
}

}  // namespace duban::bench
