// node URL load NAME CASES LOG: urges assignments at random, and opens a case now and then, until
// it is told to end (SIGTERM).  Writes a line to LOG for each event that was acknowledged: number,
// case, version, milliseconds. node URL advance TO: moves a simulated register forward as a
// scheduler does, with others doing the same.
//
// Both try again by themselves while the register cannot be reached.  A load that is killed goes on
// at its next start with the very command it may not have heard the answer of, under the same key.

#include "adapters/sql/grouped_store.hpp"
#include "adapters/sql/server_time.hpp"
#include "adapters/sql/sql_directory.hpp"
#include "engine/register/register.hpp"
#include "engine/schedule/scheduler.hpp"
#include "workflows/catalogue.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <thread>

namespace {

using namespace duban;
using std::chrono::milliseconds;

volatile std::sig_atomic_t told_to_end = 0;

/// A register opened as a program of many threads opens it: over a pool, remembering families, on
/// the time that it keeps itself or on the database's.
struct Node {
  explicit Node(const std::string& url)
      : pool{sql::Database::open(url).value(), 2},
        simulated{directory.simulated_now()},
        real{sql::time_of_place(url, unheard)} {
    if (simulated) fixed.move_to(*simulated);
  }

  sql::Pool pool;
  sql::GroupedStore store{pool};
  sql::SqlDirectory directory{pool};
  Catalogue catalogue = all_workflows();
  std::optional<Instant> simulated;
  FixedTime fixed{Instant{}};
  Signals unheard;
  std::unique_ptr<TimeSource> real;
  Register open_register{store, directory, catalogue,
                         simulated ? static_cast<TimeSource&>(fixed) : *real};
};

/// Does `work` until it is done: waits a little after each failure, and says each new one once.
void until_done(const std::function<bool()>& work) {
  std::string told;
  for (milliseconds wait{20}; told_to_end == 0; wait = std::min(wait * 2, milliseconds{200})) {
    try {
      if (work()) return;
    } catch (const StoreDown& down) {
      if (told != down.what()) std::cerr << "waits: " << down.what() << std::endl;
      told = down.what();
    }
    std::this_thread::sleep_for(wait);
  }
}

std::unique_ptr<Node> opened(const std::string& url) {
  std::unique_ptr<Node> node;
  until_done([&] {
    node = std::make_unique<Node>(url);
    return true;
  });
  return node;
}

Command urge(long long some_case, const std::string& words) {
  Command command;
  command.id = CaseId{some_case, 1};
  command.event = "urge";
  command.data = boost::json::object{{"words", words}};
  return command;
}

Command submit(const std::string& congress, const std::string& title) {
  Command command;
  command.workflow = "suggestion";
  command.congress = congress;
  command.event = "submit";
  command.data = boost::json::object{
      {"title", title}, {"text", title}, {"lead_deputy", "张代表"}, {"session", "9-3"}};
  return command;
}

/// The nth command of a node is always the same one.
Command nth_command(const std::string& name, long long nth, long long cases, Directory& directory) {
  std::minstd_rand random{static_cast<unsigned>(std::hash<std::string>{}(name)) +
                          static_cast<unsigned>(nth)};
  random.discard(3);
  const auto key = name + "-" + std::to_string(nth);
  auto command = nth % 10 == 0 ? submit(directory.congresses().front().code, key)
                               : urge(1 + static_cast<long long>(random()) % cases, key);
  command.actor.name = "officer";
  command.actor.roles = {"officer"};
  command.idempotency_key = key;
  return command;
}

long long lines_of(const std::string& path) {
  std::ifstream file{path};
  return std::count(std::istreambuf_iterator<char>{file}, {}, '\n');
}

void acknowledge(std::ofstream& log, long long nth, const Done& done) {
  const auto now = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
  // One write of one line: whoever kills us finds it whole or not at all.
  log << std::to_string(nth) + " " + std::to_string(done.id.stored()) + " " +
             std::to_string(done.version) + " " + std::to_string(now.time_since_epoch().count()) +
             "\n"
      << std::flush;
}

int load(const std::string& url, const std::string& name, long long cases, const char* path) {
  auto nth = lines_of(path) + 1;
  std::ofstream log{path, std::ios::app};
  const auto node = opened(url);
  for (; node && told_to_end == 0; ++nth) {
    until_done([&] {
      const auto command = nth_command(name, nth, cases, node->directory);
      const auto done = command.workflow.empty() ? node->open_register.fire(command)
                                                 : node->open_register.open(command);
      if (!done && done.error().problem == Problem::stale_version) return false;
      acknowledge(log, nth, done.value());
      return true;
    });
  }
  return 0;
}

int advance_to(const std::string& url, Instant to) {
  until_done([&] {
    Node node{url};
    // Another node may have been quicker.
    const auto until = std::max(to, node.simulated.value());
    return advance(node.open_register, node.fixed, until).has_value();
  });
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGTERM, [](int) { told_to_end = 1; });
  try {
    const std::string what = argc > 3 ? argv[2] : "";
    if (what == "load" && argc == 6) return load(argv[1], argv[3], std::atoll(argv[4]), argv[5]);
    if (what == "advance" && argc == 4) return advance_to(argv[1], parse_instant(argv[3]).value());
    return 2;
  } catch (const std::exception& failure) {
    std::cerr << "ends: " << failure.what() << std::endl;
    return 1;
  }
}
