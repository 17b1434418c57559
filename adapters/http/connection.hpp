#pragma once

#include "adapters/http/server.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

namespace duban::http {

/// What the connections of a server have in common.
struct Service {
  Limits limits;
  Server::Handle handle;
  boost::asio::thread_pool workers;
  bool is_stopping = false;
  std::size_t connections = 0;  ///< that are open

  Service(std::size_t worker_count, Limits given, Server::Handle handler)
      : limits{std::move(given)}, handle{std::move(handler)}, workers{worker_count} {}
};

/// One client's connection: request after request until one of the two has had enough.  Belongs to
/// the loop's thread.
class Connection {
 public:
  Connection() = default;
  virtual ~Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Returns when the connection is closed; throws nothing.
  virtual boost::asio::awaitable<void> run() = 0;
  /// Ends it unless a request is under way, which is finished first.
  virtual void stop() = 0;
  /// Ends it as it is.
  virtual void cut() = 0;
};

/// `tls`: nothing for a connection in the clear.
[[nodiscard]] std::unique_ptr<Connection> connection_on(boost::asio::ip::tcp::socket socket,
                                                        const Tls* tls,
                                                        std::string remote,
                                                        Service& service);

}  // namespace duban::http
