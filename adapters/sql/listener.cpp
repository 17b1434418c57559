#include "adapters/sql/listener.hpp"

#include "adapters/sql/server.hpp"

#include <libpq-fe.h>
#include <spdlog/spdlog.h>
#include <sys/eventfd.h>
#include <sys/poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

namespace duban::sql {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds first_wait{200};
constexpr milliseconds longest_wait{10'000};
/// For all hosts of the URL together; libpq goes on to the next before that.
constexpr std::chrono::seconds longest_connecting{60};
/// A connection that says nothing is asked whether it is alive: a server may be frozen and its
/// machine still answer.
constexpr milliseconds silence{10'000};

class Listening {
 public:
  Listening(std::string url, Signals& signals, int stop_event)
      : url_{std::move(url)}, signals_{signals}, stop_event_{stop_event} {}

  void run() {
    auto wait = first_wait;
    while (!is_stopped_) {
      if (connect() && listen()) {
        wait = first_wait;
        signals_.miss();
        hear();
      }
      link_.reset();
      if (is_stopped_) return;
      spdlog::warn("signals of other nodes: no connection; trying again in {} ms", wait.count());
      (void)await(-1, 0, wait);
      wait = std::min(wait * 2, longest_wait);
    }
  }

 private:
  using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

  /// Waits for the socket, or without one for the time to pass.  False: nothing came, or the end.
  bool await(int socket, short events, milliseconds longest) {
    std::array<pollfd, 2> waited{{{stop_event_, POLLIN, 0}, {socket, events, 0}}};
    const auto come = ::poll(waited.data(), waited.size(), static_cast<int>(longest.count()));
    if (waited[0].revents != 0) is_stopped_ = true;
    return come > 0 && !is_stopped_;
  }

  bool connect() {
    link_.reset(PQconnectStart(completed(url_).c_str()));
    const auto deadline = std::chrono::steady_clock::now() + longest_connecting;
    if (PQstatus(link_.get()) == CONNECTION_BAD) return false;
    for (auto step = PGRES_POLLING_WRITING; step != PGRES_POLLING_OK;
         step = PQconnectPoll(link_.get())) {
      if (step == PGRES_POLLING_FAILED) return false;
      const auto left =
          std::chrono::duration_cast<milliseconds>(deadline - std::chrono::steady_clock::now());
      if (left <= milliseconds{0}) return false;
      const short events = step == PGRES_POLLING_READING ? POLLIN : POLLOUT;
      if (!await(PQsocket(link_.get()), events, left)) return false;
    }
    return true;
  }

  /// The one value that a statement gives; nothing if it failed or the server stays silent.
  std::optional<std::string> asked(const std::string& statement) {
    if (PQsendQuery(link_.get(), statement.c_str()) == 0) return {};
    std::optional<std::string> value;
    for (;;) {
      while (PQisBusy(link_.get()) != 0)
        if (!await(PQsocket(link_.get()), POLLIN, silence) || PQconsumeInput(link_.get()) == 0)
          return {};
      const Answer answer{PQgetResult(link_.get()), &PQclear};
      if (!answer) return value;
      const auto status = PQresultStatus(answer.get());
      if (status == PGRES_TUPLES_OK) value = PQgetvalue(answer.get(), 0, 0);
      if (status == PGRES_COMMAND_OK) value = "";
    }
  }

  bool listen() {
    const auto channel = asked("SELECT " + std::string{channel_text});
    return channel && asked("LISTEN " + *channel);
  }

  /// Until the connection breaks or the end comes.
  void hear() {
    while (!is_stopped_) {
      if (await(PQsocket(link_.get()), POLLIN, silence)) {
        if (PQconsumeInput(link_.get()) == 0) return;
      } else if (is_stopped_ || !asked("SELECT 1")) {
        return;
      }
      pass_on();
    }
  }

  /// However many have come of a kind, they say the same.
  void pass_on() {
    bool wakes = false, rules = false;
    while (auto* heard = PQnotifies(link_.get())) {
      (told_rules == heard->extra ? rules : wakes) = true;
      PQfreemem(heard);
    }
    if (rules) signals_.change_rules();
    if (wakes && !rules) signals_.wake();
  }

  std::string url_;
  Signals& signals_;
  int stop_event_;
  bool is_stopped_ = false;
  Link link_;
};

int new_event() {
  const int event = ::eventfd(0, EFD_CLOEXEC);
  if (event < 0) throw std::system_error{errno, std::generic_category(), "eventfd"};
  return event;
}

}  // namespace

Listener::Listener(std::string url, Signals& signals)
    : stop_event_{new_event()}, thread_{[url = std::move(url), &signals, event = stop_event_] {
        Listening{url, signals, event}.run();
      }} {}

Listener::~Listener() {
  eventfd_write(stop_event_, 1);
  thread_.join();
  ::close(stop_event_);
}

}  // namespace duban::sql
