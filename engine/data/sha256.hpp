#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace duban {

/// SHA-256 of everything added, without holding it in memory: what other programs can check a file
/// by.
class RunningSha256 {
 public:
  RunningSha256();
  ~RunningSha256();
  RunningSha256(const RunningSha256&) = delete;
  RunningSha256& operator=(const RunningSha256&) = delete;

  void add(std::string_view bytes);
  /// Once, in the end: 64 hexadecimal digits.
  [[nodiscard]] std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace duban
