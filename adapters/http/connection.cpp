#include "adapters/http/connection.hpp"

#include "adapters/http/client.hpp"
#include "adapters/http/intake.hpp"
#include "adapters/http/problem.hpp"
#include "adapters/http/request_reader.hpp"
#include "adapters/http/sending.hpp"
#include "adapters/http/site.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <spdlog/spdlog.h>

#include <array>
#include <concepts>
#include <optional>

namespace duban::http {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::redirect_error;
using asio::use_awaitable;
using boost::system::error_code;
using std::chrono::steady_clock;

constexpr std::size_t chunk = std::size_t{8} * 1024;
/// A client that has been refused is heard out so long, or it would not read why.
constexpr std::chrono::seconds farewell{2};
constexpr std::size_t most_heard_out = 2 * longest_body;

/// A browser that has come by TLS once is never to come without.
const std::pair<std::string, std::string> only_by_tls{"Strict-Transport-Security",
                                                      "max-age=31536000"};

template <class Stream>
constexpr bool is_tls = std::same_as<Stream, TlsStream>;

/// A page brings dozens of files along, of which nobody wants to read.
spdlog::level::level_enum log_level(const Request& request, const Answer& answer) {
  const bool is_of_a_page = answer.status < 400 && is_named_by_content(request.path);
  return is_of_a_page ? spdlog::level::debug : spdlog::level::info;
}

template <class Stream>
class ConnectionOn final : public Connection {
 public:
  ConnectionOn(asio::ip::tcp::socket socket, std::string remote, Service& service)
      : stream_{std::move(socket)}, remote_{std::move(remote)}, service_{service} {}
  ConnectionOn(asio::ip::tcp::socket socket,
               std::shared_ptr<asio::ssl::context> context,
               std::string remote,
               Service& service)
      : context_{std::move(context)},
        stream_{std::move(socket), *context_},
        remote_{std::move(remote)},
        service_{service} {}

  asio::awaitable<void> run() override;
  void stop() override {
    if (is_idle_ || flow_) cut();
  }
  void cut() override { lowest().cancel(); }

 private:
  [[nodiscard]] beast::tcp_stream& lowest() { return beast::get_lowest_layer(stream_); }
  /// False if the client does not speak as it should.
  asio::awaitable<bool> greet();
  /// False if the client has gone or said nothing for too long.
  asio::awaitable<bool> next_bytes();
  /// Nothing if it was no request: then the client has been told.
  asio::awaitable<std::optional<RawRequest>> read(BodyShare& share);
  /// Whether whoever sends a long body may; asked of nobody else.
  asio::awaitable<bool> knows(const RequestParser& parser);
  asio::awaitable<void> read_body(RequestParser& parser, error_code& failed);
  asio::awaitable<bool> answer(RawRequest raw);
  asio::awaitable<Answer> handled(const Request& request);
  /// An answer whatever happens.
  [[nodiscard]] Answer sure(const Request& request) const;
  /// `language`: what the client says of it, as far as it was read.
  asio::awaitable<void> refuse(Refusal refusal, std::string language);
  asio::awaitable<void> close();

  std::shared_ptr<asio::ssl::context> context_;  ///< a certificate replaced since stays with it
  Stream stream_;
  beast::flat_buffer buffer_;
  std::string remote_;
  Service& service_;
  std::shared_ptr<Flow> flow_;  ///< of the last answer, which ends with the connection
  Sender<Stream> sender_{stream_, service_.workers, service_.limits.body_time};
  bool is_idle_ = true;
};

template <class Stream>
asio::awaitable<void> ConnectionOn<Stream>::run() {
  try {
    if (!co_await greet()) co_return;
    while (!service_.is_stopping && co_await next_bytes()) {
      is_idle_ = false;
      BodyShare share{service_};
      auto raw = co_await read(share);
      if (!raw || !co_await answer(std::move(*raw))) break;
      is_idle_ = true;
    }
    if (flow_) {
      buffer_ = {};
      co_await sender_.pour(flow_);
    }
  } catch (const std::exception& failure) {
    spdlog::error("http: a connection from {} ended: {}", remote_, failure.what());
  }
  co_await close();
}

template <class Stream>
asio::awaitable<bool> ConnectionOn<Stream>::greet() {
  if constexpr (is_tls<Stream>) {
    lowest().expires_after(service_.limits.header_time);
    error_code failed;
    co_await stream_.async_handshake(asio::ssl::stream_base::server,
                                     redirect_error(use_awaitable, failed));
    co_return !failed;
  }
  co_return true;
}

template <class Stream>
asio::awaitable<bool> ConnectionOn<Stream>::next_bytes() {
  if (buffer_.size() > 0) co_return true;  // the next request came along with the last
  lowest().expires_after(service_.limits.idle_time);
  error_code failed;
  const auto count = co_await stream_.async_read_some(buffer_.prepare(chunk),
                                                      redirect_error(use_awaitable, failed));
  buffer_.commit(count);
  co_return !failed;
}

template <class Stream>
asio::awaitable<std::optional<RawRequest>> ConnectionOn<Stream>::read(BodyShare& share) {
  RequestParser parser;
  parser.header_limit(service_.limits.header);
  parser.body_limit(service_.limits.body);
  lowest().expires_after(service_.limits.header_time);
  error_code failed;
  co_await beast::http::async_read_header(stream_, buffer_, parser,
                                          redirect_error(use_awaitable, failed));
  auto refusal = refusal_for(failed);
  if (!failed) {
    const bool is_known = co_await knows(parser);
    refusal = share.take(parser, is_known);
  }
  if (!failed && refusal.status == 0) {
    co_await read_body(parser, failed);
    if (!failed) co_return parser.release();
    refusal = refusal_for(failed);
  }
  if (refusal.status != 0)
    co_await refuse(refusal, std::string{parser.get()[beast::http::field::accept_language]});
  co_return std::nullopt;
}

template <class Stream>
asio::awaitable<bool> ConnectionOn<Stream>::knows(const RequestParser& parser) {
  if (!service_.knows || !may_be_long(parser, service_.limits)) co_return false;
  const auto work = [this, &parser]() -> asio::awaitable<bool> {
    const auto& headers = parser.get();
    try {
      co_return service_.knows(headers[beast::http::field::authorization],
                               headers[beast::http::field::cookie]);
    } catch (const std::exception&) {  // whoever handles the request will say why
      co_return true;
    }
  };
  co_return co_await asio::co_spawn(service_.workers, work, use_awaitable);
}

template <class Stream>
asio::awaitable<void> ConnectionOn<Stream>::read_body(RequestParser& parser, error_code& failed) {
  lowest().expires_after(service_.limits.body_time);
  if (wants_continue(parser)) {
    beast::http::response<beast::http::empty_body> go_on{beast::http::status::continue_, 11};
    co_await beast::http::async_write(stream_, go_on, redirect_error(use_awaitable, failed));
  }
  if (!failed)
    co_await beast::http::async_read(stream_, buffer_, parser,
                                     redirect_error(use_awaitable, failed));
}

template <class Stream>
asio::awaitable<bool> ConnectionOn<Stream>::answer(RawRequest raw) {
  const auto start = steady_clock::now();
  Delivery delivery{.is_head = raw.method() == beast::http::verb::head,
                    .takes_chunks = raw.version() == 11};
  const bool keeps = raw.keep_alive() && delivery.takes_chunks;
  std::string language{raw[beast::http::field::accept_language]};
  auto request = decoded(std::move(raw), remote_);
  if (!request) {
    constexpr Refusal no_path{400, "The address is no path: write it in percent-encoded UTF-8."};
    co_await refuse(no_path, std::move(language));
    co_return false;
  }
  settle_client(*request, service_.limits.proxies);
  request->is_secure |= is_tls<Stream>;
  request->connections = service_.connections;
  auto answer = co_await handled(*request);
  if (request->is_secure) answer.headers.push_back(only_by_tls);
  delivery.id = request->id;
  delivery.goes_on = keeps && !answer.flow && !service_.is_stopping;
  const bool sent = co_await sender_.send(answer, delivery);
  if (sent && !delivery.is_head && !service_.is_stopping) flow_ = answer.flow;
  const std::chrono::duration<double, std::milli> took = steady_clock::now() - start;
  spdlog::log(log_level(*request, answer),
              "http id={} remote={} user={} {} {} status={} bytes={} ms={:.1f}", request->id,
              request->remote, answer.user.empty() ? "-" : answer.user, request->method,
              request->path, answer.status, answer.size(), took.count());
  if (!sent) co_await sender_.let_go(answer);
  co_return sent&& delivery.goes_on && !service_.is_stopping;
}

template <class Stream>
asio::awaitable<Answer> ConnectionOn<Stream>::handled(const Request& request) {
  const auto work = [this, &request]() -> asio::awaitable<Answer> { co_return sure(request); };
  co_return co_await asio::co_spawn(service_.workers, work, use_awaitable);
}

template <class Stream>
Answer ConnectionOn<Stream>::sure(const Request& request) const {
  try {
    return service_.handle(request);
  } catch (const std::exception& failure) {
    spdlog::error("http id={}: {}", request.id, failure.what());
  }
  return problem({.status = 500,
                  .title = "The program is at fault",
                  .detail = service_.phrased(
                      "Look before asking again. The log knows more, under " + request.id + ".",
                      request.header("accept-language").value_or(""))});
}

template <class Stream>
asio::awaitable<void> ConnectionOn<Stream>::refuse(Refusal refusal, std::string language) {
  const Delivery delivery{.id = request_id("")};
  spdlog::info("http id={} remote={} status={} {}", delivery.id, remote_, refusal.status,
               refusal.detail);
  // A temporary of an aggregate inside co_await is destroyed twice by GCC 12.
  auto answer =
      problem({.status = refusal.status, .detail = service_.phrased(refusal.detail, language)});
  if (refusal.status == 503) answer.headers.emplace_back("Retry-After", "2");
  if constexpr (is_tls<Stream>) answer.headers.push_back(only_by_tls);
  co_await sender_.send(answer, delivery);
}

template <class Stream>
asio::awaitable<void> ConnectionOn<Stream>::close() {
  error_code failed;
  lowest().expires_after(farewell);
  if constexpr (is_tls<Stream>)
    co_await stream_.async_shutdown(redirect_error(use_awaitable, failed));
  lowest().socket().shutdown(asio::ip::tcp::socket::shutdown_send, failed);
  std::array<char, chunk> unread{};
  for (std::size_t heard = 0; !failed && heard < most_heard_out;)
    heard += co_await lowest().async_read_some(asio::buffer(unread),
                                               redirect_error(use_awaitable, failed));
  lowest().close();
}

}  // namespace

std::unique_ptr<Connection> connection_on(asio::ip::tcp::socket socket,
                                          const Tls* tls,
                                          std::string remote,
                                          Service& service) {
  if (!tls)
    return std::make_unique<ConnectionOn<PlainStream>>(std::move(socket), std::move(remote),
                                                       service);
  return std::make_unique<ConnectionOn<TlsStream>>(std::move(socket), tls->context(),
                                                   std::move(remote), service);
}

}  // namespace duban::http
