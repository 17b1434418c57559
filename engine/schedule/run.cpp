#include "engine/schedule/scheduler.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>

namespace duban {

namespace {

using std::chrono::milliseconds;
namespace asio = boost::asio;

constexpr milliseconds first_wait{200};
constexpr milliseconds longest_wait{30'000};
constexpr std::chrono::hours between_warnings{1};

/// How long to sleep after a turn that settled what was due at `settled`.  Steady time: a clock
/// that jumps while we sleep costs one longest_sleep at the most.  What is due still is held by
/// another node: it needs a moment.
milliseconds until(std::optional<Instant> wake,
                   Instant settled,
                   Instant now,
                   milliseconds longest) {
  if (!wake || *wake >= now + longest) return longest;
  if (*wake <= settled) return std::min(first_wait, longest);
  return std::max(std::chrono::ceil<milliseconds>(*wake - now), milliseconds{0});
}

/// Says once in a while that the machine's clock is off.
class ClockWatch {
 public:
  void look(TimeSource& time) {
    if (keeps_time(time)) return;
    const auto now = std::chrono::steady_clock::now();
    if (warned_ && now < *warned_ + between_warnings) return;
    warned_ = now;
    const auto ahead = std::chrono::duration<double>(time.offset()).count();
    spdlog::warn(
        "scheduler: this machine's clock is {:+.1f} s off the database's; what counts is the "
        "database's, but set it right",
        ahead);
  }

 private:
  std::optional<std::chrono::steady_clock::time_point> warned_;
};

class Loop {
 public:
  Loop(Register& open_register, const Running& running, asio::io_context& context)
      : register_{open_register},
        scheduler_{open_register},
        running_{running},
        context_{context},
        timer_{context} {}

  asio::awaitable<void> run() {
    const Signals::Sleeper sleeper{running_.signals, [this] { wake(); }};
    const std::stop_callback stopping{running_.stop, [this] { wake(); }};
    while (!running_.stop.stop_requested()) {
      timer_.expires_after(turn());
      boost::system::error_code woken;
      co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }
  }

 private:
  /// From any thread.  Comes after the turn that is under way, and once however often it is called
  /// meanwhile.
  void wake() {
    if (is_waking_.exchange(true)) return;
    asio::post(context_, [this] {
      is_waking_ = false;
      timer_.cancel();
    });
  }

  /// One turn; returns how long to sleep after it.
  milliseconds turn() {
    try {
      const auto now = register_.now();
      watch_.look(register_.time());
      const auto fired = scheduler_.fire_due(now);
      if (running_.each && fired.clocks + fired.opened > 0) running_.each(now, fired);
      wait_ = first_wait;
      const auto wake = scheduler_.next_wake();
      return until(wake, now, register_.now(), running_.longest_sleep);
    } catch (const StoreDown& down) {
      spdlog::error("scheduler: {}; trying again in {} ms", down.what(), wait_.count());
      const auto wait = wait_;
      wait_ = std::min(wait_ * 2, longest_wait);
      return wait;
    }
  }

  Register& register_;
  Scheduler scheduler_;
  const Running& running_;
  asio::io_context& context_;
  asio::steady_timer timer_;
  std::atomic<bool> is_waking_{false};
  ClockWatch watch_;
  milliseconds wait_ = first_wait;
};

}  // namespace

void run_scheduler(Register& open_register, const Running& running) {
  asio::io_context context{1};
  Loop loop{open_register, running, context};
  std::exception_ptr failure;
  asio::co_spawn(context, loop.run(),
                 [&](std::exception_ptr thrown) { failure = std::move(thrown); });
  context.run();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace duban
