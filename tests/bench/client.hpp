#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace duban::bench {

/// What a server answered.
struct Response {
  int status = 0;
  std::string head, body;

  /// A header by its name as the server writes it; empty if it is not there.
  [[nodiscard]] std::string header(std::string_view name) const;
};

/// One connection that is kept, to a server on this machine.  As light as pgbench's: what a client
/// costs is measured with the server.
class Client {
 public:
  explicit Client(int port);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Headers that every request has.
  std::string headers;

  /// Throws where the connection breaks.
  Response ask(std::string_view method,
               std::string_view target,
               std::string_view more_headers = {},
               std::string_view body = {});
  /// Asks for a stream; returns what comes before it.
  Response listen(std::string_view target, std::string_view more_headers = {});

 private:
  void request(std::string_view method,
               std::string_view target,
               std::string_view more_headers,
               std::string_view body);
  void send(std::string_view bytes) const;
  [[nodiscard]] Response read_head();
  void read_body(Response& response);
  void read_more();

  int socket_;
  std::string heard_;
};

/// Headers of a session: the cookie and what goes with it.
[[nodiscard]] std::string sign_in(int port, const std::string& name, const std::string& password);

}  // namespace duban::bench
