#pragma once

#include <string>

namespace duban::bench {

/// `duban serve` as a process of its own on a free port; ended with this.
class ServerProcess {
 public:
  explicit ServerProcess(const std::string& url);
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  [[nodiscard]] int port() const { return port_; }
  /// Memory it holds now, in MB.
  [[nodiscard]] double resident_megabytes() const;

 private:
  int port_;
  int process_;
};

}  // namespace duban::bench
