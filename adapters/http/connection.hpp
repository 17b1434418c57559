#pragma once

#include "adapters/http/server.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace duban::http {

/// What the connections of a server have in common.
struct Service {
  Limits limits;
  Server::Handle handle;
  Server::Phrase phrase;
  Server::Knows knows;
  boost::asio::thread_pool workers;
  bool is_stopping = false;
  std::size_t connections = 0;   ///< that are open
  std::uint64_t body_bytes = 0;  ///< of bodies, announced or received, that are not answered yet

  Service(std::size_t worker_count,
          Limits given,
          Server::Handle handler,
          Server::Phrase words,
          Server::Knows known)
      : limits{std::move(given)},
        handle{std::move(handler)},
        phrase{std::move(words)},
        knows{std::move(known)},
        workers{worker_count} {}

  /// A sentence of ours in the language that a client prefers (its Accept-Language).
  [[nodiscard]] std::string phrased(std::string_view sentence, std::string_view language) const {
    return phrase ? phrase(sentence, language) : std::string{sentence};
  }
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
