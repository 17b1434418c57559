#pragma once

#include "adapters/http/message.hpp"
#include "adapters/http/tls.hpp"
#include "engine/result.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace duban::http {

/// What one client may cost.  Whoever goes beyond is disconnected: by size with the reason, by time
/// or number without a word.
struct Limits {
  std::uint32_t header = 16 * 1024;                           ///< bytes of request line and headers
  std::uint64_t body = longest_body;                          ///< bytes
  std::uint64_t body_of_stranger = std::uint64_t{64} * 1024;  ///< who brings no credential
  /// Bytes of all bodies that are being received or answered; one more is refused with 503.
  std::uint64_t bodies = std::uint64_t{64} * 1024 * 1024;
  std::chrono::seconds header_time{
      10};  ///< from the first byte of a request to the end of its headers
  std::chrono::seconds body_time{60};         ///< for the rest of it, and for taking the answer
  std::chrono::seconds idle_time{75};         ///< between two requests
  std::size_t connections = 10'000;           ///< at the same time
  std::size_t connections_per_address = 200;  ///< IPv6: per network of 64 bits
  /// Proxies that may say whom a request comes from, and have as many connections as they want.
  std::vector<std::string> proxies{"127.0.0.1", "::1"};
};

/// HOST:PORT or [HOST]:PORT, taken apart; port 0: any free one.
struct HostAndPort {
  std::string host;
  std::uint16_t port = 0;
};
[[nodiscard]] Result<HostAndPort> host_and_port(const std::string& place);

/// Listens on a TCP port and answers HTTP/1.1.  Sockets are served on the loop of `context`, by one
/// thread; `handle` is called on one of `workers` threads of the server's own and may block.
///
/// What always holds:
/// - A request is handled at most once, whole and within the limits, or not at all.
/// - Answers of a connection go out in the order of its requests.
/// - Whatever `handle` throws is answered by 500 without a word of it, and logged.
class Server {
 public:
  using Handle = std::function<Answer(const Request&)>;

  /// A sentence of ours in the language that a client prefers (its Accept-Language).
  using Phrase = std::function<std::string(std::string_view sentence, std::string_view language)>;

  /// Whether what a client shows in its headers opens the door to it.
  using Knows = std::function<bool(std::string_view authorization, std::string_view cookies)>;

  /// `place`: what host_and_port() reads.  `tls`: nothing for a server in the clear; else it must
  /// outlive the server.  `phrase`: nothing for one that speaks English.  `knows` is asked on a
  /// worker before a long body is read; nothing: everybody is a stranger.  Throws
  /// std::runtime_error, with the place in its words, if it cannot listen there.
  Server(boost::asio::io_context& context,
         const std::string& place,
         std::size_t workers,
         const Limits& limits,
         Handle handle,
         const Tls* tls = nullptr,
         Phrase phrase = {},
         Knows knows = {});
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Where it listens: HOST:PORT.
  [[nodiscard]] std::string place() const;

  /// Takes no more requests, finishes those it has accepted, and lets go of the loop.  From the
  /// loop's thread.
  void stop();

 private:
  class Listener;
  std::shared_ptr<Listener> listener_;
};

}  // namespace duban::http
