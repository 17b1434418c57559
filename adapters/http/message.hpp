#pragma once

#include "adapters/http/flow.hpp"

#include <boost/json.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace duban::http {

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
  bool is_secure = false;       ///< it came by TLS, here or at the proxy
  std::size_t connections = 0;  ///< clients connected when it came

  /// The value of a header, or nothing; empty is something.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view lower_case_name) const;
};

/// What it is told.
struct Answer {
  unsigned status = 200;
  std::string type = "application/json";
  std::string body{};
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string user{};            ///< who asked, for the log
  std::shared_ptr<Flow> flow{};  ///< goes on after `body`, to the end of the connection

  [[nodiscard]] static Answer of(const boost::json::value& body, unsigned status = 200);
  [[nodiscard]] static Answer nothing() { return {.status = 204, .type = {}}; }
};

}  // namespace duban::http
