#pragma once

#include "adapters/http/flow.hpp"

#include <boost/json.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace duban::http {

/// Bytes of a body, at most.
inline constexpr std::uint64_t longest_body = std::uint64_t{4} * 1024 * 1024;

/// What a client asks, read whole and decoded.
struct Request {
  std::string method;                                       ///< GET, POST …
  std::string path;                                         ///< as it was sent, without the query
  std::vector<std::string> segments;                        ///< of the path, percent-decoded
  std::vector<std::pair<std::string, std::string>> query;   ///< in its order
  std::map<std::string, std::string, std::less<>> headers;  ///< names in lower case
  std::string body;
  std::string id;               ///< given to the client and to the log
  std::string remote;           ///< address of the client
  bool is_relayed = false;      ///< `remote` is a proxy that does not say for whom it asks
  bool is_secure = false;       ///< it came by TLS, here or at the proxy
  std::size_t connections = 0;  ///< clients connected when it came

  /// The value of a header, or nothing; empty is something.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view lower_case_name) const;
};

/// What a request says its body is, without parameters; JSON unless it says something.
[[nodiscard]] std::string_view media_type_of(const Request& request);

/// Whether what a client prefers (its Accept-Language) is English: `en`, `EN-us`.
[[nodiscard]] bool is_english(std::string_view accepted);

/// Writes one more member into the text of a JSON object that has others: one whose text is known.
void add_member(std::string& object, std::string_view name, std::string_view value);

/// What it is told.
struct Answer {
  unsigned status = 200;
  std::string type = "application/json";
  std::string body{};
  /// A long body instead: called for each piece when the one before has gone out, on a worker's
  /// thread; one that is empty ends it.  What it throws, and a body that is not `length` bytes
  /// long, end the connection.  One that breaks off is destroyed on a worker's thread, too.
  std::function<std::string()> pieces{};
  /// Of all pieces.  Nothing: nobody knows before the last has gone out; a client of HTTP/1.0,
  /// which cannot be told that one was the last, is told by the end of the connection.
  std::optional<std::uint64_t> length{};
  /// What the audit log is told of the pieces that have gone out.
  std::function<boost::json::object()> came_of{};
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string user{};            ///< who asked, for the log
  std::shared_ptr<Flow> flow{};  ///< goes on after `body`, to the end of the connection

  /// Bytes of its body, as far as they are known.
  [[nodiscard]] std::uint64_t size() const { return pieces ? length.value_or(0) : body.size(); }
  [[nodiscard]] bool is_of_unknown_length() const { return pieces && !length; }
  [[nodiscard]] static Answer of(const boost::json::value& body, unsigned status = 200);
  [[nodiscard]] static Answer nothing() { return {.status = 204, .type = {}}; }
};

}  // namespace duban::http
