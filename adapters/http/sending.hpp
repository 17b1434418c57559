#pragma once

#include "adapters/http/message.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace duban::http {

using PlainStream = boost::beast::tcp_stream;
using TlsStream = boost::beast::ssl_stream<boost::beast::tcp_stream>;

/// How the answer to a request goes out.
struct Delivery {
  std::string id{};           ///< of the request
  bool is_head = false;       ///< without the body
  bool goes_on = false;       ///< the connection has another request
  bool takes_chunks = false;  ///< the client speaks HTTP/1.1
};

/// Sends what a client is told, for a PlainStream or a TlsStream.  Belongs to the loop's thread;
/// what blocks is done by `workers`.
template <class Stream>
class Sender {
 public:
  /// `longest`: for a client to take an answer, or a piece of one.
  Sender(Stream& stream, boost::asio::thread_pool& workers, std::chrono::seconds longest)
      : stream_{stream}, workers_{workers}, longest_{longest} {}

  /// False if the client has gone, or the body is not as long as was said; says how long it was
  /// where nobody knew.
  [[nodiscard]] boost::asio::awaitable<bool> send(Answer& answer, const Delivery& delivery);
  /// Once the answer is done with: with what is left of its pieces an act may end, which is written
  /// down, and so not on the loop's thread.
  [[nodiscard]] boost::asio::awaitable<void> let_go(Answer& answer);
  /// Sends what flows until it or the client ends; then lets go of it.
  [[nodiscard]] boost::asio::awaitable<void> pour(std::shared_ptr<Flow>& flow);

 private:
  [[nodiscard]] boost::beast::tcp_stream& lowest() {
    return boost::beast::get_lowest_layer(stream_);
  }
  [[nodiscard]] boost::asio::awaitable<bool> send_pieces(Answer& answer, bool takes_chunks);
  /// As a chunk (RFC 9112) where `in_chunks`; returns how much of the piece has gone out.
  [[nodiscard]] boost::asio::awaitable<std::size_t> send_piece(const std::string& piece,
                                                               bool in_chunks,
                                                               boost::system::error_code& failed);
  /// Returns when the client has gone or is to go; what it says meanwhile is not heard.
  [[nodiscard]] boost::asio::awaitable<void> await_end();

  Stream& stream_;
  boost::asio::thread_pool& workers_;
  std::chrono::seconds longest_;
};

}  // namespace duban::http
