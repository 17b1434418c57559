#pragma once

#include "adapters/http/connection.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/system/error_code.hpp>

#include <cstdint>
#include <string_view>

namespace duban::http {

using RequestParser = boost::beast::http::request_parser<boost::beast::http::string_body>;

/// What a client is told whose request is not taken; status 0: nothing.
struct Refusal {
  unsigned status = 0;
  std::string_view detail{};
};

/// Of a request that cannot be read; status 0 also for a client that has gone.
[[nodiscard]] Refusal refusal_for(const boost::system::error_code& failed);

/// Whether a client waits to be told that its body may come.
[[nodiscard]] bool wants_continue(const RequestParser& parser);

/// Whether a body is, or may become, longer than a stranger's.
[[nodiscard]] bool may_be_long(const RequestParser& parser, const Limits& limits);

/// What the body of one request takes of the memory that a server has for bodies, from its headers
/// to its answer.  Belongs to the loop's thread.
class BodyShare {
 public:
  explicit BodyShare(Service& service) : service_{service} {}
  ~BodyShare() { service_.body_bytes -= taken_; }
  BodyShare(const BodyShare&) = delete;
  BodyShare& operator=(const BodyShare&) = delete;

  /// Decides, when the headers have been read and nothing of the body, how long it may be, and
  /// takes as much.  Status 0: it may come.
  [[nodiscard]] Refusal take(RequestParser& parser, bool is_known);

 private:
  Service& service_;
  std::uint64_t taken_ = 0;
};

}  // namespace duban::http
