#pragma once

#include "adapters/http/request_reader.hpp"
#include "adapters/http/server.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace duban::http {

/// What the connections of a server have in common.
struct Service {
  Limits limits;
  Server::Handle handle;
  boost::asio::thread_pool workers;
  bool is_stopping = false;
  std::size_t connections = 0;  ///< that are open

  Service(std::size_t worker_count, const Limits& given, Server::Handle handler)
      : limits{given}, handle{std::move(handler)}, workers{worker_count} {}
};

/// What a client is told whose request cannot be read; status 0: nothing, it has gone.
struct Refusal {
  unsigned status = 0;
  std::string_view detail{};
};

/// One client's connection: request after request until one of the two has had enough.  Belongs to
/// the loop's thread.
class Connection {
 public:
  Connection(boost::asio::ip::tcp::socket socket, std::string remote, Service& service);

  /// Returns when the connection is closed; throws nothing.
  boost::asio::awaitable<void> run();

  /// Ends it unless a request is under way, which is finished first.
  void stop();
  /// Ends it as it is.
  void cut() { stream_.cancel(); }

 private:
  /// False if the client has gone or said nothing for too long.
  boost::asio::awaitable<bool> next_bytes();
  /// Nothing if it was no request: then the client has been told.
  boost::asio::awaitable<std::optional<RawRequest>> read();
  boost::asio::awaitable<bool> answer(RawRequest raw);
  boost::asio::awaitable<Answer> handled(const Request& request);
  /// An answer whatever happens.
  [[nodiscard]] Answer sure(const Request& request) const;
  boost::asio::awaitable<bool> send(const Answer& answer,
                                    const std::string& id,
                                    bool is_head,
                                    bool keeps);
  boost::asio::awaitable<void> refuse(Refusal refusal);
  boost::asio::awaitable<void> close();

  boost::beast::tcp_stream stream_;
  boost::beast::flat_buffer buffer_;
  std::string remote_;
  Service& service_;
  bool is_idle_ = true;
};

}  // namespace duban::http
