#pragma once

#include <boost/json.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace duban {

/// Canonical JSON (RFC 8785): keys sorted by UTF-16 code units, no white space, shortest escapes.
/// Numbers must be integers; a double is a defect of the caller and throws std::logic_error.
[[nodiscard]] std::string canonical(const boost::json::value& value);

/// BLAKE2b-256 (RFC 7693) of `text`, as 64 hexadecimal digits.
[[nodiscard]] std::string hash_of(std::string_view text);

/// hash_of everything added, without holding it in memory.
class RunningHash {
 public:
  RunningHash();
  ~RunningHash();
  RunningHash(const RunningHash&) = delete;
  RunningHash& operator=(const RunningHash&) = delete;

  void add(std::string_view text);
  /// Once, in the end.
  [[nodiscard]] std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The hash of one link of a chain: of `previous` followed by `body`.
[[nodiscard]] std::string chain_hash(std::string_view previous, std::string_view body);

}  // namespace duban
