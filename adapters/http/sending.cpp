#include "adapters/http/sending.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http.hpp>

#include <array>

namespace duban::http {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::redirect_error;
using asio::use_awaitable;
using boost::system::error_code;
using std::chrono::steady_clock;

using SpanResponse = beast::http::response<beast::http::span_body<const char>>;

SpanResponse response_to(const Answer& answer, const Delivery& delivery) {
  namespace http = beast::http;
  SpanResponse response{static_cast<http::status>(answer.status), 11};
  if (!answer.type.empty()) response.set(http::field::content_type, answer.type);
  response.set("X-Request-Id", delivery.id);
  response.set(http::field::cache_control, "no-store");
  response.set("X-Content-Type-Options", "nosniff");
  response.set("X-Frame-Options", "DENY");
  response.set("X-XSS-Protection", "0");  // old browsers' own filter does more harm than good
  response.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  for (const auto& [name, value] : answer.headers) response.set(name, value);
  response.keep_alive(delivery.goes_on);
  if (!delivery.is_head) response.body() = {answer.body.data(), answer.body.size()};
  const bool has_body = answer.status != 204 && answer.status != 304;
  if (answer.is_of_unknown_length())
    response.chunked(delivery.takes_chunks);
  else if (has_body && !answer.flow)
    response.content_length(answer.size());
  return response;
}

}  // namespace

template <class Stream>
asio::awaitable<bool> Sender<Stream>::send(Answer& answer, const Delivery& delivery) {
  auto response = response_to(answer, delivery);
  lowest().expires_after(longest_);
  error_code failed;
  beast::http::response_serializer<beast::http::span_body<const char>> serializer{response};
  if (delivery.is_head || answer.pieces)
    co_await beast::http::async_write_header(stream_, serializer,
                                             redirect_error(use_awaitable, failed));
  else
    co_await beast::http::async_write(stream_, serializer, redirect_error(use_awaitable, failed));
  if (!failed && !delivery.is_head && answer.pieces)
    co_return co_await send_pieces(answer, delivery.takes_chunks);
  co_return !failed;
}

template <class Stream>
asio::awaitable<bool> Sender<Stream>::send_pieces(Answer& answer, bool takes_chunks) {
  const auto next = [&answer]() -> asio::awaitable<std::string> {
    try {
      co_return answer.pieces();
    } catch (...) {
      answer.pieces = {};  // here, on a worker: nobody else will let go of it
      throw;
    }
  };
  const bool in_chunks = answer.is_of_unknown_length() && takes_chunks;
  error_code failed;
  for (std::uint64_t sent = 0; !failed;) {
    const auto piece = co_await asio::co_spawn(workers_, next, use_awaitable);
    if (!piece.empty()) {
      sent += co_await send_piece(piece, in_chunks, failed);
      continue;
    }
    if (in_chunks) {
      const auto last = beast::http::make_chunk_last();
      co_await asio::async_write(stream_, last, redirect_error(use_awaitable, failed));
    }
    if (!answer.length) answer.length = sent;
    co_return !failed && sent == *answer.length;
  }
  co_return false;
}

template <class Stream>
asio::awaitable<std::size_t> Sender<Stream>::send_piece(const std::string& piece,
                                                        bool in_chunks,
                                                        error_code& failed) {
  lowest().expires_after(longest_);
  const auto bytes = asio::const_buffer{piece.data(), piece.size()};
  if (in_chunks) {
    const auto framed = beast::http::make_chunk(bytes);
    co_await asio::async_write(stream_, framed, redirect_error(use_awaitable, failed));
  } else {
    co_await asio::async_write(stream_, bytes, redirect_error(use_awaitable, failed));
  }
  co_return failed ? 0 : piece.size();
}

template <class Stream>
asio::awaitable<void> Sender<Stream>::let_go(Answer& answer) {
  if (!answer.pieces) co_return;
  const auto end = [&answer]() -> asio::awaitable<void> {
    answer.pieces = {};
    co_return;
  };
  co_await asio::co_spawn(workers_, end, use_awaitable);
}

template <class Stream>
asio::awaitable<void> Sender<Stream>::pour(std::shared_ptr<Flow>& flow) {
  // Whoever still rings when the connection has gone finds the bell there.
  const auto bell =
      std::make_shared<asio::steady_timer>(stream_.get_executor(), steady_clock::time_point::max());
  flow->begin([bell] { asio::post(bell->get_executor(), [bell] { bell->cancel(); }); });
  lowest().expires_never();
  bool has_ended = false;
  asio::co_spawn(stream_.get_executor(), await_end(), [&](const std::exception_ptr&) {
    has_ended = true;
    lowest().cancel();  // what is being sent reaches nobody
    bell->cancel();
  });
  error_code failed;
  while (!has_ended) {  // NOLINT(bugprone-infinite-loop): await_end() says so
    const auto text = flow->take();
    if (!text) break;
    if (text->empty()) {
      co_await bell->async_wait(redirect_error(use_awaitable, failed));
      continue;
    }
    lowest().expires_after(longest_);
    co_await asio::async_write(stream_, asio::buffer(*text), redirect_error(use_awaitable, failed));
    if (failed) break;
  }
  flow.reset();
  lowest().cancel();
  while (!has_ended)  // NOLINT(bugprone-infinite-loop): await_end() says so
    co_await bell->async_wait(redirect_error(use_awaitable, failed));
}

template <class Stream>
asio::awaitable<void> Sender<Stream>::await_end() {
  std::array<char, 64> unheard{};
  error_code gone;
  while (!gone)
    co_await stream_.async_read_some(asio::buffer(unheard), redirect_error(use_awaitable, gone));
}

template class Sender<PlainStream>;
template class Sender<TlsStream>;

}  // namespace duban::http
