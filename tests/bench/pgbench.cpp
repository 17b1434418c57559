#include "bench/pgbench.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace duban::bench {

namespace {

namespace fs = std::filesystem;

/// A folder for the script and the log of one run.
struct Folder {
  Folder() : path{fs::temp_directory_path() / ("duban-pgbench-" + std::to_string(::getpid()))} {
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path path;
};

/// New connections read the catalogue and plan anew for so long, as those of a program that runs do
/// not: what ends before is not counted.
constexpr std::chrono::seconds warm_up{8};
/// Until all are made.
constexpr std::chrono::seconds connecting{2};

struct Transaction {
  double ended = 0;  ///< seconds
  double milliseconds = 0;
};

/// A line of the log: client, transaction, microseconds, script, when it ended in seconds and
/// microseconds.
void read_log(const fs::path& file, std::vector<Transaction>& all) {
  std::ifstream log{file};
  for (std::string line; std::getline(log, line);) {
    std::istringstream columns{line};
    double client = 0, number = 0, took = 0, script = 0, seconds = 0, microseconds = 0;
    if (columns >> client >> number >> took >> script >> seconds >> microseconds)
      all.push_back({seconds + microseconds / 1e6, took / 1e3});
  }
}

/// What ended once they were warm, and while it was asked for.
Calls counted(const std::vector<Transaction>& all, std::chrono::seconds time) {
  const auto first = std::ranges::min_element(all, {}, &Transaction::ended);
  Calls calls;
  if (first == all.end()) return calls;
  const auto from = first->ended + static_cast<double>(warm_up.count());
  const auto to = from + static_cast<double>(time.count());
  for (const auto& each : all)
    if (from <= each.ended && each.ended < to) calls.milliseconds.push_back(each.milliseconds);
  calls.per_second =
      static_cast<double>(calls.milliseconds.size()) / static_cast<double>(time.count());
  return calls;
}

Calls pgbench(const BesidePgbench& beside, std::chrono::seconds time) {
  const Folder folder;
  std::ofstream{folder.path / "script.sql"} << beside.script;
  std::ostringstream command;
  command << "cd " << folder.path << " && pgbench -n -M prepared -f script.sql -c "
          << beside.callers << " -j 2 -T " << (connecting + warm_up + time).count() << " -l '"
          << beside.url << "' >output 2>&1";
  if (std::system(command.str().c_str()) != 0) {  // NOLINT(concurrency-mt-unsafe)
    std::ostringstream said;
    said << std::ifstream{folder.path / "output"}.rdbuf();
    throw std::runtime_error("pgbench: " + said.str());
  }
  std::vector<Transaction> all;
  for (const auto& file : fs::directory_iterator{folder.path})
    if (file.path().filename().string().starts_with("pgbench_log")) read_log(file.path(), all);
  return counted(all, time);
}

}  // namespace

void measure(const BesidePgbench& beside,
             const std::string& what,
             const std::function<std::function<void()>(int)>& work_of,
             std::vector<Figure>& figures) {
  constexpr int rounds = 3;
  constexpr std::chrono::seconds turn{2};
  Calls ours, theirs;
  for (int round = 0; round < rounds; ++round) {
    ours += call_together(beside.callers, turn, work_of);
    theirs += pgbench(beside, turn);
  }
  figures.push_back(
      {beside.bench, what, "1/s", ours.per_second / rounds, theirs.per_second / rounds});
  for (const auto& [name, part] : {std::pair{"p50", 0.5}, {"p99", 0.99}})
    figures.push_back({beside.bench, what + ", " + name, "ms", quantile(ours.milliseconds, part),
                       quantile(theirs.milliseconds, part)});
}

}  // namespace duban::bench
