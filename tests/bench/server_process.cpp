#include "bench/server_process.hpp"

#include "bench/client.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

extern char** environ;

namespace duban::bench {

namespace {

int free_port() {
  const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool bound = ::bind(probe, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(probe);
  if (!bound) throw std::runtime_error("no port is free");
  return ntohs(address.sin_port);
}

}  // namespace

ServerProcess::ServerProcess(const std::string& url) : port_{free_port()}, process_{0} {
  const auto place = "127.0.0.1:" + std::to_string(port_);
  std::string words[] = {DUBAN_PROGRAM, "--db", url, "serve", "--listen", place};
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t silent;
  ::posix_spawn_file_actions_init(&silent);
  for (const int output : {STDOUT_FILENO, STDERR_FILENO})
    ::posix_spawn_file_actions_addopen(&silent, output, "/dev/null", O_WRONLY, 0);
  const int failed =
      ::posix_spawn(&process_, DUBAN_PROGRAM, &silent, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&silent);
  if (failed != 0) throw std::runtime_error("duban cannot be started");
  constexpr int tries = 100;
  for (int i = 0; i < tries; ++i) {
    try {
      if (Client{port_}.ask("GET", "/healthz").status == 200) return;
    } catch (const std::runtime_error&) {
      std::this_thread::sleep_for(std::chrono::milliseconds{100});
    }
  }
  throw std::runtime_error("duban serve does not answer");
}

ServerProcess::~ServerProcess() {
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
}

double ServerProcess::resident_megabytes() const {
  std::ifstream status{"/proc/" + std::to_string(process_) + "/status"};
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
  return 0;
}

}  // namespace duban::bench
