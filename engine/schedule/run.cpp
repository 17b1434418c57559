#include "engine/schedule/scheduler.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace duban {

namespace {

using std::chrono::milliseconds;
namespace asio = boost::asio;

constexpr milliseconds first_wait{200};
constexpr milliseconds longest_wait{30'000};

/// How long to sleep before the next turn.  Steady time: a clock that jumps while we sleep costs
/// one longest_sleep at the most.  What is due still is held by another node: it needs a moment.
milliseconds until(std::optional<Instant> wake, Instant now, milliseconds longest) {
  if (!wake) return longest;
  const auto ahead = std::chrono::ceil<milliseconds>(*wake - now);
  return std::min(ahead > milliseconds{0} ? ahead : first_wait, longest);
}

class Loop {
 public:
  Loop(Register& open_register,
       const std::function<bool()>& stop,
       milliseconds longest_sleep,
       const std::function<void(Instant, const Fired&)>& each)
      : register_{open_register},
        scheduler_{open_register},
        stop_{stop},
        longest_sleep_{longest_sleep},
        each_{each} {}

  asio::awaitable<void> run() {
    asio::steady_timer timer{co_await asio::this_coro::executor};
    while (!stop_()) {
      timer.expires_after(turn());
      co_await timer.async_wait(asio::use_awaitable);
    }
  }

 private:
  /// One turn; returns how long to sleep after it.
  milliseconds turn() {
    try {
      const auto now = register_.now();
      register_.rulebook().forget_congresses();
      const auto fired = scheduler_.fire_due(now);
      if (each_ && fired.clocks + fired.opened > 0) each_(now, fired);
      wait_ = first_wait;
      return until(scheduler_.next_wake(), register_.now(), longest_sleep_);
    } catch (const StoreDown& down) {
      spdlog::error("scheduler: {}; trying again in {} ms", down.what(), wait_.count());
      const auto wait = wait_;
      wait_ = std::min(wait_ * 2, longest_wait);
      return wait;
    }
  }

  Register& register_;
  Scheduler scheduler_;
  const std::function<bool()>& stop_;
  milliseconds longest_sleep_;
  const std::function<void(Instant, const Fired&)>& each_;
  milliseconds wait_ = first_wait;
};

}  // namespace

void run_scheduler(Register& open_register,
                   const std::function<bool()>& stop,
                   milliseconds longest_sleep,
                   const std::function<void(Instant, const Fired&)>& each) {
  asio::io_context context{1};
  Loop loop{open_register, stop, longest_sleep, each};
  std::exception_ptr failure;
  asio::co_spawn(context, loop.run(),
                 [&](std::exception_ptr thrown) { failure = std::move(thrown); });
  context.run();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace duban
